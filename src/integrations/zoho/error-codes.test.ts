import { describe, expect, it } from 'vitest';
import { crmError, httpError, lostAnswer, zohoError } from './error-codes';
import { holdsAnswer } from './guarded-fetch';

describe('errors', () => {
  it.each([
    [429, 'rate_limited', 'rate_limited'],
    [500, 'unavailable', 'unavailable'],
    [503, 'unavailable', 'unavailable'],
    [502, 'unavailable', 'unknown_outcome'],
    [504, 'unavailable', 'unknown_outcome'],
    [408, 'unavailable', 'unknown_outcome'],
    [401, 'auth', 'auth'],
    [403, 'auth', 'auth'],
    [404, 'stale_session', 'stale_session'],
    [302, 'misconfigured', 'misconfigured'],
    [400, 'misconfigured', 'misconfigured'],
  ])('HTTP %i of a read is %s, of a write %s', (status, ofRead, ofWrite) => {
    expect(httpError(status, '', 'read').kind).toBe(ofRead);
    expect(httpError(status, '', 'write').kind).toBe(ofWrite);
  });

  it('knows the connector by its words, whatever the status', () => {
    expect(httpError(400, 'APIKey parsing Exception', 'write')).toMatchObject({ kind: 'auth', code: 'INVALID_KEY' });
    const wrongCentre = 'Invalid server url. Kindly re-verify oauth url from metadata';
    expect(httpError(400, wrongCentre, 'read')).toMatchObject({ kind: 'misconfigured', code: 'WRONG_DATA_CENTRE' });
  });

  it('only what may simply be sent again is retryable', () => {
    const kinds = ['rate_limited', 'unavailable', 'unknown_outcome', 'rejected', 'auth', 'misconfigured'] as const;
    expect(kinds.filter((kind) => crmError(kind, 'X').retryable)).toEqual(['rate_limited', 'unavailable']);
    expect(lostAnswer('write', 'X').kind).toBe('unknown_outcome');
    expect(lostAnswer('read', 'X').kind).toBe('unavailable');
  });

  it.each([
    ['TOO_MANY_REQUESTS', 'rate_limited'],
    ['INTERNAL_ERROR', 'unavailable'],
    ['OAUTH_SCOPE_MISMATCH', 'auth'],
    ['INVALID_MODULE', 'misconfigured'],
    ['DUPLICATE_DATA', 'rejected'],
    ['A_CODE_OF_TOMORROW', 'rejected'],
  ])('%s is %s', (code, kind) => {
    const error = zohoError({ code, apiName: 'Email', jsonPath: '$.data[3].Email' });
    expect(error).toMatchObject({ kind, code, apiName: 'Email', jsonPath: '$.data[3].Email' });
    expect(error.message).toContain(`(${code}, Email, $.data[3].Email)`);
  });
});

describe('holdsAnswer', () => {
  const answer = 'event: message\ndata: {"jsonrpc":"2.0","id":1,"result":{}}';

  it('finds a whole answer, also behind other events and with Windows line ends', () => {
    expect(holdsAnswer(`${answer}\n\n`)).toBe(true);
    expect(holdsAnswer(`id: 1\ndata: \n\n: ping\n\n${answer}\n\n`)).toBe(true);
    expect(holdsAnswer(`${answer.replaceAll('\n', '\r\n')}\r\n\r\n`)).toBe(true);
  });

  it('does not take half an answer or a progress message for one', () => {
    expect(holdsAnswer('')).toBe(false);
    expect(holdsAnswer(answer)).toBe(false);
    expect(holdsAnswer(`${answer.slice(0, -3)}\n\n`)).toBe(false);
    expect(holdsAnswer('data: {"jsonrpc":"2.0","method":"notifications/progress","params":{}}\n\n')).toBe(false);
  });
});
