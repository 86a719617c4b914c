import { RefusedError } from '@/shared/refusal';

/** A check came to no end because the machine had no time for it: that says nothing about the file. */
export function tooBusyToCheck(cause?: unknown): RefusedError {
  const message = 'The file could not be checked in time, because too much is going on. Please hand it in again.';
  return new RefusedError({ code: 'unavailable', message, retryAfterSeconds: 30 }, { cause });
}
