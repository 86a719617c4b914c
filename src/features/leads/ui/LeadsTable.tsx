import { PAGES } from '@/shared/paths';
import { RelativeTime } from '@/ui/RelativeTime';
import { RowKeys } from '@/ui/RowKeys';
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/Table';
import type { LeadRow } from '../schema';
import { LeadStatusPill } from './LeadStatusPill';
import { LeadsDueBadge } from './LeadsDueBadge';
import { LeadsStatus } from './LeadsStatus';
import { nameOf, placeOf, wishOf } from './lead-words';
import { OpeningHint } from './OpeningHint';

/** A partner's leads; every row leads to its lead by click and by keyboard. On phones each row is a card. */
export function LeadsTable({ leads, nowMs }: { leads: readonly LeadRow[]; nowMs: number }) {
  return (
    <RowKeys>
      <Table label="Your leads">
        <TableHeader>
          <tr>
            <TableHead>Name</TableHead>
            <TableHead>Place</TableHead>
            <TableHead>Wants</TableHead>
            <TableHead>Status</TableHead>
            <TableHead>To do</TableHead>
            <TableHead numeric>Assigned</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {leads.map((lead) => (
            <LeadLine key={lead.id} lead={lead} nowMs={nowMs} />
          ))}
        </TableBody>
      </Table>
    </RowKeys>
  );
}

function LeadLine({ lead, nowMs }: { lead: LeadRow; nowMs: number }) {
  return (
    <TableRow className="lead-row">
      <TableCell card="main" className="md:max-w-56">
        <RowLink href={PAGES.partner.lead(lead.id)} className="flex items-center gap-2 md:leading-5">
          <span className="truncate">{nameOf(lead)}</span>
          <OpeningHint />
        </RowLink>
        {lead.company_name ? (
          <p className="truncate text-muted-foreground text-xs leading-4">{lead.company_name}</p>
        ) : null}
      </TableCell>
      <TableCell className="truncate text-secondary-foreground md:max-w-48">{placeOf(lead)}</TableCell>
      <TableCell className="truncate text-secondary-foreground md:max-w-44">{wishOf(lead)}</TableCell>
      <TableCell card="aside">
        <LeadStatusPill status={lead.status} className="md:hidden" />
        <LeadsStatus lead={lead} className="max-md:hidden" />
      </TableCell>
      <TableCell card="meta" className="max-md:flex max-md:min-w-0 max-md:items-center max-md:gap-2">
        <LeadsDueBadge lead={lead} nowMs={nowMs} />
        <span className="truncate md:hidden">{placeOf(lead)}</span>
      </TableCell>
      <TableCell numeric className="text-muted-foreground">
        {lead.partner_assigned_at ? <RelativeTime value={lead.partner_assigned_at} focusable={false} /> : '–'}
      </TableCell>
    </TableRow>
  );
}
