import { bad, type Checked, good } from '@/shared/checked';
import { universalBranchCode } from './banks';

/** What a screen says beside an account number: no more than what was really checked. */
export const FORMAT_ONLY = 'We check the format only, not with the bank.';

/**
 * An account number, by its format only: South African banks have 6 to 11 digits (the check digit routine of BankservAfrica
 * works on 11). Whether the account exists, and whose it is, only the bank knows.
 */
export function checkAccountNumber(text: string): Checked {
  const number = text.replace(/[\s-]/g, '');
  if (!/^\d{6,11}$/.test(number)) return bad('Account number must be 6 to 11 digits, like 62001234567.');
  return /^0+$/.test(number) ? bad('Account number cannot be all zeros.') : good(number);
}

/** A branch code: six digits. One that is not the bank's universal code is accepted with a warning. */
export function checkBranchCode(text: string, bankName: string): Checked {
  const code = text.replace(/\s/g, '');
  if (!/^\d{6}$/.test(code)) return bad('Branch code must be 6 digits, like 632005.');
  const universal = universalBranchCode(bankName);
  if (!universal || universal === code) return good(code);
  return good(
    code,
    `The universal branch code of ${bankName} is ${universal}. Please look again; you can go on if yours is right.`,
  );
}
