import { Card, CardContent, CardHeader } from '@/ui/Card';
import { DescriptionList } from '@/ui/DescriptionList';
import { formatDateTime } from '@/ui/time-format';
import type { DeskLeadDetail } from '../../schema-desk';
import { CrmState } from '../CrmState';

/** How the lead stands in the CRM. */
export function CrmCard({ lead, crm }: Pick<DeskLeadDetail, 'lead' | 'crm'>) {
  const items = [
    { term: 'Record', value: crm.zoho_lead_id },
    ...(crm.error ? [{ term: 'Refused because', value: crm.error }] : []),
    ...(crm.deleted_at ? [{ term: 'Removed there', value: formatDateTime(crm.deleted_at) }] : []),
    ...(crm.converted_at ? [{ term: 'Became a deal', value: formatDateTime(crm.converted_at) }] : []),
    ...(crm.deal_stage ? [{ term: 'Stage of the deal', value: crm.deal_stage }] : []),
  ];
  return (
    <Card>
      <CardHeader title="In the CRM" />
      <CardContent className="grid gap-3">
        <CrmState crm={lead.crm} />
        <DescriptionList items={items} className="sm:grid-cols-[6.5rem_minmax(0,1fr)]" />
      </CardContent>
    </Card>
  );
}
