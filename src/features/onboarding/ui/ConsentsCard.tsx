'use client';
import { Check } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { PAGES } from '@/shared/paths';
import { Alert } from '@/ui/Alert';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
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
      <CardHeader
        title="What you agreed to"
        action={
          <Link href={PAGES.partner.agreement} className="text-[0.8125rem] text-link underline underline-offset-4">
            Read the texts
          </Link>
        }
      />
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
            <section key={purpose} className="grid gap-1">
              <div className="flex items-start justify-between gap-4">
                <p className="flex items-start gap-2">
                  {isGranted ? <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-success" /> : null}
                  <span>{statement}</span>
                </p>
                {mayChange && !(required && isGranted) ? (
                  <Button size="sm" disabled={sending} onClick={() => void say(purpose, version, !isGranted)}>
                    {isGranted ? 'Take back' : 'I agree'}
                  </Button>
                ) : null}
              </div>
              <div className="grid gap-1 text-[0.8125rem] text-muted-foreground">
                {isGranted ? null : paragraphs.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
                <p>
                  {last ? `${last.granted ? 'Agreed' : 'Declined'} ${formatDateTime(last.at)}` : 'Not answered yet'}
                </p>
              </div>
            </section>
          );
        })}
      </CardContent>
      <CardFooter className="text-[0.8125rem] text-muted-foreground">
        To take back what your application rests on, write to us: we then close it.
      </CardFooter>
    </Card>
  );
}
