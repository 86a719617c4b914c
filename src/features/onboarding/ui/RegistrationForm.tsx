'use client';
import { useRouter } from 'next/navigation';
import { type ReactNode, useTransition } from 'react';
import { PAGES } from '@/shared/paths';
import { ApiRequestError } from '@/ui/api-request';
import { Card } from '@/ui/Card';
import { callApi } from '@/ui/call-api';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { SubmitButton } from '@/ui/SubmitButton';
import { formatTime } from '@/ui/time-format';
import { useApiForm } from '@/ui/use-api-form';
import { Facts } from '../registration';
import { onboardingClient } from './onboarding-client';
import { useDraft } from './registration-draft';
import {
  AddressFields,
  BusinessFields,
  ContactFields,
  FIRST_BUSINESS_TYPE,
  type RegistrationValues,
} from './registration-fields';

/** What a person fills in to apply (plan, 2.4). Nothing typed is ever lost: not by a refusal, not by a reload. */
export function RegistrationForm({ userId, email }: { userId: string; email: string }) {
  const router = useRouter();
  const [leaving, startLeaving] = useTransition();
  const form = useApiForm({
    schema: Facts,
    send: async (registration) => {
      await register(registration);
      draft.forget();
      startLeaving(() => {
        router.push(PAGES.partner.verify);
        // The frame around the page offers other sections from now on.
        router.refresh();
      });
    },
  });
  const draft = useDraft(userId, (kept) => restore(form, kept, email));
  return (
    <form method="post" onSubmit={form.submit} onInput={draft.keep} noValidate className="grid gap-4">
      <FormErrorSummary message={form.failure} />
      <Card>
        <Group title="Business" why="Tells us whom we would pay, and which documents we need from you.">
          <BusinessFields form={form} />
        </Group>
        <Group title="Contact" why="So that we can reach you about this application and about your leads.">
          <ContactFields form={form} email={email} />
        </Group>
        <Group title="Address" why="We compare it with your proof of address, and give you leads near you.">
          <AddressFields form={form} />
        </Group>
      </Card>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-md text-[0.8125rem] text-muted-foreground">
          Under POPIA we use these details only to decide on your application and to work with you.
          {draft.keptAt ? <> What you typed is kept in this tab, {formatTime(draft.keptAt)}.</> : null}
        </p>
        <SubmitButton size="lg" loading={form.sending || leaving} className="max-md:w-full">
          Continue to verification
        </SubmitButton>
      </div>
    </form>
  );
}

/** Hands the application in. Whoever has applied before, in another tab perhaps, goes on just the same. */
async function register(json: Facts): Promise<void> {
  try {
    await callApi(onboardingClient.partners.onboarding.$post({ json }));
  } catch (error) {
    if (!(error instanceof ApiRequestError && error.code === 'application_exists')) throw error;
  }
}

const NAMES = Object.keys(Facts.shape) as (keyof RegistrationValues)[]; // the keys of the shape are its names

type Form = ReturnType<typeof useApiForm<RegistrationValues, Facts>>;

/** Puts a draft back, except where something was typed already before the page's script ran. */
function restore(form: Form, draft: Record<string, string>, email: string): void {
  const untouched = new Set(['', FIRST_BUSINESS_TYPE, email]);
  for (const name of NAMES) {
    const kept = draft[name];
    // The draft may be older than the form's choices; what no longer fits is found when the form is checked.
    if (kept && untouched.has(form.getValues(name) ?? '')) form.setValue(name, kept as never);
  }
}

/** One group of fields: its name and why we ask on the left, the fields in one column on the right. */
function Group({ title, why, children }: { title: string; why: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      className="grid gap-x-10 gap-y-4 border-b border-border p-4 last:border-b-0 md:p-6 lg:grid-cols-[14rem_minmax(0,1fr)]"
    >
      <div>
        <h2 className="text-[0.9375rem]">{title}</h2>
        <p className="mt-1 text-[0.8125rem] text-muted-foreground">{why}</p>
      </div>
      <div className="grid max-w-form gap-5">{children}</div>
    </section>
  );
}
