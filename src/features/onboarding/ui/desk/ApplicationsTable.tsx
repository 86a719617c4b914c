import { PAGES } from '@/shared/paths';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/Table';
import { PARTNER_STATUS_LABELS } from '../../domain/partner-status';
import { BUSINESS_TYPE_LABELS } from '../../registration';
import type { ApplicationRow } from '../../schema';
import { DecisionDueCell, DuePill } from './DecisionDueCell';
import { decisionDue } from './decision-due';
import { documentsWords } from './documents-words';
import { PARTNER_STATUS_TONES } from './partner-status-tone';

/** Applications in the queue's order. `nowMs` is the time of the answer, so that all rows are measured by one clock. */
export function ApplicationsTable({ rows, nowMs }: { rows: readonly ApplicationRow[]; nowMs: number }) {
  return (
    <Table label="Applications">
      <TableHeader>
        <TableRow>
          <TableHead>Business</TableHead>
          <TableHead>Contact</TableHead>
          <TableHead>Place</TableHead>
          <TableHead numeric>Documents</TableHead>
          <TableHead className="pl-8">Handed in</TableHead>
          <TableHead>Decision due</TableHead>
          <TableHead>Status</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <ApplicationTableRow key={row.id} row={row} nowMs={nowMs} />
        ))}
      </TableBody>
    </Table>
  );
}

function ApplicationTableRow({ row, nowMs }: { row: ApplicationRow; nowMs: number }) {
  const due = decisionDue(row, nowMs);
  const status = <StatusPill tone={PARTNER_STATUS_TONES[row.status]}>{PARTNER_STATUS_LABELS[row.status]}</StatusPill>;
  return (
    <TableRow>
      <TableCell card="main" className="max-w-72">
        <RowLink href={PAGES.admin.partner(row.id)} className="block md:truncate">
          {row.business_name}
        </RowLink>
        <span className="block truncate text-xs text-muted-foreground max-md:hidden">
          {row.partner_number ?? BUSINESS_TYPE_LABELS[row.business_type]}
        </span>
      </TableCell>
      <TableCell className="max-w-44 truncate">{row.contact_person}</TableCell>
      <TableCell className="whitespace-nowrap">
        {row.city}
        <span className="block text-xs text-muted-foreground">{row.province}</span>
      </TableCell>
      <TableCell numeric>{row.documents}</TableCell>
      <TableCell className="md:pl-8">
        <RelativeTime value={row.submitted_at ?? row.created_at} focusable={false} opens="start" />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <DecisionDueCell due={due} />
      </TableCell>
      <TableCell>{status}</TableCell>
      <TableCell card="aside" className="md:hidden">
        {due && due.state !== 'on_track' ? <DuePill state={due.state} /> : status}
      </TableCell>
      <TableCell card="meta" className="md:hidden">
        {row.city} · {documentsWords(row.documents)}
        {due ? (
          <>
            {' · due '}
            <RelativeTime value={due.dueAt} focusable={false} />
          </>
        ) : null}
      </TableCell>
    </TableRow>
  );
}
