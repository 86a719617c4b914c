import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Keyring } from './keyring';
import { signToken, verifyToken } from './signed-token';

const Data = z.object({ document: z.string() });
const old = { id: 'old', key: randomBytes(32) };
const keys: Keyring = [{ id: 'new', key: randomBytes(32) }, old];
const forged = { ok: false, reason: 'forged' };

describe('a signed token', () => {
  const token = signToken('file', { document: 'a' }, 1000, keys);

  it('says what was put into it until its time is over', () => {
    expect(verifyToken('file', token, Data, 999, keys)).toEqual({ ok: true, data: { document: 'a' } });
    expect(verifyToken('file', token, Data, 1000, keys)).toEqual({ ok: false, reason: 'expired' });
  });

  it('is nothing for another purpose, with another payload or another key', () => {
    expect(verifyToken('mail', token, Data, 0, keys)).toEqual(forged);
    const [id, , mac] = token.split('.');
    const payload = Buffer.from(JSON.stringify({ exp: 9e15, data: { document: 'b' } })).toString('base64url');
    expect(verifyToken('file', `${id}.${payload}.${mac}`, Data, 0, keys)).toEqual(forged);
    expect(verifyToken('file', token, Data, 0, [{ id: 'new', key: randomBytes(32) }])).toEqual(forged);
    for (const nonsense of ['', '..', 'new', 'new..', 'other.x.y', `${token}x`.slice(0, -9)]) {
      expect(verifyToken('file', nonsense, Data, 0, keys)).toEqual(forged);
    }
  });

  it('still counts when its key is no longer the first', () => {
    expect(verifyToken('file', signToken('file', { document: 'a' }, 1, [old]), Data, 0, keys).ok).toBe(true);
  });
});
