'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { Card, CardHeader } from '@/ui/Card';
import { callApi } from '@/ui/call-api';
import { RelativeTime } from '@/ui/RelativeTime';
import { formatDate } from '@/ui/time-format';
import { toast } from '@/ui/toast-store';
import { EXTENSION_DAYS } from '../../domain/registration-terms';
import type { AskedExtension, ExtensionAnswer } from '../../schema-registration';
import { leadsClient } from '../leads-client';

/** Partners that ask for their claim to last longer; the one that ends first stands first. Nothing is drawn while nobody asks. */
export function ExtensionRequests({ requests }: { requests: readonly AskedExtension[] }) {
  if (requests.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Extensions asked for"
        description={`Granted, the claim lasts ${EXTENSION_DAYS} days longer. The partner is told by e-mail.`}
      />
      <ul aria-label="Extensions asked for" className="mt-3 divide-y divide-border border-t border-border">
        {requests.map((request) => (
          <ExtensionLine key={request.lead_id} request={request} />
        ))}
      </ul>
    </Card>
  );
}

function ExtensionLine({ request }: { request: AskedExtension }) {
  const router = useRouter();
  const [working, setWorking] = useState<ExtensionAnswer['answer'] | null>(null);
  const answer = async (said: ExtensionAnswer['answer']) => {
    setWorking(said);
    try {
      const api = leadsClient.admin['coverage-leads'][':leadId'].extension;
      const { extension } = await callApi(api.$post({ param: { leadId: request.lead_id }, json: { answer: said } }));
      toast.success(
        said === 'granted'
          ? `Extended until ${formatDate(extension.expires_at)}.`
          : 'Not extended. The partner is told.',
      );
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      toast.error(error.message);
    }
    setWorking(null);
    router.refresh();
  };
  const name = `${request.lead_name} for ${request.partner_name}`;
  return (
    <li className="flex flex-wrap items-start justify-between gap-3 px-4 py-3 md:px-5">
      <div className="min-w-0 flex-1 basis-64">
        <p>
          <span className="font-medium">{request.lead_name}</span> · {request.partner_name}
        </p>
        <p className="mt-0.5 break-words whitespace-pre-line text-secondary-foreground">{request.extension_reason}</p>
        <p className="figures mt-0.5 text-[0.8125rem] text-muted-foreground">
          {request.receipt_number} · claimed until {formatDate(request.expires_at)} · asked{' '}
          <RelativeTime value={request.extension_requested_at} opens="start" />
        </p>
      </div>
      <div className="flex gap-2">
        <Button
          size="sm"
          aria-label={`Extend the claim on ${name}`}
          loading={working === 'granted'}
          disabled={working !== null}
          onClick={() => void answer('granted')}
        >
          Extend
        </Button>
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Do not extend the claim on ${name}`}
          loading={working === 'refused'}
          disabled={working !== null}
          onClick={() => void answer('refused')}
        >
          Do not extend
        </Button>
      </div>
    </li>
  );
}
