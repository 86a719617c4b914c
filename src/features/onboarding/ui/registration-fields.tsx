'use client';
import { TriangleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import type { Control, FieldErrors, UseFormRegister, UseFormSetValue } from 'react-hook-form';
import type { Checked } from '@/shared/checked';
import { Field } from '@/ui/Field';
import { Input } from '@/ui/Input';
import type { RegistrationValues, TextName } from './registration-values';

/** What the groups of fields need of the form. */
export type RegistrationFormState = {
  register: UseFormRegister<RegistrationValues>;
  control: Control<RegistrationValues, unknown, object>;
  setValue: UseFormSetValue<RegistrationValues>;
  errors: FieldErrors<RegistrationValues>;
};

type TextFieldProps = Omit<ComponentProps<typeof Input>, 'form' | 'name'> & {
  form: RegistrationFormState;
  name: TextName;
  label: string;
  hint?: ReactNode;
  optional?: boolean;
};

/** One line of text of the registration, wired to the form. */
export function TextField({ form, name, label, hint, optional = false, ...input }: TextFieldProps) {
  return (
    <Field name={name} label={label} hint={hint} optional={optional} error={form.errors[name]?.message}>
      {(control) => <Input {...control} {...form.register(name)} {...input} />}
    </Field>
  );
}

/** A field with what a check found odd about it right below. */
export function WithWarning({ checked, children }: { checked: Checked | null; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      {children}
      <CheckWarning checked={checked} />
    </div>
  );
}

/** What a check found odd about a value that it takes: it stands under the field and holds nobody up. */
function CheckWarning({ checked }: { checked: Checked | null }) {
  const warning = checked?.ok ? checked.warning : undefined;
  return (
    <div aria-live="polite">
      {warning ? (
        <p className="flex items-start gap-1.5 text-[0.8125rem] text-warning">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          <span>{warning}</span>
        </p>
      ) : null}
    </div>
  );
}
