import { pino } from 'pino';
import { currentRequestId } from './request-context';

/**
 * JSON lines on standard output. Log ids, never names, addresses, identity numbers or bank details; `redact` is the
 * second line of defence, not the first.
 */
export const log = pino({
  level: process.env.LOG_LEVEL || 'info',
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => {
    const requestId = currentRequestId();
    return requestId ? { requestId } : {};
  },
  redact: {
    paths: [
      'password',
      'token',
      'authorization',
      'cookie',
      'email',
      '*.password',
      '*.token',
      '*.authorization',
      '*.email',
    ],
    censor: '[redacted]',
  },
});
