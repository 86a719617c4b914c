'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Alert } from '@/ui/Alert';
import { ApiRequestError } from '@/ui/api-request';
import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
import { Checkbox } from '@/ui/Checkbox';
import { callApi } from '@/ui/call-api';
import { formatDateTime } from '@/ui/time-format';
import { toast } from '@/ui/toast-store';
import { CURRENT_TEXTS } from '../domain/consent-texts';
import type { ConsentRow } from '../schema';
import { profileClient } from './profile-client';

/** What was agreed to and when. What is missing can be given here; what is optional can be taken back here. */
export function ConsentsCard({ consents, mayChange }: { consents: readonly ConsentRow[]; mayChange: boolean }) {
  const router = useRouter();
  const [failure, setFailure] = useState<string>();
  const [sending, setSending] = useState(false);

  async function say(purpose: ConsentRow['purpose'], version: string, granted: boolean): Promise<void> {
    setFailure(undefined);
    setSending(true);
    try {
      await callApi(profileClient.partners.consents.$post({ json: { consents: [{ purpose, version, granted }] } }));
      toast.success(granted ? 'Your consent is stored.' : 'Your consent is taken back.');
      router.refresh();
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      setFailure(error.message);
    }
    setSending(false);
  }

  return (
    <Card id="consents">
      <CardHeader title="What you agreed to" />
      <CardContent className="grid gap-5">
        {failure ? (
          <Alert tone="danger" live>
            {failure}
          </Alert>
        ) : null}
        {CURRENT_TEXTS.map(({ purpose, version, required, statement, paragraphs }) => {
          const last = consents.find((consent) => consent.purpose === purpose);
          const isGranted = last?.granted === true && last.version === version;
          return (
            <div key={purpose} className="grid gap-1">
              <Checkbox
                checked={isGranted}
                disabled={sending || !mayChange || (required && isGranted)}
                onChange={(event) => void say(purpose, version, event.target.checked)}
                label={statement}
              />
              <div className="grid gap-1 text-[0.8125rem] text-muted-foreground">
                {isGranted ? null : paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
                <p>{last ? `${last.granted ? 'Agreed' : 'Declined'} ${formatDateTime(last.at)}` : 'Not asked yet'}</p>
              </div>
            </div>
          );
        })}
      </CardContent>
      <CardFooter className="text-[0.8125rem] text-muted-foreground">
        To take back what your application rests on, write to us: we then close it.
      </CardFooter>
    </Card>
  );
}
