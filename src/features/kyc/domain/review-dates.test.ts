import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDateFault, type ReviewDates } from './review-dates';
import { ruleFor } from './rule-pack';
import { dayInSouthAfrica, expiryAfter, lastValidDay, monthsBefore, reminderDue } from './valid-until';

const NOW = new Date('2026-11-22T08:00:00Z');
const UPLOADED = '2026-11-20T21:59:00.000Z';
const none: ReviewDates = { issuedOn: null, expiresOn: null };
const DAY_MS = 24 * 60 * 60 * 1000;

describe('the dates that a reviewer gives', () => {
  const address = ruleFor('sole_proprietor', 'proof_of_address');
  const tax = ruleFor('pty_ltd', 'tax_certificate');
  const identity = ruleFor('sole_proprietor', 'id_document');
  const fault = (rule: typeof address, dates: Partial<ReviewDates>) =>
    findDateFault(rule, { ...none, ...dates }, UPLOADED, NOW)?.field ?? null;

  it('must be there where an age or an end is part of the rule', () => {
    expect(fault(address, {})).toBe('issued_on');
    expect(fault(tax, {})).toBe('expires_on');
    expect(fault(identity, {})).toBeNull();
  });

  it('count three months back from the day it was handed in, not from the day it is looked at', () => {
    expect(fault(address, { issuedOn: '2026-08-20' })).toBeNull();
    expect(fault(address, { issuedOn: '2026-08-19' })).toBe('issued_on');
    expect(fault(address, { issuedOn: '2026-11-23' })).toBe('issued_on');
  });

  it('accept nothing that is over', () => {
    expect(fault(tax, { expiresOn: '2026-11-22' })).toBeNull();
    expect(fault(identity, { expiresOn: '2026-11-21' })).toBe('expires_on');
  });
});

describe('days in South Africa', () => {
  const anyDay = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map(dayInSouthAfrica);

  it('end at midnight there, and the last valid day is found again', () => {
    expect(expiryAfter('2026-11-22').toISOString()).toBe('2026-11-22T22:00:00.000Z');
    fc.assert(fc.property(anyDay, (day) => lastValidDay(expiryAfter(day)) === day));
  });

  it('go back by whole months, to the last day where a month is shorter', () => {
    expect(monthsBefore('2026-05-31', 3)).toBe('2026-02-28');
    expect(monthsBefore('2026-01-15', 3)).toBe('2025-10-15');
    fc.assert(fc.property(anyDay, (day) => monthsBefore(day, 0) === day));
  });

  it('bring one reminder at 30 days, one at 7 and one on the last day', () => {
    const due = (days: number) => reminderDue(new Date(NOW.getTime() + days * DAY_MS), NOW);
    expect([40, 31, 30.9, 30, 8, 7.9, 7, 1, 0.5, 0, -3].map(due)).toEqual([null, null, 30, 30, 30, 7, 7, 7, 0, 0, 0]);
  });
});
