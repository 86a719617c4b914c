import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/Table';
import { DIFFERENCE_LABELS, differenceSentence } from '../../domain/difference-words';
import type { Difference } from '../../schema-desk';
import { knownEntity, recordName } from './record-name';

/** Where the two sides were found apart, and what became of it. */
export function DifferencesTable({ differences }: { differences: readonly Difference[] }) {
  return (
    <Table label="Differences">
      <TableHeader>
        <TableRow>
          <TableHead>Record</TableHead>
          <TableHead>Kind</TableHead>
          <TableHead>What happened</TableHead>
          <TableHead numeric>Found</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {differences.map((difference) => (
          <TableRow key={difference.id}>
            <TableCell card="main">
              <Which difference={difference} />
            </TableCell>
            <TableCell card="aside">
              <StatusPill tone={difference.settled_at ? 'success' : 'neutral'}>
                {DIFFERENCE_LABELS[difference.kind]}
              </StatusPill>
            </TableCell>
            <TableCell card="meta">
              {differenceSentence(difference)}
              {difference.settled_at ? ' Settled since.' : ''}
            </TableCell>
            <TableCell card="meta" numeric>
              <RelativeTime value={difference.found_at} focusable={false} opens="start" />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Which({ difference }: { difference: Difference }) {
  const entity = knownEntity(difference.entity);
  if (entity && difference.entity_id) {
    return (
      <Link
        href={PAGES.admin.crmRecord(entity, difference.entity_id)}
        prefetch={false}
        className="inline-flex min-h-11 items-center font-medium text-link underline-offset-4 hover:underline md:min-h-6"
      >
        {recordName(entity, difference.entity_id)}
      </Link>
    );
  }
  return (
    <span className="font-mono text-[0.8125rem] break-all">
      {difference.zoho_id ? `Zoho ${difference.zoho_id}` : difference.entity}
    </span>
  );
}
