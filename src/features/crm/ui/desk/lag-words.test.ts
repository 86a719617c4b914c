import { describe, expect, it } from 'vitest';
import { durationWords, lagTone } from './lag-words';

describe('a lag', () => {
  it.each([
    [0, '0 s'],
    [59.9, '59 s'],
    [60, '1 min'],
    [3599, '59 min'],
    [3600, '1 h'],
    [7500, '2 h 5 min'],
    [86_400, '1 d'],
    [100_000, '1 d 3 h'],
  ])('of %d seconds is said as %s', (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });

  it('is pressing from five minutes on, and late from an hour on', () => {
    expect([null, 299, 300, 3599, 3600].map(lagTone)).toEqual(['success', 'success', 'warning', 'warning', 'danger']);
  });
});
