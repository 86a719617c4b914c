import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card, CardHeader } from '@/ui/Card';
import type { LeadRow } from '../schema';
import { LeadList } from './LeadList';
import { LeadStatusPill } from './LeadStatusPill';

/** The newest leads, whatever became of them. Nothing without any: the list above says so already. */
export function RecentLeads({ leads }: { leads: readonly LeadRow[] }) {
  if (leads.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="Newest leads"
        action={
          <ButtonLink variant="link" size="sm" href={PAGES.partner.leads}>
            All leads
          </ButtonLink>
        }
      />
      <div className="mt-3 border-t border-border">
        <LeadList label="Newest leads" leads={leads} fact={(lead) => <LeadStatusPill status={lead.status} />} />
      </div>
    </Card>
  );
}
