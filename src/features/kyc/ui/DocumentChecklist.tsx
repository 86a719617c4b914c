import { FileText, Image } from 'lucide-react';
import { Button } from '@/ui/Button';
import { Card, CardHeader } from '@/ui/Card';
import { formatBytes } from '@/ui/number-format';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { progressOf, type Requirement } from '../domain/completeness';
import { DOCUMENT_STATUS_LABELS } from '../domain/document-status';
import { DOCUMENT_TYPE_LABELS } from '../domain/document-types';
import type { KycDocument } from '../schema';
import { DOCUMENT_TONES, REQUIREMENT_LABELS, REQUIREMENT_TONES } from './document-tone';
import { OpenOwnDocument } from './OpenOwnDocument';
import type { UploadTarget } from './upload-target';

type DocumentChecklistProps = {
  requirements: readonly Requirement[];
  documents: readonly KycDocument[];
  /** Picks what the next file is to be. */
  onChoose: (target: UploadTarget) => void;
};

/** What this kind of business has to hand in, each line with how it stands and why, then what it may hand in. */
export function DocumentChecklist({ requirements, documents, onChoose }: DocumentChecklistProps) {
  const { done, required } = progressOf(requirements);
  const listed = new Set(requirements.map(({ rule }) => rule.type));
  const others = documents.filter(
    (document) => !listed.has(document.document_type) && document.verification_status !== 'replaced',
  );
  const lines = (isRequired: boolean) =>
    requirements
      .filter(({ rule }) => rule.required === isRequired)
      .map((requirement) => (
        <RequirementRow
          key={requirement.rule.type}
          requirement={requirement}
          documents={documents}
          onChoose={onChoose}
        />
      ));
  return (
    <Card>
      <CardHeader
        title="Your documents"
        description={
          done === required ? 'Everything that we need is here.' : `${done} of ${required} required documents are here.`
        }
      />
      <div className="px-4 pt-3 md:px-5">
        <progress
          value={done}
          max={required}
          aria-label="Required documents handed in"
          className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-border [&::-moz-progress-bar]:bg-navy [&::-webkit-progress-bar]:bg-border [&::-webkit-progress-value]:bg-navy"
        />
      </div>
      <ul className="mt-3 divide-y divide-border border-t border-border">{lines(true)}</ul>
      <h3 className="border-t border-border bg-background px-4 py-2 font-sans text-[0.8125rem] font-medium text-muted-foreground md:px-5">
        Only if you have it, or when asked
      </h3>
      <ul className="divide-y divide-border border-t border-border">
        {lines(false)}
        {others.map((document) => (
          <li key={document.id} className="grid gap-2 px-4 py-3 md:px-5">
            <h4 className="font-sans text-sm font-medium">{DOCUMENT_TYPE_LABELS[document.document_type]}</h4>
            <DocumentLine document={document} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What was handed in, once the application is decided and nothing more is asked for. Nothing without any. */
export function HandedInDocuments({ documents }: { documents: readonly KycDocument[] }) {
  const standing = documents.filter((document) => document.verification_status !== 'replaced');
  if (standing.length === 0) return null;
  return (
    <Card>
      <CardHeader title="Documents you handed in" />
      <ul className="mt-3 divide-y divide-border border-t border-border">
        {standing.map((document) => (
          <li key={document.id} className="grid gap-2 px-4 py-3 md:px-5">
            <h3 className="font-sans text-sm font-medium">{DOCUMENT_TYPE_LABELS[document.document_type]}</h3>
            <DocumentLine document={document} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

type RequirementRowProps = {
  requirement: Requirement;
  documents: readonly KycDocument[];
  onChoose: DocumentChecklistProps['onChoose'];
};

function RequirementRow({ requirement, documents, onChoose }: RequirementRowProps) {
  const { rule, state, sentence, documents: counted, replaceableId } = requirement;
  const label = DOCUMENT_TYPE_LABELS[rule.type];
  const ids = new Set(counted.map(({ id }) => id));
  const deed = replaceableId ? 'Replace' : rule.several && counted.length > 0 ? 'Add another' : 'Add';
  const isShown = state === 'missing' || replaceableId !== null || rule.several;
  return (
    <li className="grid gap-2 px-4 py-3 md:px-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-48">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h3 className="font-sans text-sm font-medium">{label}</h3>
            {state === 'missing' && !rule.required ? null : (
              <StatusPill tone={REQUIREMENT_TONES[state]}>{REQUIREMENT_LABELS[state]}</StatusPill>
            )}
          </div>
          <p
            className={`mt-0.5 text-[0.8125rem] break-words ${state === 'rejected' ? 'text-danger' : 'text-muted-foreground'}`}
          >
            {sentence}
          </p>
        </div>
        {isShown ? (
          <Button
            size="sm"
            variant={state === 'waiting' || state === 'approved' ? 'ghost' : 'secondary'}
            onClick={() => onChoose({ type: rule.type, replacesId: replaceableId ?? undefined })}
          >
            {deed}
            <span className="sr-only"> {label}</span>
          </Button>
        ) : null}
      </div>
      {documents
        .filter(({ id }) => ids.has(id))
        .map((document) => (
          <DocumentLine key={document.id} document={document} saidAbove={counted.length === 1} />
        ))}
    </li>
  );
}

/** @param saidAbove leaves the status out where the line above has said it already */
function DocumentLine({ document, saidAbove = false }: { document: KycDocument; saidAbove?: boolean }) {
  const status = document.verification_status;
  return (
    <div className="flex items-center gap-3">
      <span aria-hidden className="shrink-0 text-muted-foreground [&_svg]:size-4">
        {document.mime_type === 'application/pdf' ? <FileText /> : <Image />}
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm">{document.document_name}</p>
        <p className="flex flex-wrap items-center gap-x-1.5 text-[0.8125rem] text-muted-foreground">
          <span className="figures">{formatBytes(document.file_size)}</span>·
          <RelativeTime value={document.uploaded_at} opens="start" />
          {saidAbove ? null : <StatusPill tone={DOCUMENT_TONES[status]}>{DOCUMENT_STATUS_LABELS[status]}</StatusPill>}
        </p>
      </div>
      <OpenOwnDocument documentId={document.id} name={document.document_name} />
    </div>
  );
}
