'use client';
import { type FormEvent, useState } from 'react';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { FileDrop } from '@/ui/FileDrop';
import { NativeSelect } from '@/ui/NativeSelect';
import { SubmitButton } from '@/ui/SubmitButton';
import { toast } from '@/ui/toast-store';
import { type ACCEPTED_FILES, DOCUMENT_TYPE_LABELS, type DocumentType } from '../domain/document-types';
import type { DocumentRule } from '../domain/rule-pack';
import type { KycDocument } from '../schema';
import type { UploadTarget } from './upload-target';
import { useUpload } from './use-upload';

type UploadFormProps = {
  /** Of the document that is to be handed in: its formats and its size. */
  rule: DocumentRule;
  types: readonly DocumentType[];
  target: UploadTarget;
  onTarget: (target: UploadTarget) => void;
  select: React.RefObject<HTMLSelectElement | null>;
  onTaken: (document: KycDocument, message: string) => void;
  onStopped: () => void;
};

/** One document: which it is, the file or a photograph, and how far it has been sent. */
export function UploadForm({ rule, types, target, onTarget, select, onTaken, onStopped }: UploadFormProps) {
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
      toast.info('Stopped. Choose the same file again to go on.');
      onStopped();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (upload.sending) return;
    // From the form itself where none was noticed: a file may have been chosen before the page's script ran.
    const sent = file ?? new FormData(event.currentTarget).get('file');
    if (!(sent instanceof File) || sent.size === 0) upload.refuse('Choose a file first.');
    else void upload.send({ file: sent, ...target });
  };
  const label = DOCUMENT_TYPE_LABELS[target.type];
  return (
    <form method="post" encType="multipart/form-data" onSubmit={submit} noValidate className="grid gap-4">
      <Field name="document_type" label="Document" hint={rule.hint}>
        {(control) => (
          <NativeSelect
            {...control}
            ref={select}
            value={target.type}
            disabled={upload.sending}
            onChange={(event) => {
              const type = types.find((known) => known === event.target.value);
              if (type) onTarget({ type, replacesId: undefined });
            }}
          >
            {types.map((type) => (
              <option key={type} value={type}>
                {DOCUMENT_TYPE_LABELS[type]}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <FileDrop
        key={round}
        label={label}
        accept={rule.formats.join(',')}
        acceptWords={formatWords(rule)}
        maximumBytes={rule.maxBytes}
        cameraLabel={rule.formats.includes('image/jpeg') ? 'Take a photo' : undefined}
        file={file}
        onFile={(next) => {
          setFile(next);
          upload.clear();
        }}
        error={upload.refusal}
        progress={upload.progress}
      />
      <p role="status" className="text-[0.8125rem] text-warning empty:hidden">
        {upload.waiting ? 'The connection is lost. The file goes on by itself where it stopped.' : ''}
      </p>
      <div className="flex gap-2">
        <SubmitButton loading={upload.sending} className="flex-1">
          Upload
        </SubmitButton>
        {upload.sending ? <Button onClick={upload.stop}>Cancel</Button> : null}
      </div>
    </form>
  );
}

/** "PDF, JPEG or PNG" */
function formatWords({ formats }: DocumentRule): string {
  const words = { 'application/pdf': 'PDF', 'image/jpeg': 'JPEG', 'image/png': 'PNG' } as const satisfies Record<
    keyof typeof ACCEPTED_FILES,
    string
  >;
  const named = formats.map((format) => words[format]);
  return named.length > 1 ? `${named.slice(0, -1).join(', ')} or ${named.at(-1)}` : (named[0] ?? '');
}
