'use client';
import { API, API_BASE } from '@/shared/paths';
import { apiRequest } from '@/ui/api-request';
import { Field } from '@/ui/Field';
import { FormErrorSummary } from '@/ui/FormErrorSummary';
import { PasswordInput } from '@/ui/PasswordInput';
import { SubmitButton } from '@/ui/SubmitButton';
import { useApiForm } from '@/ui/use-api-form';
import { ResetPasswordForm as Schema, shortestPassword } from '../credentials';
import { leaveFor } from '../leave-for';

const path = `${API_BASE}${API.auth.resetPassword}`;

export function ResetPasswordForm() {
  const { register, errors, failure, sending, submit } = useApiForm({
    schema: Schema,
    mode: 'onSubmit',
    send: async ({ password }) => {
      const { redirectTo } = await apiRequest<{ redirectTo: string }>('POST', path, { json: { password } });
      await leaveFor(redirectTo);
    },
  });
  return (
    <form method="post" action={path} onSubmit={submit} noValidate className="grid gap-5">
      <FormErrorSummary message={failure} />
      <Field
        name="password"
        label="New password"
        hint={`At least ${shortestPassword} characters. A few words in a row are easy to remember.`}
        error={errors.password?.message}
      >
        {(control) => (
          <PasswordInput {...control} {...register('password')} autoComplete="new-password" className="md:h-11" />
        )}
      </Field>
      <SubmitButton size="lg" block loading={sending}>
        Save password
      </SubmitButton>
    </form>
  );
}
