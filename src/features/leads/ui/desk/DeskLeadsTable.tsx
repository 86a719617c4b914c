import type { ReactNode } from 'react';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/Table';
import type { DeskLeadRow } from '../../schema-desk';
import { LeadStatusPill } from '../LeadStatusPill';
import { nameOf, placeOf, wishOf } from '../lead-words';
import { FirstResponseCell } from './FirstResponseCell';
import { LeadAge } from './LeadAge';

type DeskLeadsTableProps = {
  leads: readonly DeskLeadRow[];
  /** The time of the answer, so that all rows are measured by one clock. */
  nowMs: number;
  /** False where no lead has a partner yet, whose answer could be due. */
  responses: boolean;
  /** Whom the lead belongs to, and the way to change that. */
  assignment: (lead: DeskLeadRow) => ReactNode;
};

/** Leads of all partners and of none, for the desk. */
export function DeskLeadsTable({ leads, nowMs, responses, assignment }: DeskLeadsTableProps) {
  return (
    <Table label="Leads">
      <TableHeader>
        <TableRow>
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
          <DeskLeadTableRow
            key={lead.id}
            lead={lead}
            nowMs={nowMs}
            responses={responses}
            assignment={assignment(lead)}
          />
        ))}
      </TableBody>
    </Table>
  );
}

type RowProps = Omit<DeskLeadsTableProps, 'leads' | 'assignment'> & { lead: DeskLeadRow; assignment: ReactNode };

function DeskLeadTableRow({ lead, nowMs, responses, assignment }: RowProps) {
  return (
    <TableRow>
      <TableCell card="main" className="max-w-56">
        <span className="block truncate font-medium">{nameOf(lead)}</span>
        {lead.company_name ? (
          <span className="block truncate text-xs text-muted-foreground max-md:hidden">{lead.company_name}</span>
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
      <TableCell card="aside">
        <LeadStatusPill status={lead.status} />
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
        {assignment}
      </TableCell>
    </TableRow>
  );
}
