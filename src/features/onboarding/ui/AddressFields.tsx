'use client';
import { PROVINCES } from '@/shared/provinces';
import { Field } from '@/ui/Field';
import { NativeSelect } from '@/ui/NativeSelect';
import { type RegistrationFormState, TextField } from './registration-fields';

export function AddressFields({ form }: { form: RegistrationFormState }) {
  return (
    <>
      <TextField
        form={form}
        name="street_address"
        label="Street address"
        hint="Number and street, for example 12 Rivonia Road. It is compared with your proof of address."
        autoComplete="street-address"
      />
      <TextField form={form} name="suburb" label="Suburb" optional autoComplete="address-level3" />
      <TextField form={form} name="city" label="City" autoComplete="address-level2" />
      <Field name="province" label="Province" hint="We give you leads near you." error={form.errors.province?.message}>
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
