'use client';
import { useWatch } from 'react-hook-form';
import { Checkbox } from '@/ui/Checkbox';
import { masked } from '../domain/mask';
import { type RegistrationFormState, TextField } from './registration-fields';
import type { KeptSecrets, RegistrationValues } from './registration-values';

type ContactFieldsProps = {
  form: RegistrationFormState;
  kept: KeptSecrets;
  businessType: RegistrationValues['business_type'];
  /** Whether it can be said that there is no identity number; once an application is in, the field is left empty. */
  asksForNone?: boolean;
};

export function ContactFields({ form, kept, businessType, asksForNone = true }: ContactFieldsProps) {
  return (
    <>
      <TextField
        form={form}
        name="contact_person"
        label="Contact person"
        hint="First name and surname of the person we talk to."
        autoComplete="name"
      />
      <IdentityFields form={form} kept={kept} isOwner={businessType === 'sole_proprietor'} asksForNone={asksForNone} />
      <TextField
        form={form}
        name="email"
        label="E-mail address"
        hint="For decisions and new leads, for example sales@masana.co.za."
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
      />
      <TextField
        form={form}
        name="phone"
        label="Phone"
        hint="Mobile or landline, for example 082 123 4567. For questions about your application and leads."
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

/** Whose identity number it is, why it is asked for, and what to do without one. */
function IdentityFields({
  form,
  kept,
  isOwner,
  asksForNone,
}: {
  form: RegistrationFormState;
  kept: KeptSecrets;
  isOwner: boolean;
  asksForNone: boolean;
}) {
  const none = useWatch({ control: form.control, name: 'no_id_number' }) === true;
  const tick = form.register('no_id_number', {
    // What is not shown must not be at fault.
    onChange: ({ target }: { target: { checked: boolean } }) => {
      if (target.checked) form.setValue('id_number', '');
    },
  });
  const whose = isOwner ? 'Your own, as the owner' : 'Of the contact person';
  const why =
    'We compare it with the identity document and see whether somebody applies twice. POPIA lets us ask for no more than that needs: it is stored encrypted, and shown with its last four digits only.';
  return (
    <div className="grid gap-1.5">
      {none ? null : (
        <TextField
          form={form}
          name="id_number"
          label="South African ID number"
          hint={`${whose}: 13 digits, for example 8001015009087. ${why}`}
          placeholder={kept.id_number === null ? undefined : `${masked(kept.id_number)} is kept`}
          optional={kept.id_number !== null || !asksForNone}
          inputMode="numeric"
          autoComplete="off"
        />
      )}
      {asksForNone ? (
        <Checkbox
          {...tick}
          label={`${isOwner ? 'I have' : 'The contact person has'} no South African ID number. We look at the passport instead.`}
        />
      ) : null}
    </div>
  );
}
