import bcrypt from 'bcryptjs';
import type { Settings } from '../settings';
import { AuthError, validationFailed } from './errors';

/** bcrypt reads no further than this many bytes; GoTrue refuses longer passwords. */
const LONGEST_PASSWORD_BYTES = 72;
const COST = 10;

/** Compared against when an address is unknown, so that the answer takes as long as for a known one. */
const nobodysHash = bcrypt.hash('no account has this password', COST);

/** Throws `weak_password` or `validation_failed`. */
export function checkStrength(password: string, settings: Settings): void {
  if (Buffer.byteLength(password) > LONGEST_PASSWORD_BYTES) {
    throw validationFailed('Password cannot be longer than 72 characters');
  }
  if ([...password].length < settings.minPasswordLength) {
    const message = `Password should be at least ${settings.minPasswordLength} characters.`;
    throw new AuthError(422, 'weak_password', message, { weak_password: { reasons: ['length'] } });
  }
}

export function hashPassword(password: string): Promise<string> {
  return bcrypt.hash(password, COST);
}

/** Whether the password fits; an account without one fits none. */
export async function passwordMatches(password: string, hash: string | null | undefined): Promise<boolean> {
  const matches = await bcrypt.compare(password, hash || (await nobodysHash));
  return matches && Boolean(hash);
}
