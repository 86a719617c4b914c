/** Of an activity what says what is still to be done. */
type Planned = { next_action: string | null; next_action_date: string | null; next_action_done_at: string | null };

/** What is planned and not done, the earliest first; what has no time comes last, in the order given. */
export function nextActionsOf<T extends Planned>(activities: readonly T[]): T[] {
  return activities
    .filter((activity) => isPlanned(activity) && activity.next_action_done_at === null)
    .toSorted((a, b) => timeOf(a) - timeOf(b));
}

const isPlanned = (activity: Planned) => Boolean(activity.next_action) || activity.next_action_date !== null;

// Not Infinity: the difference of two of them is no number.
const timeOf = ({ next_action_date: at }: Planned) => (at === null ? Number.MAX_SAFE_INTEGER : Date.parse(at));
