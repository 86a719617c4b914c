import { describe, expect, it } from 'vitest';
import { readToolResult } from './result-shapes';

const text = (value: unknown): object => ({
  type: 'text',
  text: typeof value === 'string' ? value : JSON.stringify(value),
});
const body = { data: [{ id: '1' }], info: { more_records: false } };

describe('readToolResult', () => {
  it.each([
    ['the raw body as text', { content: [text(body)] }],
    [
      'a wrapper as structured content',
      { content: [text('see the structured content')], structuredContent: { status: 'success', data: body } },
    ],
    [
      'a wrapper as structured content without text',
      { content: [], structuredContent: { status: 'success', data: body } },
    ],
    ['a wrapper as text', { content: [text({ status: 'success', data: body })] }],
    ['the raw body as structured content', { structuredContent: body }],
  ])('finds the same body in %s', (_name, result) => {
    expect(readToolResult(result)).toEqual({ kind: 'body', body });
  });

  it.each([
    ['text', { content: [text({ message: 'The request was a success' })] }],
    ['structured content', { content: [], structuredContent: { message: 'success' } }],
  ])('takes a lone message of success as an empty list, in %s', (_name, result) => {
    expect(readToolResult(result)).toEqual({ kind: 'empty' });
  });

  it('takes refused rows as an answer, also inside a wrapper of failure', () => {
    const rows = { data: [{ code: 'INVALID_DATA', status: 'error', details: {}, message: 'invalid data' }] };
    expect(readToolResult({ content: [text({ status: 'failure', data: rows })] })).toEqual({
      kind: 'body',
      body: rows,
    });
    expect(readToolResult({ content: [text(rows)], isError: true })).toEqual({ kind: 'body', body: rows });
  });

  it.each([
    [
      'a top-level error',
      { content: [text({ code: 'INVALID_TOKEN', details: {}, message: 'x', status: 'error' })] },
      'INVALID_TOKEN',
    ],
    [
      'an error with isError',
      { content: [text({ code: 'NO_PERMISSION', details: {}, message: 'x' })], isError: true },
      'NO_PERMISSION',
    ],
    [
      'a failed wrapper',
      { structuredContent: { status: 'failure', data: { error_code: 'INTERNAL_ERROR' } } },
      'INTERNAL_ERROR',
    ],
    ['an error_code without a wrapper', { content: [text({ error_code: 'INTERNAL_ERROR' })] }, 'INTERNAL_ERROR'],
    [
      'the older body of 429',
      { content: [text({ code: 429, error: 'TOO_MANY_REQUESTS' })], isError: true },
      'TOO_MANY_REQUESTS',
    ],
    ['plain text with isError', { content: [text('something broke')], isError: true }, null],
    ['a lone message of anything else', { content: [text({ message: 'could not be done' })] }, null],
  ])('takes %s as a refusal', (_name, result, code) => {
    expect(readToolResult(result)).toMatchObject({ kind: 'refused', code });
  });

  it.each([
    ['cut JSON', { content: [text('{"data":[{"id":"1"')] }],
    ['no content', { content: [] }],
    ['a list', { content: [text([1, 2])] }],
    ['no result', null],
  ])('does not guess at %s', (_name, result) => {
    expect(readToolResult(result)).toEqual({ kind: 'unreadable' });
  });
});
