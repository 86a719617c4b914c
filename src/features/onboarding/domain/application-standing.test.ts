import { describe, expect, it } from 'vitest';
import { standingOf } from './application-standing';

const applied = {
  status: 'pending',
  kyc_status: 'incomplete',
  created_at: '2026-11-20T08:00:00.000Z',
  submitted_at: null,
  documents_completed_at: null,
  approved_at: null,
  rejected_at: null,
  suspended_at: null,
} as const;
const reviewed = {
  ...applied,
  status: 'under_review',
  kyc_status: 'submitted',
  submitted_at: '2026-11-16T09:00:00.000Z',
  documents_completed_at: '2026-11-20T09:00:00.000Z',
} as const;

describe('where an application stands', () => {
  it('waits for the applicant, without a promise, until a first document is there', () => {
    expect(standingOf(applied, 0, Date.parse('2026-12-24T08:00:00Z'))).toEqual({
      since: '2026-11-20T08:00:00.000Z',
      turn: 'you',
      dueAt: null,
      late: false,
      againFrom: null,
      mayApplyAgain: false,
    });
  });

  it('is CircleTel’s turn as soon as a document is there, although the status follows later', () => {
    expect(standingOf(applied, 1, Date.parse('2026-11-20T09:00:00Z')).turn).toBe('circletel');
  });

  it('promises a decision within 48 hours of the last document, however long ago the first one came, and says when the promise is broken', () => {
    const inTime = standingOf(reviewed, 1, Date.parse('2026-11-22T09:00:00Z'));
    expect(inTime).toMatchObject({ since: reviewed.submitted_at, dueAt: '2026-11-22T09:00:00.000Z', late: false });
    expect(standingOf(reviewed, 1, Date.parse('2026-11-22T09:00:01Z')).late).toBe(true);
  });

  it.each(['incomplete', 'rejected'] as const)(
    'is the applicant’s turn while documents are “%s”, and nobody is late',
    (kyc) => {
      const standing = standingOf(
        { ...reviewed, kyc_status: kyc, documents_completed_at: null },
        1,
        Date.parse('2026-12-24T09:00:00Z'),
      );
      expect(standing).toMatchObject({ turn: 'you', late: false, dueAt: null });
    },
  );

  it('promises nothing any more once it is decided', () => {
    const approved = { ...reviewed, status: 'approved', approved_at: '2026-11-21T09:00:00.000Z' } as const;
    expect(standingOf(approved, 1, 0)).toMatchObject({ since: approved.approved_at, turn: 'you', dueAt: null });
    const suspended = { ...approved, status: 'suspended', suspended_at: '2026-11-25T09:00:00.000Z' } as const;
    expect(standingOf(suspended, 1, 0)).toMatchObject({
      since: suspended.suspended_at,
      turn: 'circletel',
      dueAt: null,
    });
  });

  it('may be handed in again 30 days after it was turned down, to the minute', () => {
    const rejected = { ...reviewed, status: 'rejected', rejected_at: '2026-11-21T10:00:00.000Z' } as const;
    const againFrom = '2026-12-21T10:00:00.000Z';
    expect(standingOf(rejected, 1, Date.parse(againFrom) - 1)).toMatchObject({
      since: rejected.rejected_at,
      turn: 'nobody',
      againFrom,
      mayApplyAgain: false,
    });
    expect(standingOf(rejected, 1, Date.parse(againFrom))).toMatchObject({ turn: 'you', mayApplyAgain: true });
  });
});
