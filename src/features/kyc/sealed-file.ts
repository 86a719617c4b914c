import { type Keyring, keyring } from '@/platform/crypto/keyring';
import { openBytes, sealBytes } from '@/platform/crypto/seal';

/** First bytes of a stored file; then the length of the key's id, the id, and what was sealed with that key. */
const MAGIC = Buffer.from('CTF1');

const placeOf = (documentId: string) => ({ table: 'partner_kyc_documents', column: 'file', row: documentId });

/**
 * Seals a document's file, bound to its row. The key's id stands in the file itself, so that while files are sealed anew
 * a reader needs no row to know which key it meets.
 */
export function sealFile(bytes: Uint8Array, documentId: string, keys: Keyring = keyring()) {
  const { keyId, sealed } = sealBytes(bytes, placeOf(documentId), keys);
  const id = Buffer.from(keyId);
  return { keyId, stored: Buffer.concat([MAGIC, Buffer.from([id.length]), id, sealed]) };
}

/** @throws Error when it is no sealed file, its key is unknown, or it belongs to another document */
export function openFile(stored: Buffer, documentId: string, keys: Keyring = keyring()): Buffer {
  const { keyId, sealed } = partsOf(stored);
  return openBytes(sealed, keyId, placeOf(documentId), keys);
}

/** Which key sealed a stored file. @throws Error when it is no sealed file */
export function keyIdOfFile(stored: Buffer): string {
  return partsOf(stored).keyId;
}

function partsOf(stored: Buffer): { keyId: string; sealed: Buffer } {
  const idLength = stored[MAGIC.length] ?? 0;
  const idAt = MAGIC.length + 1;
  if (!stored.subarray(0, MAGIC.length).equals(MAGIC)) throw new Error('This is no sealed file');
  return { keyId: stored.toString('utf8', idAt, idAt + idLength), sealed: stored.subarray(idAt + idLength) };
}
