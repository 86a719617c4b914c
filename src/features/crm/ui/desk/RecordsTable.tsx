import { PAGES } from '@/shared/paths';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { RowLink, Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/Table';
import { faultCode, faultWords } from '../../domain/fault-words';
import { SYNC_STATE_LABELS } from '../../domain/sync-records';
import type { SyncRecord } from '../../schema-desk';
import { recordName } from './record-name';
import { SYNC_STATE_TONES } from './sync-state-tone';

/** Records of the mirror, each with what went wrong last. */
export function RecordsTable({ records }: { records: readonly SyncRecord[] }) {
  return (
    <Table label="Records">
      <TableHeader>
        <TableRow>
          <TableHead>Record</TableHead>
          <TableHead>State</TableHead>
          <TableHead>Last fault</TableHead>
          <TableHead numeric>Tried</TableHead>
          <TableHead numeric>Since</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {records.map((record) => (
          <TableRow key={`${record.entity} ${record.entity_id}`}>
            <TableCell card="main">
              <RowLink href={PAGES.admin.crmRecord(record.entity, record.entity_id)}>
                {recordName(record.entity, record.entity_id)}
              </RowLink>
            </TableCell>
            <TableCell card="aside">
              <StatusPill tone={SYNC_STATE_TONES[record.state]}>{SYNC_STATE_LABELS[record.state]}</StatusPill>
            </TableCell>
            <TableCell card="meta">
              <Fault fault={record.last_fault} />
            </TableCell>
            <TableCell numeric>{record.attempts}</TableCell>
            <TableCell numeric>
              <RelativeTime value={record.updated_at} focusable={false} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Fault({ fault }: { fault: SyncRecord['last_fault'] }) {
  if (!fault) return <span className="text-muted-foreground">None</span>;
  return (
    <>
      <span className="font-mono text-[0.8125rem] break-words">
        {[faultCode(fault), fault.field].filter(Boolean).join(' · ')}
      </span>
      <span className="block text-[0.8125rem] text-muted-foreground">{faultWords(fault).explanation}</span>
    </>
  );
}
