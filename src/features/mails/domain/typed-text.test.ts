import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typedText } from './typed-text';

describe('what a stranger typed', () => {
  it.each([
    ['Karoo Connect (Pty) Ltd.', 'Karoo Connect (Pty) Ltd.'],
    ['  Karoo\r\nConnect\t ', 'Karoo Connect'],
    ['Win at evil.example/now', 'Win at evil.\u200bexample/now'],
    ['https://evil.example', 'https:\u200b//evil.\u200bexample'],
    ['me@evil.example', 'me\u200b@\u200bevil.\u200bexample'],
    ['No. 4.5 St.Helena', 'No. 4.5 St.\u200bHelena'],
  ])('%j reads as %j', (typed, read) => {
    expect(typedText(typed)).toBe(read);
  });

  it('is one line of bounded length without anything that reads as an address, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (typed) => {
        const read = typedText(typed);
        expect(read).not.toMatch(/[\r\n\t]|:\/\/|[\p{L}\p{N}]\.\p{L}{2}|\S@\S(?<!\u200b)/u);
        expect([...read.replaceAll('\u200b', '')].length).toBeLessThanOrEqual(80);
      }),
    );
  });
});
