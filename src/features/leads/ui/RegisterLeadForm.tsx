'use client';
import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';
import { PAGES } from '@/shared/paths';
import { ApiRequestError } from '@/ui/api-request';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card, CardContent, CardFooter } from '@/ui/Card';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { SubmitButton } from '@/ui/SubmitButton';
import { toast } from '@/ui/toast-store';
import { useApiForm } from '@/ui/use-api-form';
import { COMPANY_MISSING, hasCompany, LeadFacts, type Receipt } from '../schema-registration';
import { CustomerFields, type LeadFormInput, PlaceFields, WishFields } from './RegisterLeadFields';
import { readKept, type TypedValues, withDraft, withWaiting } from './registration-queue';
import { changeKept, isUnreachable, sendRegistration } from './use-kept-registrations';

const Schema = LeadFacts.refine(hasCompany, COMPANY_MISSING);

type RegisterLeadFormProps = { userId: string; onRegistered: (receipt: Receipt) => void };

/** What must be known of a customer, in as few fields as that needs. Without a connection it is kept, and sent later. */
export function RegisterLeadForm({ userId, onRegistered }: RegisterLeadFormProps) {
  const element = useRef<HTMLFormElement>(null);
  // One id for one customer, however often the button is pressed: a lost answer makes no second lead.
  const id = useRef<string | null>(null);
  const [existingId, setExistingId] = useState<string>();

  const send = async (facts: LeadFacts) => {
    id.current ??= crypto.randomUUID();
    const sent = { id: id.current, captured_at: new Date().toISOString() };
    setExistingId(undefined);
    try {
      const receipt = await sendRegistration(facts, sent);
      changeKept(userId, (kept) => withDraft(kept, {}));
      onRegistered(receipt);
    } catch (error) {
      if (error instanceof ApiRequestError) setExistingId(error.existingId);
      if (!isUnreachable(error)) throw error;
      changeKept(userId, (kept) => withDraft(withWaiting(kept, { ...sent, values: valuesIn(element) }), {}));
      id.current = null;
      form.reset();
      element.current?.reset();
      toast.info('No connection. It is kept here and sent as soon as you are online.');
    }
  };
  const form = useApiForm<LeadFormInput, LeadFacts>({
    schema: Schema,
    defaultValues: { customer_type: 'consumer' },
    send,
  });
  useDraft(userId, (name, value) => form.setValue(name, value));
  return (
    <form
      ref={element}
      method="post"
      noValidate
      autoComplete="off"
      onSubmit={form.submit}
      onInput={() => changeKept(userId, (kept) => withDraft(kept, valuesIn(element)))}
    >
      <FormErrorSummary message={form.failure} className="mb-4" />
      {existingId ? (
        <p className="mb-4">
          <ButtonLink size="sm" href={PAGES.partner.lead(existingId)}>
            Open your lead
          </ButtonLink>
        </p>
      ) : null}
      <Card>
        <CardContent className="grid gap-5">
          <CustomerFields form={form} />
          <PlaceFields form={form} />
          <WishFields form={form} />
        </CardContent>
        <CardFooter>
          <SubmitButton loading={form.sending} className="max-md:w-full">
            Register lead
          </SubmitButton>
        </CardFooter>
      </Card>
    </form>
  );
}

/** What stands in the fields now. */
function valuesIn(element: RefObject<HTMLFormElement | null>): TypedValues {
  if (!element.current) return {};
  const entries = [...new FormData(element.current)];
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Puts back what was typed here before, when the page was closed on the way. */
function useDraft(userId: string, put: (name: keyof LeadFormInput, value: string) => void): void {
  const restore = useEffectEvent(() => {
    for (const [name, value] of Object.entries(readKept(localStorage, userId).draft ?? {})) {
      if (isField(name)) put(name, value);
    }
  });
  useEffect(() => restore(), []);
}

const isField = (name: string): name is keyof LeadFormInput => name in LeadFacts.shape;
