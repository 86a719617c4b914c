'use client';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '@/ui/Alert';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { RelativeTime } from '@/ui/RelativeTime';
import { Spinner } from '@/ui/Spinner';
import type { Overview } from '../../schema-desk';
import { beginConsent } from './orders';

type ConsentCardProps = { consent: Overview['consent']; onChange: (overview: Overview) => void };

/** The consent by which Zoho lets the portal in, for servers that are not opened by the key in their address. */
export function ConsentCard({ consent, onChange }: ConsentCardProps) {
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<string>();
  const connect = async () => {
    setWorking(true);
    setFailure(undefined);
    try {
      onChange(await beginConsent());
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      setFailure(error.message);
    } finally {
      setWorking(false);
    }
  };
  return (
    <Card>
      <CardHeader
        title="Consent at Zoho"
        description="For servers with “Authorization on Demand”. A server that is opened by its address needs none."
      />
      <CardContent className="grid grid-cols-1 gap-3">
        {failure ? (
          <Alert tone="danger" live>
            {failure}
          </Alert>
        ) : null}
        <ConsentStep consent={consent} />
        <Button
          className="justify-self-start"
          variant={consent.needed && consent.state === 'none' ? 'primary' : 'secondary'}
          loading={working}
          onClick={() => void connect()}
        >
          {consent.state === 'none' ? 'Connect with Zoho' : 'Begin anew'}
        </Button>
      </CardContent>
    </Card>
  );
}

function ConsentStep({ consent }: Pick<ConsentCardProps, 'consent'>) {
  if (consent.state === 'ready' && consent.url) {
    return (
      <div className="grid gap-2" role="status">
        <p>
          Zoho asks who may let the portal in. Log in there as the <strong>integration user</strong>, not as yourself;
          you come back here.
        </p>
        <ButtonLink
          href={consent.url}
          target="_blank"
          rel="noopener noreferrer"
          variant="primary"
          className="justify-self-start"
        >
          Continue at Zoho
          <ExternalLink aria-hidden />
          <span className="sr-only">(opens a new tab)</span>
        </ButtonLink>
      </div>
    );
  }
  if (consent.state === 'preparing') {
    return (
      <p role="status" className="flex items-center gap-2">
        <Spinner />
        The worker asks Zoho where to consent. This takes a few seconds; if it takes longer, look whether the worker
        runs.
      </p>
    );
  }
  if (consent.connected_at) {
    return (
      <p>
        Consent was given <RelativeTime value={consent.connected_at} opens="start" />.
        {consent.needed ? ' Zoho does not accept it any more.' : ' It is renewed by itself.'}
      </p>
    );
  }
  return <p className="text-muted-foreground">No consent was given so far.</p>;
}
