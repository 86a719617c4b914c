import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { StatusPill } from '@/ui/StatusPill';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/ui/Table';
import { IMPORT_FIELDS } from '../../domain/import-columns';
import type { ImportRow, SameAs } from '../../schema-imports';

/** Lines of a file: who it is, what is wrong, and what it looks like. */
export function ImportRows({ lines }: { lines: readonly ImportRow[] }) {
  return (
    <Table label="Lines of the file">
      <TableHeader>
        <TableRow>
          <TableHead>Line</TableHead>
          <TableHead>Lead</TableHead>
          <TableHead>Place</TableHead>
          <TableHead>What to know</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {lines.map((row) => (
          <Line key={row.line} row={row} />
        ))}
      </TableBody>
    </Table>
  );
}

function Line({ row: { line, facts, faults, same_as: same, lead_id: leadId } }: { row: ImportRow }) {
  const name = [facts.first_name, facts.last_name].filter(Boolean).join(' ') || 'No name';
  const wrong = IMPORT_FIELDS.flatMap((field) => (faults[field] ? [[field, faults[field]] as const] : []));
  return (
    <TableRow>
      <TableCell card="aside" className="figures align-top text-muted-foreground">
        <span className="md:sr-only">Line </span>
        {line}
      </TableCell>
      <TableCell card="main" className="max-w-56 align-top">
        {leadId ? (
          <Link href={PAGES.admin.lead(leadId)} className="block truncate font-medium text-link underline">
            {name}
          </Link>
        ) : (
          <span className="block truncate font-medium">{name}</span>
        )}
        <span className="block truncate text-muted-foreground text-xs">
          {[facts.phone, facts.email].filter(Boolean).join(' · ')}
        </span>
      </TableCell>
      <TableCell className="max-w-48 truncate align-top">
        {[facts.suburb, facts.city, facts.province].filter(Boolean).join(', ') || facts.address}
      </TableCell>
      <TableCell card="meta" className="align-top">
        <ul className="grid gap-1">
          {wrong.map(([field, sentence]) => (
            <li key={field} className="text-danger">
              {sentence}
            </li>
          ))}
          {same ? <SameLine same={same} /> : null}
          {wrong.length === 0 && !same ? <li className="text-muted-foreground">Nothing</li> : null}
        </ul>
      </TableCell>
    </TableRow>
  );
}

function SameLine({ same }: { same: SameAs }) {
  const what = same.by === 'phone' ? 'telephone number' : 'e-mail address';
  return (
    <li>
      <StatusPill tone="warning">Perhaps twice</StatusPill> The {what} is that of{' '}
      {same.lead_id ? (
        <Link href={PAGES.admin.lead(same.lead_id)} className="text-link underline">
          a lead that is there
        </Link>
      ) : (
        `line ${same.line}`
      )}
      .
    </li>
  );
}
