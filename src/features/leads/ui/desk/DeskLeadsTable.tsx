import type { ReactNode } from 'react';
import { PAGES } from '@/shared/paths';
import { Checkbox } from '@/ui/Checkbox';
import { cn } from '@/ui/cn';
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/Table';
import type { DeskLeadRow } from '../../schema-desk';
import { LeadStatusPill } from '../LeadStatusPill';
import { nameOf, placeOf, wishOf } from '../lead-words';
import { FirstResponseCell } from './FirstResponseCell';
import { IntakePill } from './IntakePill';
import { LeadAge } from './LeadAge';
import type { Selection } from './use-selection';

type DeskLeadsTableProps = {
  leads: readonly DeskLeadRow[];
  /** The time of the answer, so that all rows are measured by one clock. */
  nowMs: number;
  /** False where no lead has a partner yet, whose answer could be due. */
  responses: boolean;
  /** Null for who may not give leads away. */
  selection: Selection | null;
  /** Whom the lead belongs to, and the way to change that. */
  assignment: (lead: DeskLeadRow) => ReactNode;
};

/** Leads of all partners and of none, for the desk. */
export function DeskLeadsTable({ leads, nowMs, responses, selection, assignment }: DeskLeadsTableProps) {
  return (
    <Table label="Leads">
      <TableHeader>
        <TableRow>
          {selection ? (
            <TableHead className="w-px">
              <Checkbox
                aria-label="Select every lead on this page"
                checked={selection.isAll}
                onChange={selection.toggleAll}
              />
            </TableHead>
          ) : null}
          <TableHead>Lead</TableHead>
          <TableHead>Place</TableHead>
          <TableHead>Wants</TableHead>
          <TableHead>Age</TableHead>
          {responses ? <TableHead>First response</TableHead> : null}
          <TableHead>Status</TableHead>
          <TableHead numeric>Partner</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {leads.map((lead) => (
          <Row
            key={lead.id}
            lead={lead}
            nowMs={nowMs}
            responses={responses}
            selection={selection}
            assignment={assignment(lead)}
          />
        ))}
      </TableBody>
    </Table>
  );
}

type RowProps = Omit<DeskLeadsTableProps, 'leads' | 'assignment'> & { lead: DeskLeadRow; assignment: ReactNode };

function Row({ lead, nowMs, responses, selection, assignment }: RowProps) {
  // That a new lead waits goes without saying.
  const intake = lead.intake_state === 'due' ? null : lead.intake_state;
  return (
    <TableRow data-lead={lead.id} className={selection?.has(lead.id) ? 'bg-navy-soft' : undefined}>
      {selection ? <SelectCell lead={lead} selection={selection} /> : null}
      <TableCell card="main" className={cn('max-w-56', selection && 'max-md:pl-7')}>
        <RowLink href={PAGES.admin.lead(lead.id)} className="block truncate">
          {nameOf(lead)}
        </RowLink>
        {lead.company_name ? (
          <span className="block truncate text-muted-foreground text-xs max-md:hidden">{lead.company_name}</span>
        ) : null}
      </TableCell>
      <TableCell className="max-w-48 truncate">{placeOf(lead)}</TableCell>
      <TableCell className="max-w-40 truncate">{wishOf(lead)}</TableCell>
      <TableCell className="whitespace-nowrap">
        <LeadAge createdAt={lead.created_at} nowMs={nowMs} />
      </TableCell>
      {responses ? (
        <TableCell className="whitespace-nowrap">
          <FirstResponseCell lead={lead} nowMs={nowMs} />
        </TableCell>
      ) : null}
      <TableCell card="aside" className="whitespace-nowrap">
        <LeadStatusPill status={lead.status} />
        {intake ? (
          <span className="ml-1.5 max-md:hidden">
            <IntakePill state={intake} />
          </span>
        ) : null}
      </TableCell>
      <TableCell card="meta" className="md:hidden">
        {placeOf(lead)} · <LeadAge createdAt={lead.created_at} nowMs={nowMs} /> old
      </TableCell>
      {responses && lead.assigned_partner_id ? (
        <TableCell card="meta" className="max-md:pt-1 md:hidden">
          <FirstResponseCell lead={lead} nowMs={nowMs} />
        </TableCell>
      ) : null}
      <TableCell card="meta" className="max-md:pt-2 md:max-w-80">
        {intake ? (
          <span className="mb-1 block md:hidden">
            <IntakePill state={intake} />
          </span>
        ) : null}
        {assignment}
      </TableCell>
    </TableRow>
  );
}

/** Above the row's link, so that a click into the cell selects and never opens. */
function SelectCell({ lead, selection }: { lead: DeskLeadRow; selection: Selection }) {
  return (
    <TableCell card="main" className="z-1 max-md:absolute max-md:-top-3 max-md:-left-4 md:w-px">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the box is inside, and has a name of its own */}
      <label className="relative z-1 grid size-11 cursor-pointer place-items-center md:-m-2 md:size-8">
        <Checkbox
          aria-label={`Select ${nameOf(lead)}`}
          checked={selection.has(lead.id)}
          onChange={() => undefined}
          onClick={(event) => selection.toggle(lead.id, event.shiftKey)}
        />
      </label>
    </TableCell>
  );
}
