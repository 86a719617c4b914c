import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprint, fingerprints, type Keyring } from './keyring';
import { keyIdOf, openText, sealText } from './seal';

const key = (id: string) => ({ id, key: randomBytes(32) });
const place = { table: 'partners', column: 'account_number', row: 'a' };

describe('a sealed text', () => {
  const newest = key('new');
  const old = key('old');
  const keys: Keyring = [newest, old];

  it('opens again, whatever it says', () => {
    fc.assert(fc.property(fc.string(), (text) => openText(sealText(text, place, keys), place, keys) === text));
  });

  it('never looks the same twice', () => {
    expect(sealText('62001234567', place, keys)).not.toBe(sealText('62001234567', place, keys));
  });

  it('does not open in another row, column or table', () => {
    const sealed = sealText('x', place, keys);
    for (const other of [{ row: 'b' }, { column: 'id_number_sealed' }, { table: 'others' }]) {
      expect(() => openText(sealed, { ...place, ...other }, keys)).toThrow('unable to authenticate data');
    }
  });

  it('does not open when a single bit was changed', () => {
    const sealed = sealText('62001234567', place, keys);
    const [version, id, body = ''] = sealed.split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let i = 0; i < bytes.length; i++) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(i) ^ 1, i);
      expect(() => openText(`${version}.${id}.${changed.toString('base64url')}`, place, keys)).toThrow(
        'unable to authenticate data',
      );
    }
  });

  it('is sealed by the first key and opened by any', () => {
    const older = sealText('x', place, [old]);
    expect(keyIdOf(sealText('x', place, keys))).toBe('new');
    expect(openText(older, place, keys)).toBe('x');
    expect(() => openText(older, place, [newest])).toThrow('no sealing key');
  });

  it('has a fingerprint that is equal for equal numbers of one kind only, and found under every known key', () => {
    expect(fingerprint('id_number', '8001015009087', keys)).toBe(fingerprint('id_number', '8001015009087', keys));
    expect(fingerprint('id_number', '8001015009087', keys)).not.toBe(
      fingerprint('account_number', '8001015009087', keys),
    );
    expect(fingerprints('id_number', '1', keys)).toContain(fingerprint('id_number', '1', [old]));
  });
});
