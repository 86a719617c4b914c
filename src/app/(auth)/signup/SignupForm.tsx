'use client';
import { useState } from 'react';
import { API, API_BASE, PAGES } from '@/shared/paths';
import { apiRequest } from '@/ui/api-request';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { Input } from '@/ui/Input';
import { PasswordInput } from '@/ui/PasswordInput';
import { SubmitButton } from '@/ui/SubmitButton';
import { useApiForm } from '@/ui/use-api-form';
import { AccountHeading } from '../AccountHeading';
import { CheckMail } from '../CheckMail';
import { SignupForm as Schema, shortestPassword } from '../credentials';
import { SendAgain } from '../SendAgain';
import { TextLink } from '../TextLink';

const path = `${API_BASE}${API.auth.signup}`;

type Credentials = { email: string; password: string };

/** The form, and once it was taken the word that a mail is on its way: the same whether or not the address is known. */
export function SignupForm() {
  const [sent, setSent] = useState<Credentials>();
  const form = useApiForm({
    schema: Schema,
    mode: 'onSubmit',
    send: async (credentials) => {
      await apiRequest('POST', path, { json: credentials });
      setSent(credentials);
    },
  });
  if (sent) return <ConfirmationSent sent={sent} onOtherAddress={() => setSent(undefined)} />;
  return (
    <>
      <AccountHeading title="Create your account">
        Already have one? <TextLink href={PAGES.login}>Log in</TextLink>
      </AccountHeading>
      <form method="post" action={path} onSubmit={form.submit} noValidate className="grid gap-5">
        <FormErrorSummary message={form.failure} />
        <Field
          name="email"
          label="E-mail address"
          hint="We send a link there to confirm that it is yours."
          error={form.errors.email?.message}
        >
          {(control) => (
            <Input
              {...control}
              {...form.register('email')}
              type="email"
              inputMode="email"
              autoComplete="username"
              autoCapitalize="none"
              className="md:h-11"
            />
          )}
        </Field>
        <Field
          name="password"
          label="Password"
          hint={`At least ${shortestPassword} characters. A few words in a row are easy to remember.`}
          error={form.errors.password?.message}
        >
          {(control) => (
            <PasswordInput
              {...control}
              {...form.register('password')}
              autoComplete="new-password"
              className="md:h-11"
            />
          )}
        </Field>
        <SubmitButton size="lg" block loading={form.sending}>
          Create account
        </SubmitButton>
      </form>
    </>
  );
}

function ConfirmationSent({ sent, onOtherAddress }: { sent: Credentials; onOtherAddress: () => void }) {
  return (
    <CheckMail
      title="Check your e-mail"
      actions={
        <>
          <SendAgain send={() => apiRequest('POST', path, { json: sent })} />
          <button
            type="button"
            onClick={onOtherAddress}
            className="min-h-11 justify-self-center rounded-md px-2 text-link underline decoration-link/35 underline-offset-4 hover:decoration-link md:min-h-8"
          >
            Use another address
          </button>
        </>
      }
    >
      <p>
        We sent a message to <strong className="break-all text-foreground">{sent.email}</strong>. Open it and follow the
        link to confirm your address, then log in to register your business.
      </p>
      <p>It can take a few minutes. If nothing comes, look among the unwanted mail.</p>
    </CheckMail>
  );
}
