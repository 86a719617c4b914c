import { expect, it } from 'vitest';
import { nextActionsOf } from './next-actions';

const activity = (id: string, next: string | null, at: string | null, doneAt: string | null = null) => ({
  id,
  next_action: next,
  next_action_date: at,
  next_action_done_at: doneAt,
});

it('what is planned and not done is listed, the earliest first and what has no time last', () => {
  const list = [
    activity('no time', 'Send the quote', null),
    activity('late', 'Call', '2027-02-01T08:00:00.000Z'),
    activity('nothing', null, null),
    activity('done', 'Call', '2027-01-01T08:00:00.000Z', '2027-01-01T09:00:00.000Z'),
    activity('early', null, '2027-01-05T08:00:00.000Z'),
    activity('empty words', '', null),
  ];
  expect(nextActionsOf(list).map(({ id }) => id)).toEqual(['early', 'late', 'no time']);
});
