import { expect, test } from 'vitest';
import { capacityWords, durationWords, shareWords } from './statistics-words';

test.each([
  [0, '0 min'],
  [59, '59 min'],
  [60, '1 h'],
  [190, '3 h 10 min'],
  [2880, '2 d'],
])('%i minutes are %s', (minutes, words) => expect(durationWords(minutes)).toBe(words));

test('a share of nothing is no share', () => {
  expect(shareWords(0, 0)).toBeNull();
  expect(shareWords(2, 3)).toBe('67 %');
});

test('a partner that has not answered yet shows what it has', () => {
  expect(capacityWords({ open: 3, due: 0, answered_in_time: 0, median_response_minutes: null })).toBe('3 open');
  expect(capacityWords({ open: 3, due: 4, answered_in_time: 3, median_response_minutes: 90 })).toBe(
    '3 open · answers in 1 h 30 min · 75 % in time',
  );
});
