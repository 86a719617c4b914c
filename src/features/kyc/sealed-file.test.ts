import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Keyring } from '@/platform/crypto/keyring';
import { keyIdOfFile, openFile, sealFile } from './sealed-file';

const older = { id: 'older', key: randomBytes(32) };
const keys: Keyring = [{ id: 'newer', key: randomBytes(32) }, older];
const file = Buffer.from('%PDF-1.7 the text of an identity document');

describe('a stored file', () => {
  it('shows nothing of what it is, says which key sealed it, and opens for its own document only', () => {
    const { keyId, stored } = sealFile(file, 'a', keys);
    expect(keyId).toBe('newer');
    expect(keyIdOfFile(stored)).toBe('newer');
    expect(stored.includes('PDF') || stored.includes('identity')).toBe(false);
    expect(openFile(stored, 'a', keys).equals(file)).toBe(true);
    expect(() => openFile(stored, 'b', keys)).toThrow('authenticate');
    expect(() => openFile(stored.subarray(0, -1), 'a', keys)).toThrow('authenticate');
    expect(() => openFile(file, 'a', keys)).toThrow('no sealed file');
  });

  it('opens as long as its key is known', () => {
    const { stored } = sealFile(file, 'a', [older]);
    expect(openFile(stored, 'a', keys).equals(file)).toBe(true);
    expect(() => openFile(stored, 'a', [keys[0]])).toThrow('no sealing key');
  });
});
