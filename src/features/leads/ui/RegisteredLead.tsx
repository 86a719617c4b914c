import { PAGES } from '@/shared/paths';
import { Button } from '@/ui/Button';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
import { DescriptionList } from '@/ui/DescriptionList';
import { formatDate, formatDateTime } from '@/ui/time-format';
import type { Receipt } from '../schema-registration';

/** The receipt of a registration. */
export function RegisteredLead({ receipt, onAnother }: { receipt: Receipt; onAnother?: () => void }) {
  return (
    <Card role="status" className="border-success-line">
      <CardHeader
        title="Registered"
        description={`Until ${formatDate(receipt.expires_at)} nobody else can register this customer.`}
      />
      <CardContent className="pt-3 md:pt-3">
        <DescriptionList
          className="figures"
          items={[
            { term: 'Receipt', value: receipt.receipt_number },
            { term: 'Received', value: formatDateTime(receipt.received_at) },
            ...(receipt.captured_at ? [{ term: 'Written down', value: formatDateTime(receipt.captured_at) }] : []),
          ]}
        />
      </CardContent>
      <CardFooter>
        <ButtonLink variant={onAnother ? 'primary' : 'secondary'} href={PAGES.partner.lead(receipt.lead_id)}>
          Open the lead
        </ButtonLink>
        {onAnother ? <Button onClick={onAnother}>Register another</Button> : null}
      </CardFooter>
    </Card>
  );
}
