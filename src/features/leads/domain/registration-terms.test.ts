import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLAIM_REMINDER_DAYS,
  claimEndsMs,
  claimReminderDue,
  EXTENSION_HOLD_DAYS,
  mayAskForExtension,
  REGISTRATION_ATTEMPTS_A_DAY,
  REGISTRATION_CLAIMED_A_DAY,
  REGISTRATION_DAYS,
} from './registration-terms';

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = new Date('2027-03-01T04:10:00Z');

describe('the database', () => {
  const sql = readFileSync(
    path.resolve(import.meta.dirname, '../../../../supabase/migrations/20251128000001_offer_and_register_leads.sql'),
    'utf8',
  );
  it('keeps others out for as long, and counts as many attempts', () => {
    expect(sql.match(/interval '(\d+) days'/g)).toEqual([
      `interval '${EXTENSION_HOLD_DAYS} days'`,
      `interval '${REGISTRATION_DAYS} days'`,
      `interval '${REGISTRATION_DAYS} days'`,
    ]);
    // The nth attempt from the newest is skipped to by one less.
    expect([...sql.matchAll(/order by a\.at desc offset (\d+)/g)].map(([, n]) => Number(n) + 1)).toEqual([
      REGISTRATION_ATTEMPTS_A_DAY,
      REGISTRATION_CLAIMED_A_DAY,
    ]);
  });
});

describe('a reminder', () => {
  it('is due for the shortest step that the time left fits into, and for no claim that has ended', () => {
    fc.assert(
      fc.property(fc.integer({ min: -100 * DAY_MS, max: 100 * DAY_MS }), (leftMs) => {
        const due = claimReminderDue(new Date(NOW.getTime() + leftMs), NOW);
        const fitting = CLAIM_REMINDER_DAYS.filter((days) => leftMs > 0 && leftMs <= days * DAY_MS);
        expect(due).toBe(fitting.length > 0 ? Math.min(...fitting) : null);
      }),
    );
  });

  it('never becomes due for a longer step as time goes on', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 * DAY_MS }), { minLength: 2 }), (left) => {
        const steps = left
          .toSorted((a, b) => b - a)
          .map((ms) => claimReminderDue(new Date(NOW.getTime() + ms), NOW) ?? 99);
        expect(steps).toEqual(steps.toSorted((a, b) => b - a));
      }),
    );
  });
});

describe('an extension', () => {
  const claim = {
    state: 'active',
    expires_at: NOW.toISOString(),
    extension_requested_at: null,
    extension_answer: null,
  } as const;

  it('is asked for once, while the claim stands', () => {
    expect(mayAskForExtension(claim, NOW.getTime() - 1)).toBe(true);
    expect(mayAskForExtension(claim, NOW.getTime())).toBe(false);
    expect(mayAskForExtension({ ...claim, state: 'expired' }, 0)).toBe(false);
    expect(mayAskForExtension({ ...claim, extension_requested_at: NOW.toISOString() }, 0)).toBe(false);
  });

  it('holds the claim only until it is answered', () => {
    const asked = { ...claim, extension_requested_at: NOW.toISOString() };
    expect(claimEndsMs(claim)).toBe(NOW.getTime());
    expect(claimEndsMs(asked)).toBe(NOW.getTime() + EXTENSION_HOLD_DAYS * DAY_MS);
    expect(claimEndsMs({ ...asked, extension_answer: 'refused' })).toBe(NOW.getTime());
  });
});
