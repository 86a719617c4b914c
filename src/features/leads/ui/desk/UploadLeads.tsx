'use client';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { PAGES } from '@/shared/paths';
import { ApiRequestError } from '@/ui/api-request';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { FileDrop } from '@/ui/FileDrop';
import { SubmitButton } from '@/ui/SubmitButton';
import { describeRefusal } from '@/ui/use-api-form';
import { requestPreview, TEMPLATE_HREF } from './import-client';

/** As the API says; a constant of its own, since what reads files does not belong into the browser. */
const MAX_BYTES = 2 * 1024 * 1024;

/** Chooses a file and has it looked through; the answer is a page of its own. */
export function UploadLeads() {
  const router = useRouter();
  const [file, setFile] = useState<File | null>(null);
  const [progress, setProgress] = useState<number>();
  const [error, setError] = useState<string>();
  const send = async (chosen: File) => {
    setError(undefined);
    setProgress(0);
    try {
      const { id } = await requestPreview(chosen, setProgress);
      router.push(`${PAGES.admin.leadImport}?import=${id}`);
    } catch (failure) {
      if (!(failure instanceof ApiRequestError)) throw failure;
      setError(failure.fields.file ?? describeRefusal(failure));
      setProgress(undefined);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (progress !== undefined) return;
    // From the form itself where none was noticed: a file may have been chosen before the page's script ran.
    const chosen = file ?? new FormData(event.currentTarget).get('file');
    if (!(chosen instanceof File) || chosen.size === 0) setError('Choose a file first.');
    else void send(chosen);
  };
  return (
    <Card>
      <CardHeader
        title="The file"
        description={
          <>
            One lead a line, at most 5 000. The first line names the columns:{' '}
            <a href={TEMPLATE_HREF} download className="text-link underline underline-offset-2">
              download the template
            </a>
            .
          </>
        }
      />
      <CardContent>
        <form onSubmit={submit} method="post" encType="multipart/form-data" noValidate className="grid gap-4">
          <FileDrop
            label="Leads"
            accept=".csv,text/csv"
            acceptWords="CSV"
            maximumBytes={MAX_BYTES}
            file={file}
            onFile={(chosen) => {
              setFile(chosen);
              setError(undefined);
            }}
            error={error}
            progress={progress}
          />
          <SubmitButton loading={progress !== undefined} className="justify-self-start">
            Look through
          </SubmitButton>
        </form>
      </CardContent>
    </Card>
  );
}
