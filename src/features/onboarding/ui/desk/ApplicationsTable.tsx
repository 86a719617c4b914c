import { PAGES } from '@/shared/paths';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/Table';
import { PARTNER_STATUS_LABELS } from '../../domain/partner-status';
import { BUSINESS_TYPE_LABELS } from '../../registration';
import type { ApplicationRow } from '../../schema';
import { DecisionDueCell } from './DecisionDueCell';
import { decisionDue } from './decision-due';
import { documentsWords } from './documents-words';
import { PARTNER_STATUS_TONES } from './partner-status-tone';

type ApplicationsTableProps = {
  rows: readonly ApplicationRow[];
  /** The time of the answer, so that all rows are measured by one clock. */
  nowMs: number;
  /** False for a viewer who may not see documents: to whom there seem to be none. */
  documents: boolean;
};

/** Applications in the queue's order. */
export function ApplicationsTable({ rows, nowMs, documents }: ApplicationsTableProps) {
  return (
    <Table label="Applications">
      <TableHeader>
        <TableRow>
          <TableHead>Business</TableHead>
          <TableHead>Contact</TableHead>
          <TableHead>Place</TableHead>
          {documents ? <TableHead numeric>Documents</TableHead> : null}
          <TableHead className={documents ? 'pl-8' : undefined}>Handed in</TableHead>
          <TableHead>Decision due</TableHead>
          <TableHead>Status</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map((row) => (
          <ApplicationTableRow key={row.id} row={row} nowMs={nowMs} documents={documents} />
        ))}
      </TableBody>
    </Table>
  );
}

type RowProps = Omit<ApplicationsTableProps, 'rows'> & { row: ApplicationRow };

function ApplicationTableRow({ row, nowMs, documents }: RowProps) {
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
      {documents ? <TableCell numeric>{row.documents}</TableCell> : null}
      <TableCell className={documents ? 'md:pl-8' : undefined}>
        <RelativeTime value={row.submitted_at ?? row.created_at} focusable={false} opens="start" />
      </TableCell>
      <TableCell className="whitespace-nowrap">
        <DecisionDueCell due={due} />
      </TableCell>
      <TableCell>{status}</TableCell>
      <TableCell card="aside" className="md:hidden">
        {due ? <DecisionDueCell due={due} /> : status}
      </TableCell>
      <TableCell card="meta" className="md:hidden">
        {row.city}
        {documents ? ` · ${documentsWords(row.documents)}` : null}
      </TableCell>
    </TableRow>
  );
}
