import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatBytes, formatCount, formatRand } from './number-format';

const spaced = (text: string) => text.replaceAll('\u00a0', ' ');

describe('amounts in rand', () => {
  test.each([
    [0n, 'R 0,00'],
    [5n, 'R 0,05'],
    [99999n, 'R 999,99'],
    [123450n, 'R 1 234,50'],
    ['123456789012', 'R 1 234 567 890,12'],
    [-123450n, '\u2212R 1 234,50'],
  ])('%s cents read %s', (cents, text) => {
    expect(spaced(formatRand(cents))).toBe(text);
  });

  test('no cent is lost, whatever the amount', () => {
    fc.assert(
      fc.property(fc.bigInt(), (cents) => {
        const digits = formatRand(cents)
          .replace('\u2212', '-')
          .replace(/[^\d-]/g, '');
        expect(BigInt(digits)).toBe(cents);
      }),
    );
  });

  test('a line can never break inside an amount', () => {
    expect(formatRand(123456789n)).not.toMatch(/ /);
  });

  test('what is not a whole number of cents is refused', () => {
    expect(() => formatRand('12.5')).toThrow(SyntaxError);
  });
});

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1 000'],
  [1234567n, '1 234 567'],
  [-1000, '\u22121 000'],
])('the count %s reads %s', (count, text) => {
  expect(spaced(formatCount(count))).toBe(text);
});

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1536, '2 kB'],
  [10 * 1024 * 1024, '10 MB'],
  [1.5 * 1024 * 1024, '1,5 MB'],
])('%s bytes read %s', (bytes, text) => {
  expect(spaced(formatBytes(bytes))).toBe(text);
});
