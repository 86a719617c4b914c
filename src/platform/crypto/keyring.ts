import { createHmac, hkdfSync } from 'node:crypto';
import { EnvironmentError, env } from '../env/env';

/** A key of PORTAL_ENCRYPTION_KEYS. */
export type SealingKey = { id: string; key: Buffer };

/** At least one key; the first seals, all open. */
export type Keyring = [SealingKey, ...SealingKey[]];

/** The keys in the order of the variable. @throws EnvironmentError when none is set */
export function keyring(variable = env().PORTAL_ENCRYPTION_KEYS): Keyring {
  const [first, ...others] = (variable ?? '')
    .split(',')
    .filter(Boolean)
    .map((entry) => {
      const [id = '', key = ''] = entry.split(':');
      return { id, key: Buffer.from(key, 'base64') };
    });
  if (!first) throw new EnvironmentError('PORTAL_ENCRYPTION_KEYS is not set.');
  return [first, ...others];
}

/**
 * A fingerprint of a number that must never be stored in clear: equal numbers have equal fingerprints, and without the
 * key nobody can try them all. Fingerprints are made with one key, named by its id beside them, and made anew when the
 * numbers are sealed with another.
 *
 * @param kind keeps an account number and an identity number of the same digits apart
 */
export function fingerprint(kind: 'id_number' | 'account_number', value: string, [key]: Keyring = keyring()): string {
  const derived = Buffer.from(hkdfSync('sha256', key.key, '', `fingerprint ${kind}`, 32));
  return `${key.id}.${createHmac('sha256', derived).update(value).digest('base64url')}`;
}

/** The fingerprint under every key that is still known, for look-ups while numbers are being sealed anew. */
export function fingerprints(kind: 'id_number' | 'account_number', value: string, keys: Keyring = keyring()): string[] {
  return keys.map((key) => fingerprint(kind, value, [key]));
}
