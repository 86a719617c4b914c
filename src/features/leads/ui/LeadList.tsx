import type { ReactNode } from 'react';
import { PAGES } from '@/shared/paths';
import { RowLink } from '@/ui/Table';
import type { LeadRow } from '../schema';
import { nameOf, placeOf, wishOf } from './lead-words';
import { OpeningHint } from './OpeningHint';

type LeadListProps = {
  label: string;
  leads: readonly LeadRow[];
  /** The one fact that this list is about, at the end of each line. */
  fact: (lead: LeadRow) => ReactNode;
};

/** A few leads as lines of a card; each line leads to its lead. */
export function LeadList({ label, leads, fact }: LeadListProps) {
  return (
    <ul aria-label={label} className="divide-y divide-border">
      {leads.map((lead) => (
        <li
          key={lead.id}
          className="relative flex min-h-14 items-center justify-between gap-4 px-4 py-2.5 hover:bg-background max-md:pr-9 has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-ring md:px-5"
        >
          <div className="min-w-0">
            <RowLink href={PAGES.partner.lead(lead.id)} className="inline-flex max-w-full items-center gap-2">
              <span className="truncate">{nameOf(lead)}</span>
              <OpeningHint />
            </RowLink>
            <p className="truncate text-[0.8125rem] text-muted-foreground">
              {placeOf(lead)} · {wishOf(lead)}
            </p>
          </div>
          <div className="shrink-0 text-right">{fact(lead)}</div>
        </li>
      ))}
    </ul>
  );
}
