import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { CrmError } from './errors';
import { parseReply, toOutcome } from './replies';
import { readRestReply, readToolResult } from './result-shapes';
import { fieldsReplySchema, listReplySchema, watchReplySchema, writeReplySchema } from './schema';
import { readNotification } from './webhook';

const row = fc.dictionary(fc.string(), fc.jsonValue());
const rows = fc.array(row, { maxLength: 5 });
/** A body that a call can be answered with: records and what there is to say about them. */
const answer = fc.record({ data: rows, info: row }, { requiredKeys: ['data'] });

const asText = (value: unknown): object => ({ content: [{ type: 'text', text: JSON.stringify(value) }] });
/** As it is after a journey through JSON. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('whatever a server answers', () => {
  it('the same body reads the same in all three shapes and over REST', () => {
    fc.assert(
      fc.property(answer, (body) => {
        const wrapped = { status: 'success', data: body };
        const expected = { kind: 'body', body: plain(body) };
        expect(readToolResult(asText(body))).toEqual(expected);
        expect(readToolResult(asText(wrapped))).toEqual(expected);
        expect(plain(readToolResult({ content: [], structuredContent: wrapped }))).toEqual(expected);
        expect(readRestReply(200, JSON.stringify(body))).toEqual(expected);
      }),
    );
  });

  it('reading a tool’s result never throws', () => {
    const results = fc.oneof(
      fc.jsonValue(),
      fc.jsonValue().map(asText),
      fc.string().map((text) => asText(text)),
    );
    fc.assert(
      fc.property(results, (raw) => ['body', 'empty', 'refused', 'unreadable'].includes(readToolResult(raw).kind)),
    );
  });

  it('reading a reply of REST never throws, and no failure reads as a success without records', () => {
    const texts = fc.oneof(fc.string(), fc.json());
    fc.assert(
      fc.property(fc.integer({ min: 400, max: 599 }), texts, (status, text) => {
        const reply = readRestReply(status, text);
        expect(reply === null || reply.kind === 'refused' || reply.kind === 'body').toBe(true);
        if (reply?.kind === 'body')
          expect(Array.isArray(reply.body.data) || Array.isArray(reply.body.watch)).toBe(true);
      }),
    );
  });

  it('a reply is understood or is an error of ours, for a write one of unknown outcome', () => {
    const schemas = fc.constantFrom<z.ZodType[]>(
      writeReplySchema,
      listReplySchema,
      fieldsReplySchema,
      watchReplySchema,
    );
    fc.assert(
      fc.property(row, schemas, (body, schema) => {
        try {
          parseReply({ kind: 'body', body }, schema, 'write');
        } catch (error) {
          expect(error).toBeInstanceOf(CrmError);
          expect(error).toMatchObject({ kind: 'unknown_outcome' });
        }
      }),
    );
  });

  it('a row of a write is a success with an id and a time, or an error', () => {
    const details = fc.record({ id: fc.string(), Modified_Time: fc.string() }, { requiredKeys: [] });
    const written = fc.record({ code: fc.string(), status: fc.constantFrom('success', 'error'), details });
    fc.assert(
      fc.property(written, (one) => {
        try {
          const outcome = toOutcome(one);
          expect(outcome.ok).toBe(one.status === 'success');
        } catch (error) {
          expect(error).toMatchObject({ kind: 'unknown_outcome' });
        }
      }),
    );
  });

  it('a callback is malformed, forbidden or ours, and is never let in without its token', () => {
    const secrets = { token: 'the token', channelIds: ['1'] };
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (body) => {
        expect(readNotification(body, secrets).ok).toBe(false);
      }),
    );
  });
});
