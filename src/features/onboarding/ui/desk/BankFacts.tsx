import type { ReactNode } from 'react';
import { Alert } from '@/ui/Alert';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { DescriptionList } from '@/ui/DescriptionList';
import { formatDateTime } from '@/ui/time-format';
import { BANK_LETTER_OUTDATED } from '../../domain/approval-requirements';
import { ACCOUNT_TYPE_LABELS } from '../../domain/banks';
import { masked } from '../../domain/mask';
import type { Partner } from '../../schema';

type BankFactsProps = {
  partner: Partner;
  /** Shows the account number in full, for those who may. */
  action: ReactNode;
  /** The account is newer than the last letter of the bank that was accepted. */
  isLetterOutdated: boolean;
};

/** Where the partner is paid to; of the account number only the last digits. */
export function BankFacts({ partner, action, isLetterOutdated }: BankFactsProps) {
  const { account_number_last4: lastFour, bank_changed_at: changedAt, bank_cooloff_until: waitsUntil } = partner;
  if (lastFour === null) {
    return (
      <Card>
        <CardHeader title="Bank details" />
        <CardContent>
          <p className="text-muted-foreground">The applicant has not given any yet.</p>
        </CardContent>
      </Card>
    );
  }
  return (
    <Card>
      <CardHeader title="Bank details" action={action} />
      <CardContent>
        {isLetterOutdated ? (
          <Alert tone="warning" className="mb-4" title="No document confirms this account">
            {BANK_LETTER_OUTDATED}
          </Alert>
        ) : null}
        <DescriptionList
          items={[
            { term: 'Bank', value: partner.bank_name },
            { term: 'Account holder', value: partner.account_holder },
            { term: 'Account number', value: <span className="tabular-nums">{masked(lastFour)}</span> },
            { term: 'Account type', value: partner.account_type && ACCOUNT_TYPE_LABELS[partner.account_type] },
            { term: 'Branch code', value: partner.branch_code },
            ...(changedAt ? [{ term: 'Changed', value: formatDateTime(changedAt) }] : []),
            ...(waitsUntil ? [{ term: 'Payouts wait until', value: formatDateTime(waitsUntil) }] : []),
          ]}
        />
      </CardContent>
    </Card>
  );
}
