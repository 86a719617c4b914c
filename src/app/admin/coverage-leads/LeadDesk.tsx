'use client';
import { useRef } from 'react';
import type { DeskLeadRow } from '@/features/leads/schema-desk';
import { AssignCell } from '@/features/leads/ui/desk/AssignCell';
import { BulkBar } from '@/features/leads/ui/desk/BulkBar';
import { DeskLeadsTable } from '@/features/leads/ui/desk/DeskLeadsTable';
import { useSelection } from '@/features/leads/ui/desk/use-selection';
import { RowKeys } from '@/ui/RowKeys';
import { useShortcuts } from '@/ui/use-shortcuts';
import { searchPartners } from './search-partners';

type LeadDeskProps = {
  leads: readonly DeskLeadRow[];
  nowMs: number;
  responses: boolean;
  mayAssign: boolean;
};

const READ_HINTS = [
  { keys: ['j', 'k'], does: 'move' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['/'], does: 'search' },
];

/** One page of leads, each with the button that gives it to a partner, and what can be done with those that are chosen. */
export function LeadDesk({ leads, nowMs, responses, mayAssign }: LeadDeskProps) {
  const selection = useSelection(leads.map(({ id }) => id));
  const list = useRef<HTMLDivElement>(null);
  useShortcuts({
    x: () => {
      const id = list.current?.querySelector<HTMLElement>('tr:focus-within')?.dataset.lead;
      if (mayAssign && id) selection.toggle(id, false);
    },
  });
  return (
    <div ref={list}>
      <RowKeys hints={mayAssign ? [...READ_HINTS, { keys: ['x'], does: 'choose' }] : READ_HINTS} search="#filter-q">
        <DeskLeadsTable
          leads={leads}
          nowMs={nowMs}
          responses={responses}
          selection={mayAssign ? selection : null}
          assignment={(lead) =>
            mayAssign ? (
              // A row that somebody else changed in the meantime begins anew.
              <AssignCell key={lead.assigned_partner_id} lead={lead} searchPartners={searchPartners} />
            ) : (
              (lead.assigned_partner_name ?? <span className="text-muted-foreground">Nobody yet</span>)
            )
          }
        />
        {selection.ids.length > 0 ? (
          <BulkBar
            leads={leads.filter(({ id }) => selection.has(id))}
            searchPartners={searchPartners}
            onDone={selection.clear}
          />
        ) : null}
      </RowKeys>
    </div>
  );
}
