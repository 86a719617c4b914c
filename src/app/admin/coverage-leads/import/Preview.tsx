import { SearchX } from 'lucide-react';
import Link from 'next/link';
import { readImportPreview } from '@/features/leads/read-imports';
import type { ImportQuery, LeadImport } from '@/features/leads/schema-imports';
import { ImportDecision } from '@/features/leads/ui/desk/ImportDecision';
import { ImportRows } from '@/features/leads/ui/desk/ImportRows';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PAGES } from '@/shared/paths';
import { Alert } from '@/ui/Alert';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { formatCount } from '@/ui/number-format';
import { listAddress } from '../../list-links';

/** What was found in a file, and what is to become of it. */
export async function Preview({ importId, query }: { importId: string; query: ImportQuery }) {
  const preview = await readAsViewer(PAGES.admin.leadImport, (tx) => readImportPreview(tx, importId, query));
  if (!preview) {
    return (
      <Card>
        <EmptyState
          icon={<SearchX />}
          title="There is no such import of yours"
          action={<ButtonLink href={PAGES.admin.leadImport}>Choose a file</ButtonLink>}
        >
          An import is seen by whoever began it.
        </EmptyState>
      </Card>
    );
  }
  const { import: found, lines, next_after: next } = preview;
  return (
    <div className="grid grid-cols-1 gap-5">
      <Card>
        <CardHeader title={found.file_name} description={countWords(found)} />
        <CardContent>
          <Standing found={found} />
        </CardContent>
      </Card>
      <ShownLinks found={found} show={query.show} />
      {lines.length > 0 ? <ImportRows lines={lines} /> : <p>No line is like this.</p>}
      <nav aria-label="Pages of lines" className="flex gap-2">
        {query.after > 0 ? (
          <ButtonLink size="sm" href={linesHref(found.id, query.show)}>
            First lines
          </ButtonLink>
        ) : null}
        {next ? (
          <ButtonLink size="sm" href={linesHref(found.id, query.show, next)}>
            Next lines
          </ButtonLink>
        ) : null}
      </nav>
    </div>
  );
}

function Standing({ found }: { found: LeadImport }) {
  if (found.state === 'previewed') return <ImportDecision found={found} />;
  if (found.state === 'discarded') {
    return (
      <Alert
        tone="neutral"
        title="Nothing was imported"
        action={
          <ButtonLink size="sm" href={PAGES.admin.leadImport}>
            Choose a file
          </ButtonLink>
        }
      >
        This file was given up.
      </Alert>
    );
  }
  return (
    <Alert
      tone="success"
      title={`${formatCount(found.imported)} ${found.imported === 1 ? 'lead was' : 'leads were'} imported`}
      action={
        <ButtonLink size="sm" href={listAddress(PAGES.admin.leads, { assigned: 'no' })}>
          Show the leads
        </ButtonLink>
      }
    >
      They wait for a partner: the rules give them out, or you do.
    </Alert>
  );
}

function countWords({ rows, faulty, same }: LeadImport): string {
  const parts = [
    `${formatCount(rows)} ${rows === 1 ? 'line' : 'lines'}`,
    faulty > 0 ? `${formatCount(faulty)} faulty` : 'none faulty',
    ...(same > 0 ? [`${formatCount(same)} perhaps twice`] : []),
  ];
  return parts.join(' · ');
}

function linesHref(importId: string, show: ImportQuery['show'], after?: number): string {
  return listAddress(PAGES.admin.leadImport, {
    import: importId,
    show: show === 'all' ? undefined : show,
    after: after === undefined ? undefined : String(after),
  });
}

function ShownLinks({ found, show }: { found: LeadImport; show: ImportQuery['show'] }) {
  const choices = [
    ['all', `All lines (${formatCount(found.rows)})`],
    ['faulty', `Faulty (${formatCount(found.faulty)})`],
    ['same', `Perhaps twice (${formatCount(found.same)})`],
  ] as const;
  return (
    <nav aria-label="Which lines">
      <ul className="flex flex-wrap gap-x-5">
        {choices.map(([choice, label]) => (
          <li key={choice}>
            <Link
              href={linesHref(found.id, choice)}
              aria-current={choice === show ? 'page' : undefined}
              className="figures inline-flex min-h-11 items-center text-link underline underline-offset-4 aria-[current=page]:font-semibold aria-[current=page]:text-foreground aria-[current=page]:no-underline md:min-h-8"
            >
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
