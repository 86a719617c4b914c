import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { Alert } from '@/ui/Alert';
import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
import { DescriptionList } from '@/ui/DescriptionList';
import { formatBytes } from '@/ui/number-format';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { KYC_STATUS_LABELS } from '../../domain/completeness';
import { DOCUMENT_STATUS_LABELS } from '../../domain/document-status';
import { FACT_LABELS, FACT_NAMES, FACTS_TO_COMPARE, type FactName } from '../../domain/facts-to-compare';
import { ENTITY_TYPE_LABELS } from '../../domain/rule-pack';
import { dayWords, lastValidDay } from '../../domain/valid-until';
import type { Review } from '../../read-desk';
import type { KycDocument } from '../../schema';
import { DOCUMENT_TONES, KYC_TONES } from '../document-tone';

/** What the document is held against: first the facts that stand on this type of document, then the others. */
export function FactsToCompare({ review }: { review: Review }) {
  const { partner, progress, document } = review;
  const first = FACTS_TO_COMPARE[document.document_type];
  const others = FACT_NAMES.filter((name) => !first.includes(name));
  const items = (names: readonly FactName[]) =>
    names.map((name) => ({ term: FACT_LABELS[name], value: partner.facts[name] ?? 'Not given' }));
  return (
    <Card>
      <CardHeader title="Compare with" description={ENTITY_TYPE_LABELS[partner.entityType]} />
      <CardContent>
        <DescriptionList items={items(first)} />
        <details className="mt-3">
          <summary className="min-h-6 cursor-pointer text-[0.8125rem] text-link">Everything else they told us</summary>
          <div className="mt-3">
            <DescriptionList items={items(others)} />
          </div>
        </details>
      </CardContent>
      <CardFooter className="flex flex-wrap items-center gap-x-3 gap-y-1.5 text-[0.8125rem]">
        <StatusPill tone={KYC_TONES[progress.status]}>{KYC_STATUS_LABELS[progress.status]}</StatusPill>
        <span className="text-muted-foreground">
          {progress.done} of {progress.required} required
        </span>
        <Link href={PAGES.admin.partner(partner.id)} className="text-link underline underline-offset-4">
          Open the application
        </Link>
      </CardFooter>
    </Card>
  );
}

/** The file itself: what is known of it, and what was said about it. */
export function FileFacts({ document, earlier }: { document: KycDocument; earlier: readonly KycDocument[] }) {
  const status = document.verification_status;
  return (
    <Card>
      <CardHeader title="This file" />
      <CardContent className="grid gap-3">
        <DescriptionList
          items={[
            {
              term: 'Status',
              value: <StatusPill tone={DOCUMENT_TONES[status]}>{DOCUMENT_STATUS_LABELS[status]}</StatusPill>,
            },
            { term: 'Name', value: document.document_name },
            { term: 'Handed in', value: <RelativeTime value={document.uploaded_at} /> },
            { term: 'Size', value: sizeWords(document) },
            {
              term: 'Virus scan',
              value: document.scan_status === 'clean' ? 'Nothing found' : 'Not scanned: no scanner is set up',
            },
            ...(document.issued_on ? [{ term: 'Date on it', value: dayWords(document.issued_on) }] : []),
            ...(document.expires_at
              ? [{ term: 'Valid until', value: dayWords(lastValidDay(document.expires_at)) }]
              : []),
          ]}
        />
        {document.rejection_reason ? (
          <Alert tone="danger" title="The partner reads">
            {document.rejection_reason}
          </Alert>
        ) : null}
        {earlier.length > 0 ? <Earlier documents={earlier} /> : null}
      </CardContent>
    </Card>
  );
}

function sizeWords({ file_size: bytes, page_count: pages }: KycDocument): string {
  return pages === null ? formatBytes(bytes) : `${formatBytes(bytes)}, ${pages} ${pages === 1 ? 'page' : 'pages'}`;
}

function Earlier({ documents }: { documents: readonly KycDocument[] }) {
  return (
    <div>
      <h3 className="font-sans text-[0.8125rem] font-medium text-muted-foreground">Others of this type</h3>
      <ul className="mt-1.5 grid gap-1.5">
        {documents.map((document) => (
          <li key={document.id} className="flex flex-wrap items-center gap-2 text-[0.8125rem]">
            <Link
              href={PAGES.admin.document(document.id)}
              className="min-w-0 truncate text-link underline underline-offset-4"
            >
              {document.document_name}
            </Link>
            <StatusPill tone={DOCUMENT_TONES[document.verification_status]}>
              {DOCUMENT_STATUS_LABELS[document.verification_status]}
            </StatusPill>
            {document.rejection_reason ? (
              <span className="w-full text-muted-foreground">{document.rejection_reason}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
