import { expect, test } from 'vitest';
import { formatDate, formatDateTime, formatRelative, formatTime } from './time-format';

const at = '2026-11-22T12:02:00Z';
const atMs = Date.parse(at);

test('times are those of Johannesburg, wherever the machine stands', () => {
  expect(formatDateTime(at)).toBe('22 Nov 2026, 14:02');
  expect(formatTime(at)).toBe('14:02');
});

test('a day begins at midnight in Johannesburg', () => {
  expect(formatDate('2026-11-21T21:59:59Z')).toBe('21 Nov 2026');
  expect(formatDate('2026-11-21T22:00:00Z')).toBe('22 Nov 2026');
  expect(formatTime('2026-11-21T22:00:00Z')).toBe('00:00');
});

test('every month has three letters', () => {
  const months = Array.from({ length: 12 }, (_, month) => formatDate(new Date(Date.UTC(2026, month, 15))));
  expect(months[8]).toBe('15 Sep 2026');
  expect(months.every((text) => /^15 [A-Z][a-z]{2} 2026$/.test(text))).toBe(true);
});

test.each([
  [0, 'just now'],
  [59_999, 'just now'],
  [60_000, '1 min ago'],
  [3_599_999, '59 min ago'],
  [2 * 3_600_000, '2 h ago'],
  [86_400_000, '1 d ago'],
  [6 * 86_400_000, '6 d ago'],
  [-30_000, 'in a moment'],
  [-2 * 3_600_000, 'in 2 h'],
  [7 * 86_400_000, '22 Nov 2026'],
])('%s ms later it reads "%s"', (laterMs, text) => {
  expect(formatRelative(at, atMs + laterMs)).toBe(text);
});
