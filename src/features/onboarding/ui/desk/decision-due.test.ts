import { describe, expect, test } from 'vitest';
import { decisionDue } from './decision-due';

const nowMs = Date.parse('2026-03-10T12:00:00.000Z');
const hoursAgo = (hours: number) => new Date(nowMs - hours * 3_600_000).toISOString();
const waiting = (documents_completed_at: string | null) =>
  ({ status: 'under_review', documents_completed_at }) as const;

describe('when an application has to be decided', () => {
  test('the promise runs from the last required document', () => {
    expect(decisionDue(waiting(hoursAgo(10)), nowMs)).toEqual({
      state: 'on_track',
      dueAt: '2026-03-12T02:00:00.000Z',
      words: '38 h left',
    });
  });

  test('nothing is due while a document is missing or was not accepted', () => {
    expect(decisionDue(waiting(null), nowMs)).toBeNull();
  });

  test.each([
    [47.5, '30 min left'],
    [48.5, '30 min late'],
    [100, '52 h late'],
    [48 + 75, '3 d late'],
  ])('after %s hours it reads “%s”', (hours, words) => {
    expect(decisionDue(waiting(hoursAgo(hours)), nowMs)?.words).toBe(words);
  });

  test('the last hours are announced before they are over', () => {
    expect(decisionDue(waiting(hoursAgo(41)), nowMs)?.state).toBe('due_soon');
    expect(decisionDue(waiting(hoursAgo(40)), nowMs)?.state).toBe('on_track');
    expect(decisionDue(waiting(hoursAgo(48)), nowMs)?.state).toBe('due_soon');
  });

  test.each(['pending', 'approved', 'rejected', 'suspended'] as const)(
    'nothing is due for one that is %s',
    (status) => {
      expect(decisionDue({ status, documents_completed_at: hoursAgo(400) }, nowMs)).toBeNull();
    },
  );
});
