import type { LeadStatus } from '@/shared/lead-status';

/** Orders of a partner's list, by their names in the address; each is one walk along an index that begins with the partner. */
export const LEAD_SORTS = {
  newest: { label: 'Newest first', by: 'created_at', direction: 'desc' },
  oldest: { label: 'Oldest first', by: 'created_at', direction: 'asc' },
  urgent: { label: 'Most urgent first', by: 'partner_due_at', direction: 'asc' },
  changed: { label: 'Changed last first', by: 'updated_at', direction: 'desc' },
} as const satisfies Record<string, { label: string; by: string; direction: 'asc' | 'desc' }>;
export type LeadSort = keyof typeof LEAD_SORTS;

/** Leads that are done with: nothing is due of them any more. */
export const FINISHED_STATUSES = ['converted_to_order', 'not_interested', 'lost'] as const satisfies LeadStatus[];

type View = {
  label: string;
  /** The order of the view unless the address names another. */
  sort: LeadSort;
  /** What is said when nothing is in it. */
  empty: { title: string; text: string };
};

/** Questions that a partner asks of its leads again and again. Which leads they choose: read-own-leads.ts. */
export const LEAD_VIEWS = {
  all: {
    label: 'All',
    sort: 'newest',
    empty: {
      title: 'No leads yet',
      text: 'Leads that CircleTel gives you stand here, with the time until which you promised a first answer. You can also register a customer you found yourself.',
    },
  },
  offered: {
    label: 'Offered',
    sort: 'urgent',
    empty: {
      title: 'No offers wait',
      text: 'A lead that CircleTel offers you stands here until you accept or decline it.',
    },
  },
  overdue: {
    label: 'Overdue',
    sort: 'urgent',
    empty: { title: 'Nothing is overdue', text: 'A lead whose answer or follow-up is late would stand here.' },
  },
  today: {
    label: 'Due today',
    sort: 'urgent',
    empty: { title: 'Nothing is due today', text: 'Answers and follow-ups that are due today stand here.' },
  },
  registered: {
    label: 'Registered',
    sort: 'newest',
    empty: {
      title: 'No leads registered yet',
      text: 'Register a customer you found yourself, and nobody else can claim it for 90 days.',
    },
  },
  finished: {
    label: 'Finished',
    sort: 'changed',
    empty: { title: 'Nothing is finished yet', text: 'Leads that became an order, or that were lost, stand here.' },
  },
} as const satisfies Record<string, View>;
export type LeadView = keyof typeof LEAD_VIEWS;

/** The names of a table as zod's enum takes them. */
export function namesOf<Name extends string>(table: Record<Name, unknown>): [Name, ...Name[]] {
  // Object.keys gives plain text; the tables above are never empty.
  return Object.keys(table) as [Name, ...Name[]];
}

/** The order that a list has: the one that was asked for, or its view's own. */
export function sortOf({ view, sort }: { view?: LeadView | undefined; sort?: LeadSort | undefined }): LeadSort {
  return sort ?? LEAD_VIEWS[view ?? 'all'].sort;
}
