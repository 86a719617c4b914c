import type { Context } from 'hono';
import { sqlState } from '../database';

/** A refusal as the Storage service words it. `httpStatus` stands in the body; the answer itself is 400 (see below). */
export class StorageError extends Error {
  constructor(
    readonly httpStatus: number,
    readonly code: string,
    message: string,
    readonly legacyName: string = code,
  ) {
    super(message);
  }
}

export const noSuchBucket = () => new StorageError(404, 'NoSuchBucket', 'Bucket not found', 'Bucket not found');
export const noSuchKey = () => new StorageError(404, 'NoSuchKey', 'Object not found', 'not_found');
export const accessDenied = (message: string) => new StorageError(403, 'AccessDenied', message, 'Unauthorized');
export const invalidKey = (key: string) => new StorageError(400, 'InvalidKey', `Invalid key: ${key}`);
export const invalidRequest = (message: string) => new StorageError(400, 'InvalidRequest', message);
export const missingParameter = (name: string) =>
  new StorageError(400, 'MissingParameter', `Missing Required Parameter ${name}`);
export const invalidSignature = () => new StorageError(400, 'InvalidSignature', 'Invalid signature');
export const invalidJwt = (message: string) => new StorageError(400, 'InvalidJWT', message);
export const tooLarge = () =>
  new StorageError(413, 'EntityTooLarge', 'The object exceeded the maximum allowed size', 'Payload too large');
export const wrongMimeType = (type: string) =>
  new StorageError(415, 'InvalidMimeType', `mime type ${type} is not supported`, 'invalid_mime_type');
const duplicate = () => new StorageError(409, 'KeyAlreadyExists', 'The resource already exists', 'Duplicate');

/** Turns what Postgres refuses into the service's own refusals; anything else is passed through. */
export function fromDatabase(error: unknown): unknown {
  switch (sqlState(error)) {
    case '42501':
      return accessDenied(error instanceof Error ? error.message : 'Access denied');
    case '23505':
      return duplicate();
    case '23503':
      return noSuchBucket();
    default:
      return error;
  }
}

/**
 * Answers an error. The service sends status 400 for every refusal and 500 for faults; which refusal it was stands in
 * `statusCode`, a string.
 */
export function storageErrorResponse(c: Context, error: StorageError): Response {
  const { httpStatus, code, message, legacyName } = error;
  const body = { statusCode: String(httpStatus), code, error: legacyName, message };
  return c.json(body, httpStatus === 500 ? 500 : 400);
}
