'use client';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '@/ui/Button';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { Field } from '@/ui/Field';
import { FileDrop } from '@/ui/FileDrop';
import { NativeSelect } from '@/ui/NativeSelect';
import { SubmitButton } from '@/ui/SubmitButton';
import { toast } from '@/ui/toast-store';
import {
  ACCEPTED_FILES,
  DOCUMENT_TYPE_LABELS,
  DOCUMENT_TYPES,
  type DocumentType,
  MAX_FILE_BYTES,
} from '../domain/document-types';
import { DOCUMENT_HINTS, type KindOfBusiness, nextDocumentType } from '../domain/required-documents';
import type { KycDocument } from '../schema';
import { DocumentChecklist, HandedInDocuments } from './DocumentChecklist';
import { useDocuments } from './use-documents';
import { useUpload } from './use-upload';

type KYCUploadProps = {
  kind: KindOfBusiness;
  initial: readonly KycDocument[];
  /** False once the application is decided: the documents are shown, and no more are taken. */
  open: boolean;
  onTaken: (document: KycDocument) => void;
};

/** Handing in documents one by one, beside the list of what is there and what is missing. */
export function KYCUpload({ kind, initial, open, onTaken }: KYCUploadProps) {
  const { documents, add, reload } = useDocuments(initial);
  const [chosen, setChosen] = useState<DocumentType>();
  const type = chosen ?? nextDocumentType(kind, documents);
  const select = useRef<HTMLSelectElement>(null);

  const taken = (document: KycDocument, message: string) => {
    add(document);
    setChosen(undefined);
    onTaken(document);
    toast.success(message);
  };
  const choose = (wanted: DocumentType) => {
    setChosen(wanted);
    select.current?.focus();
  };
  if (!open) return <HandedInDocuments documents={documents} />;
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      <Card className="lg:order-2">
        <CardHeader title="Hand in a document" />
        <CardContent>
          <UploadForm type={type} onType={setChosen} select={select} onTaken={taken} onStopped={() => void reload()} />
        </CardContent>
      </Card>
      <DocumentChecklist kind={kind} documents={documents} onChoose={choose} />
    </div>
  );
}

type UploadFormProps = {
  type: DocumentType;
  onType: (type: DocumentType) => void;
  select: React.RefObject<HTMLSelectElement | null>;
  onTaken: (document: KycDocument, message: string) => void;
  onStopped: () => void;
};

function UploadForm({ type, onType, select, onTaken, onStopped }: UploadFormProps) {
  const [file, setFile] = useState<File | null>(null);
  // A new drop area after each file: the browser's file field cannot be emptied by React otherwise.
  const [round, setRound] = useState(0);
  const upload = useUpload({
    onTaken: (document, message) => {
      setFile(null);
      setRound(round + 1);
      onTaken(document, message);
    },
    onStopped: () => {
      toast.info('Stopped. The list shows what has arrived.');
      onStopped();
    },
  });

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (upload.sending) return;
    // From the form itself, so that a file chosen before the page's script ran counts too.
    const form = new FormData(event.currentTarget);
    const sent = form.get('file');
    if (!(sent instanceof File) || sent.size === 0) upload.refuse('Choose a file first.');
    else void upload.send(form);
  };
  return (
    <form method="post" encType="multipart/form-data" onSubmit={submit} noValidate className="grid gap-4">
      <Field name="document_type" label="Document" hint={DOCUMENT_HINTS[type]}>
        {(control) => (
          <NativeSelect
            {...control}
            ref={select}
            value={type}
            onChange={(event) => {
              const wanted = DOCUMENT_TYPES.find((known) => known === event.target.value);
              if (wanted) onType(wanted);
            }}
          >
            {DOCUMENT_TYPES.map((value) => (
              <option key={value} value={value}>
                {DOCUMENT_TYPE_LABELS[value]}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <FileDrop
        key={round}
        label={DOCUMENT_TYPE_LABELS[type]}
        accept={Object.keys(ACCEPTED_FILES).join(',')}
        acceptWords="PDF, JPEG or PNG"
        maximumBytes={MAX_FILE_BYTES}
        file={file}
        onFile={(next) => {
          setFile(next);
          upload.clear();
        }}
        error={upload.refusal}
        progress={upload.progress}
      />
      <div className="flex gap-2">
        <SubmitButton loading={upload.sending} className="flex-1">
          Upload
        </SubmitButton>
        {upload.sending ? <Button onClick={upload.stop}>Cancel</Button> : null}
      </div>
    </form>
  );
}
