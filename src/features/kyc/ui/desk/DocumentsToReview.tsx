import { FileText, Image } from 'lucide-react';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { formatBytes } from '@/ui/number-format';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { DOCUMENT_STATUS_LABELS } from '../../domain/document-status';
import { DOCUMENT_TYPE_LABELS } from '../../domain/document-types';
import type { KycDocument } from '../../schema';
import { DOCUMENT_TONES } from '../document-tone';
import { OpenDocument } from './OpenDocument';

/** A partner's documents, each with what it is, how it stands and the way to its file. */
export function DocumentsToReview({ documents }: { documents: readonly KycDocument[] }) {
  return (
    <ul aria-label="Documents" className="divide-y divide-border">
      {documents.map((document) => (
        <li key={document.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0 last:pb-0">
          <span
            aria-hidden
            className="grid size-9 shrink-0 place-items-center rounded-lg bg-navy-soft text-navy [&_svg]:size-4.5"
          >
            {document.mime_type === 'application/pdf' ? <FileText /> : <Image />}
          </span>
          <DocumentLine document={document} />
          {document.verification_status === 'pending' ? (
            <ButtonLink size="sm" href={PAGES.admin.document(document.id)}>
              Check
              <span className="sr-only"> {DOCUMENT_TYPE_LABELS[document.document_type]}</span>
            </ButtonLink>
          ) : null}
          <OpenDocument
            documentId={document.id}
            label={`${DOCUMENT_TYPE_LABELS[document.document_type]}, ${document.document_name}`}
          />
        </li>
      ))}
    </ul>
  );
}

function DocumentLine({ document }: { document: KycDocument }) {
  const status = document.verification_status;
  return (
    <div className="min-w-0 flex-1 basis-48">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="font-medium">{DOCUMENT_TYPE_LABELS[document.document_type]}</span>
        <StatusPill tone={DOCUMENT_TONES[status]}>{DOCUMENT_STATUS_LABELS[status]}</StatusPill>
      </p>
      <p className="mt-0.5 truncate text-[0.8125rem] text-muted-foreground">
        {document.document_name} · {formatBytes(document.file_size)}
      </p>
      <p className="text-[0.8125rem] text-muted-foreground">
        Handed in <RelativeTime value={document.uploaded_at} opens="start" />
      </p>
      {document.rejection_reason ? (
        <p className="mt-1 text-[0.8125rem] text-danger">{document.rejection_reason}</p>
      ) : null}
    </div>
  );
}
