import { constants, createInflate } from 'node:zlib';

/** A stream unpacks to more than it may. */
export class UnpacksTooFar extends Error {}

/**
 * Inflates from the beginning of `packed` to where the compressed data ends, whatever stands behind it.
 *
 * @param keep false counts only, so that nothing large is ever held in memory
 * @returns what was unpacked, or null when the data is damaged before anything came out
 * @throws UnpacksTooFar beyond `maxBytes`
 */
export async function inflate(
  packed: Uint8Array,
  maxBytes: number,
  keep: boolean,
): Promise<{ length: number; bytes: Buffer } | null> {
  const inflater = createInflate({ finishFlush: constants.Z_SYNC_FLUSH });
  const chunks: Buffer[] = [];
  let length = 0;
  inflater.end(packed);
  try {
    for await (const chunk of inflater) {
      // Without an encoding a stream of zlib gives buffers.
      const bytes = chunk as Buffer;
      length += bytes.length;
      if (length > maxBytes) throw new UnpacksTooFar();
      if (keep) chunks.push(bytes);
    }
  } catch (error) {
    if (error instanceof UnpacksTooFar) throw error;
    // Viewers show what came out before the damage, so that counts.
    if (length === 0) return null;
  }
  return { length, bytes: Buffer.concat(chunks) };
}

/** ASCIIHexDecode (ISO 32000-1, 7.4.2). */
export function fromHex(packed: Buffer): Buffer {
  const end = packed.indexOf(0x3e);
  const digits = packed.toString('latin1', 0, end === -1 ? packed.length : end).replace(/[^0-9a-f]/gi, '');
  return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex');
}

/** ASCII85Decode (ISO 32000-1, 7.4.3). */
export function fromAscii85(packed: Buffer): Buffer {
  const end = packed.indexOf('~');
  const out: number[] = [];
  let group: number[] = [];
  const flush = (wanted: number) => {
    while (group.length < 5) group.push(84);
    const value = group.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let i = 0; i < wanted; i++) out.push(Math.floor(value / 256 ** (3 - i)) & 0xff);
    group = [];
  };
  for (const byte of packed.subarray(0, end === -1 ? packed.length : end)) {
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0);
    if (byte < 0x21 || byte > 0x75) continue;
    group.push(byte - 0x21);
    if (group.length === 5) flush(4);
  }
  if (group.length > 1) flush(group.length - 1);
  return Buffer.from(out);
}
