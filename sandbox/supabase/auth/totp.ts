import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const PERIOD_S = 30;
const DIGITS = 6;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A secret of 160 bits in base32, as authenticator apps take it. */
export function newTotpSecret(): string {
  return Array.from(randomBytes(32), (byte) => BASE32[byte % 32]).join('');
}

/** The address that a QR code of an authenticator app carries. */
export function totpUri(issuer: string, account: string, secret: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  const query = new URLSearchParams({
    algorithm: 'SHA1',
    digits: String(DIGITS),
    issuer,
    period: String(PERIOD_S),
    secret,
  });
  return `otpauth://totp/${label}?${query}`;
}

/** The code at a moment (RFC 6238, SHA-1, six digits, thirty seconds). */
export function totpCode(secret: string, atMs: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 1000 / PERIOD_S)));
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Whether the code is that of now, or of one period before or after. */
export function totpMatches(secret: string, code: string, nowMs: number): boolean {
  const presented = Buffer.from(code);
  return [-1, 0, 1].some((shift) => {
    const expected = Buffer.from(totpCode(secret, nowMs + shift * PERIOD_S * 1000));
    return presented.length === expected.length && timingSafeEqual(presented, expected);
  });
}

function fromBase32(text: string): Buffer {
  let bits = '';
  for (const character of text.toUpperCase().replaceAll('=', '')) {
    bits += BASE32.indexOf(character).toString(2).padStart(5, '0');
  }
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
