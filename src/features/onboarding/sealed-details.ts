import { z } from 'zod';
import { fingerprint, type Keyring, keyring } from '@/platform/crypto/keyring';
import { openText, type SealedPlace, sealText } from '@/platform/crypto/seal';
import { asRecorder } from '@/platform/db/as-recorder';
import type { Tx } from '@/platform/db/transaction';
import type { BankDetails, SecretField } from './registration';

/** Where each sealed value of a partner stands, as it is bound into the value. */
export const idNumberPlace = (partnerId: string): SealedPlace => ({
  table: 'partners',
  column: 'id_number_sealed',
  row: partnerId,
});
export const accountNumberPlace = (partnerId: string): SealedPlace => ({
  table: 'partners',
  column: 'account_number',
  row: partnerId,
});
export const draftPlace = (userId: string): SealedPlace => ({
  table: 'partner_application_drafts',
  column: 'sealed',
  row: userId,
});

/** The digits that may be shown. Of what is hardly longer than that, nothing is. */
export function lastFour(value: string): string {
  const plain = value.replace(/[\s-]/g, '');
  return plain.length > 5 ? plain.slice(-4) : '';
}

/** The columns of a sealed identity number. */
export function sealIdNumber(partnerId: string, value: string, keys: Keyring = keyring()) {
  return {
    id_number_sealed: sealText(value, idNumberPlace(partnerId), keys),
    id_number_hash: fingerprint('id_number', value, keys),
    id_number_last4: lastFour(value),
  };
}

/** The columns of bank details, the account number sealed. */
export function sealBankDetails(partnerId: string, bank: BankDetails, keys: Keyring = keyring()) {
  return {
    bank_name: bank.bank_name,
    account_holder: bank.account_holder,
    account_type: bank.account_type,
    branch_code: bank.branch_code,
    account_number: sealText(bank.account_number, accountNumberPlace(partnerId), keys),
    account_number_hash: fingerprint('account_number', bank.account_number, keys),
    account_number_last4: lastFour(bank.account_number),
  };
}

type SealedColumns = Partial<ReturnType<typeof sealIdNumber> & ReturnType<typeof sealBankDetails>>;

/** Writes sealed columns of a partner that the transaction's user just registered or acts for. */
export async function writeSealed(tx: Tx, partnerId: string, columns: SealedColumns): Promise<void> {
  if (Object.keys(columns).length === 0) return;
  const result = await asRecorder(tx, () =>
    tx.db.updateTable('partners').set(columns).where('id', '=', partnerId).executeTakeFirst(),
  );
  if (result.numUpdatedRows !== 1n) throw new Error('The sealed details found no row of their own');
}

/** Secret fields of a draft, in one sealed text. */
export type DraftSecrets = Partial<Record<SecretField, string>>;

const Secrets = z.object({ id_number: z.string().optional(), account_number: z.string().optional() });

export function sealDraftSecrets(userId: string, secrets: DraftSecrets): string {
  return sealText(JSON.stringify(secrets), draftPlace(userId));
}

export function openDraftSecrets(userId: string, sealed: string): DraftSecrets {
  return Secrets.parse(JSON.parse(openText(sealed, draftPlace(userId))));
}
