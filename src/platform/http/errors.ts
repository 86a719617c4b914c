// Not from 'zod': the document needs what this package adds to a schema when it is made.
import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import { errorCode } from '@/shared/error-code';
import { REFUSAL_STATUS, type Refusal, type RefusalCode, RefusedError } from '@/shared/refusal';
import { log } from '../log/log';

/** The body of every answer that is not a success. */
export const ErrorBody = z
  .object({
    error: z.string().describe('A sentence a person understands'),
    code: z.enum(Object.keys(REFUSAL_STATUS) as [RefusalCode, ...RefusalCode[]]),
    fields: z.record(z.string(), z.string()).optional().describe('Field name to what is wrong with it'),
    allowed: z.array(z.string()).optional().describe('What would have been accepted'),
    existingId: z.string().optional().describe('Which of the caller’s own records is there already'),
    claimedUntil: z.string().optional().describe('The last day of somebody else’s claim, YYYY-MM-DD'),
    requestId: z.string().optional().describe('Quote it when you ask for help'),
  })
  .meta({ id: 'Error' });

/** The one place where errors become answers. Users never see driver text; the log gets the cause and the request id. */
export function answerError(error: unknown, c: Context): Response {
  const refusal = toRefusal(error);
  const requestId: string | undefined = c.get('requestId');
  // The route and not the path: a path can hold a secret, as a calendar's does.
  const path = routePath(c, -1);
  if (refusal.code === 'internal') log.error({ err: error, path }, 'request failed');
  if (refusal.code === 'unavailable') log.warn({ err: error, path }, 'request refused: service unavailable');
  if (refusal.retryAfterSeconds !== undefined) c.header('retry-after', String(Math.ceil(refusal.retryAfterSeconds)));
  const { code, message, retryAfterSeconds: _inTheHeader, ...details } = refusal;
  return c.json({ error: message, code, ...details, requestId }, REFUSAL_STATUS[code]);
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof RefusedError) return error.refusal;
  if (error instanceof HTTPException) return fromHttpException(error);
  if (isOutage(error)) {
    return {
      code: 'unavailable',
      message: 'The portal cannot reach one of its services right now. Nothing was changed; please try again.',
      retryAfterSeconds: 5,
    };
  }
  return (
    fromPostgres(errorCode(error)) ?? {
      code: 'internal',
      message: 'Something went wrong on our side. Nothing was changed.',
    }
  );
}

function fromHttpException(error: HTTPException): Refusal {
  if (error.status === 413) return { code: 'body_too_large', message: 'What was sent is too large.' };
  if (error.status === 400 || error.status === 415) {
    return {
      code: 'not_json',
      message: 'The body could not be read. It must be JSON, or a form where a file is sent.',
    };
  }
  if (error.status === 404) return { code: 'not_found', message: 'There is nothing at this address.' };
  return { code: 'internal', message: 'Something went wrong on our side. Nothing was changed.' };
}

/** What the database refuses by itself is the last wall, not a fault: the caller asked for what is not theirs. */
function fromPostgres(code: string): Refusal | undefined {
  if (code === '42501') return { code: 'forbidden', message: 'Your role does not allow this.' };
  if (code === '40001' || code === '40P01' || code === '55P03') {
    return {
      code: 'conflict',
      message: 'Somebody changed the same record at the same moment. Please look again and retry.',
    };
  }
  if (code === '22021' || code === '22P05') {
    return { code: 'invalid_request', message: 'The text contains a character that cannot be stored.' };
  }
  if (code === '22003' || code === '22007' || code === '22008' || code === '22009') {
    return { code: 'invalid_request', message: 'A number or a date is beyond what can be stored.' };
  }
  return undefined;
}

const OUTAGE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', '57P01', '57P03', '53300', '57014']);

function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    OUTAGE.has(errorCode(error)) ||
    error.message.startsWith('timeout exceeded when trying to connect') ||
    error.message.startsWith('Connection terminated') ||
    (error.cause !== undefined && isOutage(error.cause)) ||
    error.message.startsWith('The signing keys of the auth service')
  );
}
