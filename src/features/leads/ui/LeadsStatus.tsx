'use client';
import { ChevronDown } from 'lucide-react';
import { LEAD_STATUS_LABELS, LEAD_STATUSES } from '@/shared/lead-status';
import { cn } from '@/ui/cn';
import { useHydrated } from '@/ui/use-hydrated';
import { LEAD_TRANSITIONS } from '../domain/lead-status';
import type { LeadRow } from '../schema';
import { LeadStatusPill } from './LeadStatusPill';
import { nameOf } from './lead-words';
import { useLeadsStatus } from './use-leads-status';

/** A status that can be changed where it stands. An offer is answered first, on the lead's own page. */
export function LeadsStatus({ lead, className }: { lead: LeadRow; className?: string }) {
  const { shown, busy, moveTo } = useLeadsStatus(lead);
  const hydrated = useHydrated();
  const moves = lead.partner_offer_expires_at ? [] : LEAD_TRANSITIONS[shown];
  if (moves.length === 0) return <LeadStatusPill status={shown} className={className} />;
  return (
    <span
      className={cn(
        'relative z-1 inline-flex items-center gap-1 rounded-full has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring',
        className,
      )}
    >
      <LeadStatusPill status={shown} />
      <ChevronDown aria-hidden className="size-3.5 text-muted-foreground" />
      <select
        aria-label={`Status of ${nameOf(lead)}`}
        value={shown}
        disabled={!hydrated || busy}
        onChange={(event) => {
          const to = LEAD_STATUSES.find((status) => status === event.target.value);
          if (to && to !== shown) moveTo(to);
        }}
        className="absolute inset-0 cursor-pointer opacity-0 disabled:cursor-wait"
      >
        {[shown, ...moves].map((status) => (
          <option key={status} value={status}>
            {LEAD_STATUS_LABELS[status]}
          </option>
        ))}
      </select>
    </span>
  );
}
