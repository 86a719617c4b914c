'use client';
import type { ComponentProps, ReactNode } from 'react';
import { type Control, type FieldErrors, type UseFormRegister, useWatch } from 'react-hook-form';
import type * as z from 'zod';
import { Field } from '@/ui/Field';
import { Input } from '@/ui/Input';
import { NativeSelect } from '@/ui/NativeSelect';
import { BUSINESS_TYPE_LABELS, BUSINESS_TYPES } from '../domain/entity-types';
import { PROVINCES } from '../domain/provinces';
import type { Facts } from '../registration';

export type RegistrationValues = z.input<typeof Facts>;

/** What the groups of fields need of the form. */
export type RegistrationForm = {
  register: UseFormRegister<RegistrationValues>;
  control: Control<RegistrationValues, unknown, Facts>;
  errors: FieldErrors<RegistrationValues>;
};

type TextFieldProps = Omit<ComponentProps<typeof Input>, 'form' | 'name'> & {
  form: RegistrationForm;
  name: keyof RegistrationValues;
  label: string;
  hint?: ReactNode;
  optional?: boolean;
};

function TextField({ form, name, label, hint, optional = false, className, ...input }: TextFieldProps) {
  return (
    <Field name={name} label={label} hint={hint} optional={optional} error={form.errors[name]?.message}>
      {(control) => <Input {...control} {...form.register(name)} {...input} className={className} />}
    </Field>
  );
}

const TYPE_HINTS: Record<RegistrationValues['business_type'], string> = {
  sole_proprietor: 'You trade in your own name.',
  company: 'Registered with the CIPC: (Pty) Ltd, CC or NPC.',
  partnership: 'Two or more people trade together under a deed.',
};

const REGISTRATION_HINTS: Record<RegistrationValues['business_type'], string> = {
  sole_proprietor: 'For example 2019/123456/07. Leave it empty if you have none.',
  company: 'For example 2019/123456/07. We check it with the CIPC before we approve a company, so give it if you can.',
  partnership: 'For example 2019/123456/07. Leave it empty if you have none.',
};

export const FIRST_BUSINESS_TYPE = 'sole_proprietor' satisfies RegistrationValues['business_type'];

export function BusinessFields({ form }: { form: RegistrationForm }) {
  const type = useWatch({ control: form.control, name: 'business_type' }) ?? FIRST_BUSINESS_TYPE;
  return (
    <>
      <TextField
        form={form}
        name="business_name"
        label="Business name"
        hint="The name you trade under, for example Masana Networks."
        autoComplete="organization"
        enterKeyHint="next"
      />
      <Field
        name="business_type"
        label="Business type"
        hint={TYPE_HINTS[type]}
        error={form.errors.business_type?.message}
      >
        {(control) => (
          <NativeSelect {...control} {...form.register('business_type')} defaultValue={FIRST_BUSINESS_TYPE}>
            {BUSINESS_TYPES.map((value) => (
              <option key={value} value={value}>
                {BUSINESS_TYPE_LABELS[value]}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <TextField
        form={form}
        name="registration_number"
        label="Registration number"
        hint={REGISTRATION_HINTS[type]}
        optional={type !== 'company'}
        aria-required={false}
        inputMode="text"
        autoComplete="off"
      />
      <TextField
        form={form}
        name="vat_number"
        label="VAT number"
        hint="Ten digits that begin with 4, for example 4123456789."
        optional
        inputMode="numeric"
        autoComplete="off"
      />
    </>
  );
}

export function ContactFields({ form, email }: { form: RegistrationForm; email: string }) {
  return (
    <>
      <TextField
        form={form}
        name="contact_person"
        label="Contact person"
        hint="First name and surname of the person we talk to."
        autoComplete="name"
      />
      <TextField
        form={form}
        name="email"
        label="E-mail address"
        hint="For decisions and new leads, for example sales@masana.co.za."
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        defaultValue={email}
      />
      <TextField
        form={form}
        name="phone"
        label="Phone"
        hint="For example 082 123 4567."
        type="tel"
        inputMode="tel"
        autoComplete="tel"
      />
      <TextField
        form={form}
        name="alternative_phone"
        label="Alternative phone"
        hint="Where we reach you when the first does not answer."
        optional
        type="tel"
        inputMode="tel"
        autoComplete="off"
      />
    </>
  );
}

export function AddressFields({ form }: { form: RegistrationForm }) {
  return (
    <>
      <TextField
        form={form}
        name="street_address"
        label="Street address"
        hint="Number and street, for example 12 Rivonia Road."
        autoComplete="street-address"
      />
      <TextField form={form} name="suburb" label="Suburb" optional autoComplete="address-level3" />
      <TextField form={form} name="city" label="City" autoComplete="address-level2" />
      <Field name="province" label="Province" error={form.errors.province?.message}>
        {(control) => (
          <NativeSelect {...control} {...form.register('province')} defaultValue="" autoComplete="address-level1">
            <option value="" disabled>
              Choose a province
            </option>
            {PROVINCES.map((province) => (
              <option key={province}>{province}</option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <TextField
        form={form}
        name="postal_code"
        label="Postal code"
        hint="Four digits, for example 2196."
        inputMode="numeric"
        maxLength={4}
        autoComplete="postal-code"
        className="max-w-32"
      />
    </>
  );
}
