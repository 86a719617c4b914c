import { expect, it } from 'vitest';
import { dayAt, dayStart } from './calendar-day';

it('a day begins and ends by the clocks of South Africa', () => {
  expect(dayStart('2026-11-28').toISOString()).toBe('2026-11-27T22:00:00.000Z');
  expect(dayStart('2026-12-31', 1).toISOString()).toBe('2026-12-31T22:00:00.000Z');
  expect(dayAt(Date.parse('2026-11-28T21:59:59Z'))).toBe('2026-11-28');
  expect(dayAt(Date.parse('2026-11-28T22:00:00Z'))).toBe('2026-11-29');
});
