import { Alert } from '@/ui/Alert';
import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
import { DescriptionList } from '@/ui/DescriptionList';
import { formatDateTime } from '@/ui/time-format';
import { ACCOUNT_TYPE_LABELS } from '../domain/banks';
import { masked } from '../domain/mask';
import { BANK_COOLOFF_HOURS, PROFILE_RULES } from '../domain/profile-rules';
import type { Partner } from '../schema';
import { ChangeBankDetails } from './ChangeBankDetails';

/** Where the partner is paid to, masked, and what a change of it brings. @param nowMs when it was read, a Unix time */
export function BankDetailsCard({
  partner,
  isEditor,
  nowMs,
}: {
  partner: Partner;
  /** Whether the viewer may change anything. */
  isEditor: boolean;
  nowMs: number;
}) {
  const mayChange = isEditor && PROFILE_RULES[partner.status].bankDetails;
  const isGiven = partner.account_number_last4 !== null;
  const waitsUntil = partner.bank_cooloff_until;
  return (
    <Card id="bank-details">
      <CardHeader title="Bank details" action={mayChange ? <ChangeBankDetails partner={partner} /> : undefined} />
      <CardContent className="grid gap-4">
        {waitsUntil && Date.parse(waitsUntil) > nowMs ? (
          <Alert tone="warning" title={`Payouts wait until ${formatDateTime(waitsUntil)}`}>
            The account was changed a short time ago. If it was not you, write to us at once.
          </Alert>
        ) : null}
        {isGiven ? (
          <DescriptionList
            items={[
              { term: 'Bank', value: partner.bank_name },
              { term: 'Account holder', value: partner.account_holder },
              { term: 'Account number', value: masked(partner.account_number_last4 ?? '') },
              { term: 'Account type', value: partner.account_type && ACCOUNT_TYPE_LABELS[partner.account_type] },
              { term: 'Branch code', value: partner.branch_code },
            ]}
          />
        ) : (
          <p className="text-secondary-foreground">
            We do not know yet where to pay your commission. We cannot approve an application without it.
          </p>
        )}
      </CardContent>
      <CardFooter className="text-[0.8125rem] text-muted-foreground">
        The account number is stored encrypted. We ask for your password before a change, tell you by e-mail, and hold
        payouts for {BANK_COOLOFF_HOURS} hours afterwards, so that nobody can redirect them unnoticed.
      </CardFooter>
    </Card>
  );
}
