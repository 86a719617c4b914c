import type { Context } from 'hono';

/** The version from which on GoTrue answers `{code, message}` instead of `{code, error_code, msg}`. */
const ERROR_CODE_VERSION = '2024-01-01';

/** A refusal with one of GoTrue's codes. `extra` is added to the body. */
export class AuthError extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 413 | 422 | 429 | 500,
    readonly code: string,
    message: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

export const invalidCredentials = () => new AuthError(400, 'invalid_credentials', 'Invalid login credentials');
export const userNotFound = () => new AuthError(404, 'user_not_found', 'User not found');
export const emailExists = () =>
  new AuthError(422, 'email_exists', 'A user with this email address has already been registered');
export const otpExpired = (message = 'Token has expired or is invalid') => new AuthError(403, 'otp_expired', message);
export const notAdmin = () => new AuthError(403, 'not_admin', 'User not allowed');
export const validationFailed = (message: string) => new AuthError(400, 'validation_failed', message);

/** Answers an error in the shape that the request's `X-Supabase-Api-Version` asks for. */
export function authErrorResponse(c: Context, error: AuthError): Response {
  c.header('x-sb-error-code', error.code);
  const version = c.req.header('x-supabase-api-version') ?? '';
  if (version >= ERROR_CODE_VERSION) {
    c.header('x-supabase-api-version', ERROR_CODE_VERSION);
    return c.json({ code: error.code, message: error.message, ...error.extra }, error.status);
  }
  return c.json({ code: error.status, error_code: error.code, msg: error.message, ...error.extra }, error.status);
}
