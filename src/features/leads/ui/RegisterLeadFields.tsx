'use client';
import type { ComponentProps, ReactNode } from 'react';
import { type Control, type FieldErrors, type UseFormRegister, useWatch } from 'react-hook-form';
import type * as z from 'zod';
import { PROVINCES } from '@/shared/provinces';
import { Field } from '@/ui/Field';
import { Input } from '@/ui/Input';
import { NativeSelect } from '@/ui/NativeSelect';
import { Textarea } from '@/ui/Textarea';
import { CONTACT_CHANNELS, CUSTOMER_TYPES, SERVICE_TYPES } from '../domain/services';
import type { LeadFacts } from '../schema-registration';

export type LeadFormInput = z.input<typeof LeadFacts>;

type FormState = {
  register: UseFormRegister<LeadFormInput>;
  control: Control<LeadFormInput, unknown, LeadFacts>;
  errors: FieldErrors<LeadFormInput>;
};

type TextFieldProps = Omit<ComponentProps<typeof Input>, 'form' | 'name'> & {
  form: FormState;
  name: keyof LeadFormInput;
  label: string;
  hint?: ReactNode;
  optional?: boolean;
};

function TextField({ form, name, label, hint, optional = false, ...input }: TextFieldProps) {
  return (
    <Field name={name} label={label} hint={hint} optional={optional} error={form.errors[name]?.message}>
      {(control) => <Input {...control} {...form.register(name)} autoComplete="off" {...input} />}
    </Field>
  );
}

type ChoiceFieldProps = {
  form: FormState;
  name: keyof LeadFormInput;
  label: string;
  choices: Readonly<Record<string, string>>;
  /** Left out where one of the choices has to be taken. */
  none?: string;
};

function ChoiceField({ form, name, label, choices, none }: ChoiceFieldProps) {
  return (
    <Field name={name} label={label} optional={none !== undefined} error={form.errors[name]?.message}>
      {(control) => (
        <NativeSelect {...control} {...form.register(name)}>
          {none === undefined ? null : <option value="">{none}</option>}
          {Object.entries(choices).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}

/** Who the customer is, and how to reach them. */
export function CustomerFields({ form }: { form: FormState }) {
  const isBusiness = useWatch({ control: form.control, name: 'customer_type' }) !== 'consumer';
  return (
    <>
      <div className="grid gap-5 md:grid-cols-2">
        <TextField form={form} name="first_name" label="First name" autoCapitalize="words" />
        <TextField form={form} name="last_name" label="Surname" autoCapitalize="words" />
      </div>
      <TextField
        form={form}
        name="phone"
        label="Phone"
        hint="Mobile or landline, for example 082 123 4567."
        type="tel"
        inputMode="tel"
      />
      <TextField
        form={form}
        name="email"
        label="E-mail address"
        optional
        type="email"
        inputMode="email"
        autoCapitalize="none"
      />
      <ChoiceField form={form} name="customer_type" label="Customer" choices={CUSTOMER_TYPES} />
      {isBusiness ? (
        <TextField
          form={form}
          name="company_name"
          label="Company"
          hint="For example Karoo Wool (Pty) Ltd."
          autoCapitalize="words"
        />
      ) : null}
    </>
  );
}

const PROVINCE_CHOICES = Object.fromEntries(PROVINCES.map((province) => [province, province]));

/** Where the connection is wanted. */
export function PlaceFields({ form }: { form: FormState }) {
  return (
    <>
      <TextField
        form={form}
        name="address"
        label="Street address"
        hint="Number and street, for example 12 Rivonia Road."
        autoCapitalize="words"
      />
      <div className="grid gap-5 md:grid-cols-2">
        <TextField form={form} name="suburb" label="Suburb" optional autoCapitalize="words" />
        <TextField form={form} name="city" label="City" autoCapitalize="words" />
        <ChoiceField form={form} name="province" label="Province" choices={PROVINCE_CHOICES} none="Not known" />
        <TextField form={form} name="postal_code" label="Postal code" optional inputMode="numeric" maxLength={4} />
      </div>
    </>
  );
}

/** What they want: all of it can be found out later. */
export function WishFields({ form }: { form: FormState }) {
  return (
    <details className="rounded-lg border border-border px-4 py-3">
      <summary className="min-h-11 cursor-pointer content-center font-medium md:min-h-0">
        What they want (optional)
      </summary>
      <div className="mt-4 grid gap-5">
        <div className="grid gap-5 md:grid-cols-2">
          <ChoiceField
            form={form}
            name="requested_service_type"
            label="Service"
            choices={SERVICE_TYPES}
            none="Not said"
          />
          <TextField form={form} name="requested_speed" label="Speed" optional maxLength={50} placeholder="100 Mbps" />
          <TextField form={form} name="budget_range" label="Budget" optional maxLength={50} placeholder="R500 - R800" />
          <ChoiceField
            form={form}
            name="contact_preference"
            label="Reach them by"
            choices={CONTACT_CHANNELS}
            none="Not said"
          />
        </div>
        <TextField form={form} name="best_contact_time" label="Best time" optional maxLength={100} />
        <Field name="notes" label="Notes" optional error={form.errors.notes?.message}>
          {(control) => <Textarea {...control} {...form.register('notes')} rows={3} maxLength={2000} />}
        </Field>
      </div>
    </details>
  );
}
