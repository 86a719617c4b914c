import { describe, expect, it } from 'vitest';
import { standingOf } from '../domain/application-standing';
import type { Partner } from '../schema';
import { explanation, headline } from './application-words';

const partner = {
  status: 'under_review',
  kyc_status: 'submitted',
  partner_number: null,
  created_at: '2026-11-20T08:00:00.000Z',
  submitted_at: '2026-11-16T09:00:00.000Z',
  documents_completed_at: '2026-11-20T09:00:00.000Z',
  approved_at: null,
  rejected_at: null,
  suspended_at: null,
} as Partner; // the facts that the words depend on

/** What an applicant reads at that moment. */
function read(facts: Partial<Partner>, now: string, documents = 1): string {
  const seen = { ...partner, ...facts };
  const standing = standingOf(seen, documents, Date.parse(now));
  return `${headline(seen, standing, documents)}. ${explanation(seen, standing, documents)}`;
}

describe('an applicant reads', () => {
  it('until when CircleTel promised to decide, and afterwards that it is late', () => {
    expect(read({}, '2026-11-21T09:00:00Z')).toContain('We decide by 22 Nov 2026, 11:00');
    expect(read({}, '2026-11-22T09:00:01Z')).toContain('We are late with our decision');
  });

  it('what to do while documents are missing or were not accepted, although they are being checked', () => {
    expect(read({ kyc_status: 'incomplete', documents_completed_at: null }, '2026-11-21T09:00:00Z')).toContain(
      'hand in the documents that are missing',
    );
    expect(read({ kyc_status: 'rejected', documents_completed_at: null }, '2026-11-30T09:00:00Z')).toContain(
      'Your turn: a document was not accepted',
    );
    expect(
      read({ status: 'pending', submitted_at: null, documents_completed_at: null }, '2026-11-21T09:00:00Z', 0),
    ).toContain('your first document');
  });

  it('no time for our decision while something is missing, only from when it will run', () => {
    const words = read({ kyc_status: 'incomplete', documents_completed_at: null }, '2026-11-30T09:00:00Z');
    expect(words).toContain('We decide within 48 hours of the last document that we need.');
    expect(words).not.toMatch(/late|We decide by/);
  });

  it('as a partner whose document does not count any more, what to hand in', () => {
    const due = { status: 'approved', reverification_due_at: '2026-11-22T09:00:00.000Z' } as const;
    expect(read(due, '2026-11-23T09:00:00Z')).toContain('hand in anew what is marked below');
  });

  it('from when to apply again after a rejection, and then that it is time', () => {
    const rejected = { status: 'rejected', rejected_at: '2026-11-22T09:00:00.000Z' } as const;
    expect(read(rejected, '2026-11-23T09:00:00Z')).toContain('You may apply again from 22 Dec 2026');
    expect(read(rejected, '2026-12-23T09:00:00Z')).toMatch(/^You may apply again\. What you told us/);
  });
});
