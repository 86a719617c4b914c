'use client';
import { API, API_BASE, PAGES } from '@/shared/paths';
import { apiRequest } from '@/ui/api-request';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { Input } from '@/ui/Input';
import { PasswordInput } from '@/ui/PasswordInput';
import { SubmitButton } from '@/ui/SubmitButton';
import { useApiForm } from '@/ui/use-api-form';
import { LoginForm as Schema } from '../credentials';
import { leaveFor } from '../leave-for';
import { TextLink } from '../TextLink';

const path = `${API_BASE}${API.auth.login}`;

export function LoginForm({ next }: { next: string | undefined }) {
  const { register, errors, failure, sending, submit } = useApiForm({
    schema: Schema,
    mode: 'onSubmit',
    send: async (credentials) => {
      const { redirectTo } = await apiRequest<{ redirectTo: string }>('POST', path, { json: { ...credentials, next } });
      await leaveFor(redirectTo);
    },
  });
  return (
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
      <Field
        name="password"
        label="Password"
        error={errors.password?.message}
        aside={
          <span className="text-[0.8125rem]">
            <TextLink href={PAGES.forgotPassword}>Forgotten it?</TextLink>
          </span>
        }
      >
        {(control) => (
          <PasswordInput {...control} {...register('password')} autoComplete="current-password" className="md:h-11" />
        )}
      </Field>
      <SubmitButton size="lg" block loading={sending}>
        Log in
      </SubmitButton>
    </form>
  );
}
