import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmlessName } from './harmless-name';

describe('the name of a file', () => {
  it('keeps what a person would know it by', () => {
    expect(harmlessName('Bank statement, März 2026.PDF', 'application/pdf')).toBe('Bank statement, März 2026.pdf');
    expect(harmlessName('身份证.jpeg', 'image/jpeg')).toBe('身份证.jpg');
    expect(harmlessName('id', 'image/png')).toBe('id.png');
  });

  it('is short, opens no folder, holds nothing that acts, and ends as its content says, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        const name = harmlessName(typed, 'application/pdf');
        expect(name).toMatch(/^[^\p{C}\p{Z}./\\][^\p{C}<>:"|?*/\\]*\.pdf$/u);
        expect([...name].length).toBeLessThanOrEqual(124);
      }),
    );
  });
});
