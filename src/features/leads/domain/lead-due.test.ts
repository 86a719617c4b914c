import { describe, expect, it } from 'vitest';
import { dueOf } from './lead-due';

const NOW_MS = Date.parse('2026-11-28T10:00:00Z');
const inHours = (hours: number) => new Date(NOW_MS + hours * 3_600_000).toISOString();
const lead = {
  status: 'new',
  partner_offer_expires_at: null,
  partner_due_at: inHours(20),
  first_responded_at: null,
  first_response_due_at: inHours(20),
} as const;

describe('what is due of a lead', () => {
  it('is the answer to an offer before anything else', () => {
    expect(dueOf({ ...lead, partner_offer_expires_at: inHours(3) }, NOW_MS)).toEqual({
      kind: 'offer',
      at: inHours(3),
      state: 'due_soon',
    });
  });

  it('is the first response while it is owed, and the follow-up after it', () => {
    expect(dueOf(lead, NOW_MS)).toEqual({ kind: 'response', at: inHours(20), state: 'on_track' });
    const answered = { ...lead, first_responded_at: inHours(-1), partner_due_at: inHours(-0.5) };
    expect(dueOf(answered, NOW_MS)).toEqual({ kind: 'follow_up', at: inHours(-0.5), state: 'overdue' });
  });

  it('is nothing where nothing was promised, or the lead is done with', () => {
    expect(dueOf({ ...lead, partner_due_at: null }, NOW_MS)).toBeNull();
    expect(dueOf({ ...lead, status: 'lost' }, NOW_MS)).toBeNull();
  });
});
