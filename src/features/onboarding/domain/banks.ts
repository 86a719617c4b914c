/**
 * South African banks with the universal branch code of each, which works for every account of that bank. Codes are
 * text: Standard Bank's begins with a zero. Published lists disagree about some (462005, 679000), so a code of one's
 * own is accepted; whoever changes this table dates it anew.
 */
export const BANKS = {
  checkedOn: '2026-11-01',
  banks: [
    { name: 'ABSA', branchCode: '632005' },
    { name: 'African Bank', branchCode: '430000' },
    { name: 'Bidvest Bank', branchCode: '462005' },
    { name: 'Capitec Bank', branchCode: '470010' },
    { name: 'Discovery Bank', branchCode: '679000' },
    { name: 'First National Bank (FNB)', branchCode: '250655' },
    { name: 'Investec', branchCode: '580105' },
    { name: 'Nedbank', branchCode: '198765' },
    { name: 'Standard Bank', branchCode: '051001' },
    { name: 'TymeBank', branchCode: '678910' },
  ],
} as const;

export const ACCOUNT_TYPES = ['cheque', 'savings', 'transmission'] as const;
export type AccountType = (typeof ACCOUNT_TYPES)[number];

export const ACCOUNT_TYPE_LABELS: Record<AccountType, string> = {
  cheque: 'Cheque or current',
  savings: 'Savings',
  transmission: 'Transmission',
};

/** The code that works for every account of a bank, or undefined for a bank that the table does not know. */
export function universalBranchCode(bankName: string): string | undefined {
  return BANKS.banks.find(({ name }) => name === bankName)?.branchCode;
}
