'use client';
import { useRef, useState } from 'react';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { toast } from '@/ui/toast-store';
import { checkCompleteness, nextDocumentType } from '../domain/completeness';
import { type EntityType, ruleFor, rulesFor } from '../domain/rule-pack';
import type { KycDocument } from '../schema';
import { DocumentChecklist, HandedInDocuments } from './DocumentChecklist';
import { UploadForm } from './UploadForm';
import type { UploadTarget } from './upload-target';
import { useDocuments } from './use-documents';

type KYCUploadProps = {
  entityType: EntityType;
  initial: readonly KycDocument[];
  /** False once the application is decided: the documents are shown, and no more are taken. */
  open: boolean;
  /** When the documents were read, a Unix time: what has expired is judged by it. */
  readMs: number;
  onTaken: (document: KycDocument) => void;
};

/** Handing in documents one by one, beside the list of what is there, what is missing, and why. */
export function KYCUpload({ entityType, initial, open, readMs, onTaken }: KYCUploadProps) {
  const { documents, add, reload } = useDocuments(initial);
  const [chosen, setChosen] = useState<UploadTarget>();
  const select = useRef<HTMLSelectElement>(null);
  const requirements = checkCompleteness(entityType, documents, new Date(readMs));
  const target = chosen ?? { type: nextDocumentType(requirements), replacesId: undefined };

  const taken = (document: KycDocument, message: string) => {
    add(document);
    setChosen(undefined);
    onTaken(document);
    toast.success(message);
    // What it took the place of has changed too.
    void reload();
  };
  const choose = (wanted: UploadTarget) => {
    setChosen(wanted);
    select.current?.focus();
  };
  if (!open) return <HandedInDocuments documents={documents} />;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      <Card className="lg:sticky lg:top-4 lg:order-2">
        <CardHeader title={target.replacesId ? 'Replace a document' : 'Hand in a document'} />
        <CardContent>
          <UploadForm
            rule={ruleFor(entityType, target.type)}
            types={rulesFor(entityType).map(({ type }) => type)}
            target={target}
            onTarget={setChosen}
            select={select}
            onTaken={taken}
            onStopped={() => void reload()}
          />
        </CardContent>
      </Card>
      <DocumentChecklist requirements={requirements} documents={documents} onChoose={choose} />
    </div>
  );
}
