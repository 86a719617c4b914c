'use client';
import { useState } from 'react';
import { API, API_BASE, PAGES } from '@/shared/paths';
import { apiRequest } from '@/ui/api-request';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { Input } from '@/ui/Input';
import { SubmitButton } from '@/ui/SubmitButton';
import { useApiForm } from '@/ui/use-api-form';
import { AccountHeading } from '../AccountHeading';
import { CheckMail } from '../CheckMail';
import { ForgotPasswordForm as Schema } from '../credentials';
import { SendAgain } from '../SendAgain';
import { TextLink } from '../TextLink';

const path = `${API_BASE}${API.auth.forgotPassword}`;

/** Asks for the address; the answer never tells whether an account exists. */
export function ForgotPasswordForm() {
  const [sentTo, setSentTo] = useState<string>();
  const { register, errors, failure, sending, submit } = useApiForm({
    schema: Schema,
    mode: 'onSubmit',
    send: async ({ email }) => {
      await apiRequest('POST', path, { json: { email } });
      setSentTo(email);
    },
  });
  if (sentTo) {
    return (
      <CheckMail
        title="Check your e-mail"
        actions={
          <>
            <SendAgain send={() => apiRequest('POST', path, { json: { email: sentTo } })} />
            <p className="text-center">
              <TextLink href={PAGES.login}>Back to log in</TextLink>
            </p>
          </>
        }
      >
        <p>
          If <strong className="break-all text-foreground">{sentTo}</strong> belongs to an account, a link to choose a
          new password is on its way.
        </p>
        <p>It can take a few minutes. If nothing comes, look among the unwanted mail.</p>
      </CheckMail>
    );
  }
  return (
    <>
      <AccountHeading title="Forgotten your password?">
        Give us the address you signed up with, and we send you a link to choose a new one.
      </AccountHeading>
      <form method="post" action={path} onSubmit={submit} noValidate className="grid gap-5">
        <FormErrorSummary message={failure} />
        <Field name="email" label="E-mail address" error={errors.email?.message}>
          {(control) => (
            <Input
              {...control}
              {...register('email')}
              type="email"
              inputMode="email"
              autoComplete="username"
              autoCapitalize="none"
              className="md:h-11"
            />
          )}
        </Field>
        <SubmitButton size="lg" block loading={sending}>
          Send the link
        </SubmitButton>
        <p className="text-center">
          <TextLink href={PAGES.login}>Back to log in</TextLink>
        </p>
      </form>
    </>
  );
}
