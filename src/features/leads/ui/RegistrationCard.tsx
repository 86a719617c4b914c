'use client';
import { type FormEvent, useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
import { Dialog, DialogClose, DialogContent, DialogFooter, DialogTrigger } from '@/ui/Dialog';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { StatusPill } from '@/ui/StatusPill';
import { Textarea } from '@/ui/Textarea';
import { formatDate, formatDateTime } from '@/ui/time-format';
import { claimEndsMs, EXTENSION_DAYS, mayAskForExtension } from '../domain/registration-terms';
import type { Registration } from '../schema-registration';
import { refusalOf, useExtensionRequest } from './use-lead';

const STATES = {
  active: { tone: 'success', word: 'Claimed' },
  expired: { tone: 'neutral', word: 'Claim ended' },
  converted: { tone: 'success', word: 'Ordered' },
} as const;

type RegistrationCardProps = { leadId: string; registration: Registration; nowMs: number };

/** The receipt of the partner's own lead: its number, when it was received, until when it keeps others out. */
export function RegistrationCard({ leadId, registration, nowMs }: RegistrationCardProps) {
  const { tone, word } = STATES[registration.state];
  const facts: [string, string][] = [
    ['Receipt', registration.receipt_number],
    ['Received', formatDateTime(registration.received_at)],
    ...(registration.captured_at
      ? [['Written down', formatDateTime(registration.captured_at)] as [string, string]]
      : []),
    [registration.state === 'active' ? 'Claimed until' : 'Claim ended', formatDate(registration.expires_at)],
  ];
  return (
    <Card>
      <CardHeader title="Your registration" action={<StatusPill tone={tone}>{word}</StatusPill>} />
      <CardContent className="grid gap-3 pt-3 md:pt-3">
        <dl className="figures grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-2">
          {facts.map(([term, value]) => (
            <div key={term} className="contents">
              <dt className="text-[0.8125rem] text-muted-foreground">{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <ExtensionState registration={registration} />
      </CardContent>
      {mayAskForExtension(registration, nowMs) ? (
        <CardFooter>
          <AskForExtension leadId={leadId} />
        </CardFooter>
      ) : null}
    </Card>
  );
}

function ExtensionState({ registration }: { registration: Registration }) {
  const { extension_requested_at: askedAt, extension_answer: answer, extension_answered_at: answeredAt } = registration;
  if (!askedAt) return null;
  const words =
    answer === null
      ? `You asked for ${EXTENSION_DAYS} days more on ${formatDate(askedAt)}. Until CircleTel has answered, the claim stands, at the longest until ${formatDate(new Date(claimEndsMs(registration)).toISOString())}.`
      : `CircleTel ${answer === 'granted' ? `gave you ${EXTENSION_DAYS} days more` : 'did not extend the claim'}${answeredAt ? ` on ${formatDate(answeredAt)}` : ''}.`;
  return <p className="text-[0.8125rem] text-secondary-foreground">{words}</p>;
}

function AskForExtension({ leadId }: { leadId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">Ask for an extension</Button>
      </DialogTrigger>
      <DialogContent
        title={`Ask for ${EXTENSION_DAYS} days more?`}
        description="You can ask once for each registration. CircleTel answers by e-mail."
      >
        <ExtensionForm leadId={leadId} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function ExtensionForm({ leadId, onDone }: { leadId: string; onDone: () => void }) {
  const ask = useExtensionRequest(leadId);
  const fields = ask.error instanceof ApiRequestError ? ask.error.fields : {};
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (ask.isPending) return;
    const reason = new FormData(event.currentTarget).get('reason');
    ask.mutate({ reason: typeof reason === 'string' ? reason : '' }, { onSuccess: onDone });
  };
  return (
    <form onSubmit={submit} noValidate className="grid gap-4">
      <FormErrorSummary message={fields.reason ? undefined : refusalOf(ask.error)} />
      <Field name="reason" label="Why it takes longer" error={fields.reason}>
        {(control) => (
          <Textarea {...control} rows={3} maxLength={500} placeholder="For example: the landlord decides in January" />
        )}
      </Field>
      <DialogFooter className="-mx-5 -mb-4">
        <DialogClose asChild>
          <Button disabled={ask.isPending}>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" loading={ask.isPending}>
          Ask for an extension
        </Button>
      </DialogFooter>
    </form>
  );
}
