import bcrypt from 'bcryptjs';
import type { Settings } from '../settings';
import { AuthError, validationFailed } from './errors';

/** bcrypt reads no further than this many bytes; GoTrue refuses longer passwords. */
const LONGEST_PASSWORD_BYTES = 72;

/** Lengths are bytes, as GoTrue counts them. Throws `weak_password` or `validation_failed`. */
export function checkStrength(password: string, settings: Settings): void {
  if (Buffer.byteLength(password) > LONGEST_PASSWORD_BYTES) {
    throw validationFailed('Password cannot be longer than 72 characters');
  }
  if (Buffer.byteLength(password) < settings.minPasswordLength) {
    const message = `Password should be at least ${settings.minPasswordLength} characters.`;
    throw new AuthError(422, 'weak_password', message, { weak_password: { reasons: ['length'] } });
  }
}

export function hashPassword(password: string, settings: Settings): Promise<string> {
  return bcrypt.hash(password, settings.passwordHashCost);
}

/** Whether the password fits. An account without one fits none, and finding that out takes as long. */
export async function passwordMatches(
  password: string,
  hash: string | null | undefined,
  settings: Settings,
): Promise<boolean> {
  if (hash) return bcrypt.compare(password, hash);
  await hashPassword('no account has this password', settings);
  return false;
}
