import { expect, test } from 'vitest';
import { ageWords } from './LeadAge';

const nowMs = Date.parse('2026-03-10T12:00:00Z');

test.each([
  ['2026-03-10T12:00:00Z', '0 min'],
  ['2026-03-10T11:00:01Z', '59 min'],
  ['2026-03-10T11:00:00Z', '1 h'],
  ['2026-03-08T12:00:01Z', '47 h'],
  ['2026-03-08T12:00:00Z', '2 d'],
  ['2026-01-09T12:00:00Z', '60 d'],
  ['2026-03-10T12:00:30Z', '0 min'],
])('what exists since %s is %s old', (since, words) => {
  expect(ageWords(Date.parse(since), nowMs)).toBe(words);
});
