import { describe, expect, test } from 'vitest';
import { newTotpSecret, totpCode, totpMatches, totpUri } from './totp';

/** The SHA-1 secret of RFC 6238, appendix B, in base32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('TOTP', () => {
  test.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('gives the code of RFC 6238 at %d s', (seconds, code) => {
    expect(totpCode(SECRET, seconds * 1000)).toBe(code);
  });

  test('accepts the neighbouring periods and no others', () => {
    const code = totpCode(SECRET, 1_000_000_000_000);
    const accepted = [-60, -30, 0, 30, 60].map((shift) => totpMatches(SECRET, code, 1_000_000_000_000 + shift * 1000));
    expect(accepted).toEqual([false, true, true, true, false]);
  });

  test('makes secrets of 160 bits and addresses that apps read', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    const uri = new URL(totpUri('Portal: A', 'a+b@example.com', secret));
    expect(uri.searchParams.get('secret')).toBe(secret);
    expect(uri.searchParams.get('issuer')).toBe('Portal: A');
  });
});
