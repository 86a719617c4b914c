import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type Keyring, keyring } from './keyring';

/** AES-256-GCM with a random 96-bit nonce and a 128-bit tag (NIST SP 800-38D). */
const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Which value of which row is sealed: bound in, so that a sealed value cannot be moved to another row or column. */
export type SealedPlace = { table: string; column: string; row: string };

const placeBytes = ({ table, column, row }: SealedPlace) => Buffer.from(JSON.stringify([table, column, row]));

/** Seals bytes with the first key: nonce, tag and ciphertext in one. */
export function sealBytes(plain: Uint8Array, place: SealedPlace, [key]: Keyring = keyring()) {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key.key, nonce).setAAD(placeBytes(place));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { keyId: key.id, sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]) };
}

/** @throws Error when the key is unknown, or the value was changed or moved */
export function openBytes(sealed: Uint8Array, keyId: string, place: SealedPlace, keys: Keyring = keyring()): Buffer {
  const key = keys.find(({ id }) => id === keyId);
  if (!key) throw new Error(`There is no sealing key ${keyId}`);
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv(ALGORITHM, key.key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(placeBytes(place))
    .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

/** Seals text into `v1.<key id>.<base64url>`. */
export function sealText(plain: string, place: SealedPlace, keys: Keyring = keyring()): string {
  const { keyId, sealed } = sealBytes(Buffer.from(plain), place, keys);
  return `v1.${keyId}.${sealed.toString('base64url')}`;
}

/** @throws Error when it is no sealed text, the key is unknown, or it was changed or moved */
export function openText(sealed: string, place: SealedPlace, keys: Keyring = keyring()): string {
  const [version, keyId, body] = sealed.split('.');
  if (version !== 'v1' || !keyId || !body) throw new Error('This is no sealed text');
  return openBytes(Buffer.from(body, 'base64url'), keyId, place, keys).toString();
}

/** The id of the key that sealed a text, or that made a fingerprint's sibling. */
export function keyIdOf(sealed: string): string {
  return sealed.split('.')[1] ?? '';
}
