import { FileText } from 'lucide-react';
import type { Tone } from '@/ui/Alert';
import { Button } from '@/ui/Button';
import { Card, CardHeader } from '@/ui/Card';
import { formatBytes } from '@/ui/number-format';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { DOCUMENT_TYPE_LABELS, DOCUMENT_TYPES, type DocumentType } from '../domain/document-types';
import {
  DOCUMENT_HINTS,
  type KindOfBusiness,
  missingDocuments,
  REQUIRED_DOCUMENTS,
} from '../domain/required-documents';
import type { KycDocument } from '../schema';

const STATES: Record<KycDocument['verification_status'], { tone: Tone; word: string }> = {
  pending: { tone: 'info', word: 'Being checked' },
  approved: { tone: 'success', word: 'Verified' },
  rejected: { tone: 'danger', word: 'Not accepted' },
};

type DocumentChecklistProps = {
  kind: KindOfBusiness;
  documents: readonly KycDocument[];
  /** Picks a type in the form. */
  onChoose: (type: DocumentType) => void;
};

/** What this kind of business has to hand in, each with what came of it, and whatever else was handed in. */
export function DocumentChecklist({ kind, documents, onChoose }: DocumentChecklistProps) {
  const required: readonly DocumentType[] = REQUIRED_DOCUMENTS[kind];
  const missing = missingDocuments(kind, documents);
  const shown = DOCUMENT_TYPES.filter(
    (type) => required.includes(type) || documents.some((document) => document.document_type === type),
  );
  return (
    <Card>
      <CardHeader
        title="Your documents"
        description={
          missing.length === 0
            ? 'Everything that we need is here.'
            : `${required.length - missing.length} of ${required.length} required documents are here.`
        }
      />
      <ul className="mt-3 divide-y divide-border border-t border-border">
        {shown.map((type) => (
          <ChecklistRow
            key={type}
            type={type}
            missing={missing.includes(type)}
            copies={documents.filter((document) => document.document_type === type)}
            onChoose={onChoose}
          />
        ))}
      </ul>
    </Card>
  );
}

/** What was handed in, once the application is decided and nothing more is asked for. Nothing without any. */
export function HandedInDocuments({ documents }: { documents: readonly KycDocument[] }) {
  if (documents.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Documents you handed in" />
      <ul className="mt-3 divide-y divide-border border-t border-border">
        {documents.map((document) => (
          <li key={document.id} className="grid gap-2 px-4 py-3 md:px-5">
            <h3 className="font-sans text-sm font-medium">{DOCUMENT_TYPE_LABELS[document.document_type]}</h3>
            <DocumentLine document={document} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

type ChecklistRowProps = {
  type: DocumentType;
  missing: boolean;
  copies: readonly KycDocument[];
  onChoose: DocumentChecklistProps['onChoose'];
};

function ChecklistRow({ type, missing, copies, onChoose }: ChecklistRowProps) {
  return (
    <li className="grid gap-2 px-4 py-3 md:px-5">
      <div className="flex min-h-8 items-center justify-between gap-4">
        <div className="min-w-0">
          <h3 className="font-sans text-sm font-medium">{DOCUMENT_TYPE_LABELS[type]}</h3>
          {copies.length === 0 ? (
            <p className="text-[0.8125rem] text-muted-foreground">{DOCUMENT_HINTS[type]}</p>
          ) : null}
        </div>
        {missing ? (
          <Button size="sm" onClick={() => onChoose(type)}>
            {copies.length > 0 ? 'Replace' : 'Add'}
            <span className="sr-only"> {DOCUMENT_TYPE_LABELS[type]}</span>
          </Button>
        ) : null}
      </div>
      {copies.map((document) => (
        <DocumentLine key={document.id} document={document} />
      ))}
    </li>
  );
}

function DocumentLine({ document }: { document: KycDocument }) {
  const { tone, word } = STATES[document.verification_status];
  return (
    <div className="flex items-start gap-3">
      <FileText aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
      <div className="min-w-0 flex-1">
        <p className="truncate">{document.document_name}</p>
        <p className="text-[0.8125rem] text-muted-foreground">
          <span className="figures">{formatBytes(document.file_size)}</span> ·{' '}
          <RelativeTime value={document.uploaded_at} opens="start" />
        </p>
        {document.rejection_reason ? (
          <p className="mt-1 break-words text-[0.8125rem] text-danger">{document.rejection_reason}</p>
        ) : null}
      </div>
      <StatusPill tone={tone}>{word}</StatusPill>
    </div>
  );
}
