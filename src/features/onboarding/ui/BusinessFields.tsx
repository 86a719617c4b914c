'use client';
import { useWatch } from 'react-hook-form';
import { Field } from '@/ui/Field';
import { NativeSelect } from '@/ui/NativeSelect';
import { checkCipcNumber } from '../domain/cipc-number';
import {
  BUSINESS_TYPE_LABELS,
  BUSINESS_TYPES,
  type BusinessType,
  ENTITY_TYPE_LABELS,
  type EntityType,
  entityTypesOf,
} from '../domain/entity-types';
import { checkVatNumber } from '../domain/vat-number';
import { type RegistrationFormState, TextField, WithWarning } from './registration-fields';

const TYPE_HINTS: Record<BusinessType, string> = {
  sole_proprietor: 'You trade in your own name.',
  company: 'Registered with the CIPC. It says which documents we need.',
  partnership: 'Several people act together under a deed, a trust included.',
};

const REGISTRATION_HINTS: Record<BusinessType, string> = {
  sole_proprietor: 'For example 2019/123456/07. Leave it empty if you have none.',
  company: 'For example 2019/123456/07. We compare it with the CIPC’s register.',
  partnership: 'For example 2019/123456/07. Leave it empty if you have none.',
};

const FIRST = BUSINESS_TYPES[0];

export function BusinessFields({ form }: { form: RegistrationFormState }) {
  const [given, chosen, number = '', vat = ''] = useWatch({
    control: form.control,
    name: ['business_type', 'entity_type', 'registration_number', 'vat_number'],
  });
  const type = BUSINESS_TYPES.find((known) => known === given) ?? FIRST;
  const kinds = entityTypesOf(type);
  const entity = kinds.find((known) => known === chosen) ?? kinds[0] ?? null;
  const businessType = form.register('business_type', {
    onChange: ({ target }: { target: { value: BusinessType } }) =>
      form.setValue('entity_type', entityTypesOf(target.value)[0]),
  });
  return (
    <>
      <TextField
        form={form}
        name="business_name"
        label="Business name"
        hint="The name you trade under, for example Masana Networks. Your leads read it."
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
          <NativeSelect {...control} {...businessType} defaultValue={FIRST}>
            {BUSINESS_TYPES.map((value) => (
              <option key={value} value={value}>
                {value === 'partnership' ? 'Partnership or trust' : BUSINESS_TYPE_LABELS[value]}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {kinds.length > 1 ? <EntityField form={form} kinds={kinds} key={type} /> : null}
      <WithWarning checked={number ? checkCipcNumber(number, entity, new Date().getFullYear()) : null}>
        <TextField
          form={form}
          name="registration_number"
          label="Registration number"
          hint={REGISTRATION_HINTS[type]}
          optional={type !== 'company'}
          autoComplete="off"
        />
      </WithWarning>
      <WithWarning checked={vat ? checkVatNumber(vat) : null}>
        <TextField
          form={form}
          name="vat_number"
          label="VAT number"
          hint="Ten digits that begin with 4, for example 4100105461. Only if you are registered for VAT: it changes your invoices."
          optional
          inputMode="numeric"
          autoComplete="off"
        />
      </WithWarning>
    </>
  );
}

function EntityField({ form, kinds }: { form: RegistrationFormState; kinds: readonly EntityType[] }) {
  return (
    <Field
      name="entity_type"
      label="Kind of business"
      hint="As it stands on the registration or the deed."
      error={form.errors.entity_type?.message}
    >
      {(control) => (
        <NativeSelect {...control} {...form.register('entity_type')} defaultValue={kinds[0]}>
          {kinds.map((value) => (
            <option key={value} value={value}>
              {ENTITY_TYPE_LABELS[value]}
            </option>
          ))}
        </NativeSelect>
      )}
    </Field>
  );
}
