'use client';
import { useWatch } from 'react-hook-form';
import { Field } from '@/ui/Field';
import { NativeSelect } from '@/ui/NativeSelect';
import { checkBranchCode, FORMAT_ONLY } from '../domain/bank-account';
import { ACCOUNT_TYPE_LABELS, ACCOUNT_TYPES, BANKS, universalBranchCode } from '../domain/banks';
import { masked } from '../domain/mask';
import { type RegistrationFormState, TextField, WithWarning } from './registration-fields';
import { ANOTHER_BANK } from './registration-values';

/** @param kept last four digits of an account number that need not be typed again, or null */
export function BankFields({ form, kept }: { form: RegistrationFormState; kept: string | null }) {
  const [bank = '', code = ''] = useWatch({ control: form.control, name: ['bank_name', 'branch_code'] });
  const bankName = form.register('bank_name', {
    onChange: ({ target }: { target: { value: string } }) => {
      const isUniversal = BANKS.banks.some(({ branchCode }) => branchCode === code);
      if (code === '' || isUniversal) form.setValue('branch_code', universalBranchCode(target.value) ?? '');
    },
  });
  return (
    <>
      <Field name="bank_name" label="Bank" error={form.errors.bank_name?.message}>
        {(control) => (
          <NativeSelect {...control} {...bankName} defaultValue="">
            <option value="" disabled>
              Choose a bank
            </option>
            {BANKS.banks.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
            <option value={ANOTHER_BANK}>Another bank</option>
          </NativeSelect>
        )}
      </Field>
      {bank === ANOTHER_BANK ? (
        <TextField form={form} name="other_bank" label="Name of the bank" autoComplete="off" />
      ) : null}
      <TextField
        form={form}
        name="account_holder"
        label="Account holder"
        hint="As the bank writes it. It has to be the business, or you as a sole proprietor."
        autoComplete="off"
      />
      <TextField
        form={form}
        name="account_number"
        label="Account number"
        hint={`Digits only, for example 62001234567. ${FORMAT_ONLY} Your bank’s confirmation letter proves the rest.`}
        placeholder={kept === null ? undefined : `${masked(kept)} is kept`}
        optional={kept !== null}
        inputMode="numeric"
        autoComplete="off"
      />
      <Field name="account_type" label="Account type" error={form.errors.account_type?.message}>
        {(control) => (
          <NativeSelect {...control} {...form.register('account_type')} defaultValue="">
            <option value="" disabled>
              Choose a type
            </option>
            {ACCOUNT_TYPES.map((type) => (
              <option key={type} value={type}>
                {ACCOUNT_TYPE_LABELS[type]}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      <WithWarning checked={code && bank ? checkBranchCode(code, bank) : null}>
        <TextField
          form={form}
          name="branch_code"
          label="Branch code"
          hint="Six digits. The universal code, which we fill in, works for every account of the bank."
          inputMode="numeric"
          autoComplete="off"
          className="max-w-40"
        />
      </WithWarning>
    </>
  );
}
