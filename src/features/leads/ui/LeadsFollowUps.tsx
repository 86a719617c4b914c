import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card, CardHeader } from '@/ui/Card';
import type { LeadRow } from '../schema';
import { LeadList } from './LeadList';
import { LeadsDueBadge } from './LeadsDueBadge';
import { leadsHref } from './leads-query';

/** The follow-ups of today and those that are late. Nothing without any: then nothing is promised. */
export function LeadsFollowUps({ leads, nowMs }: { leads: readonly LeadRow[]; nowMs: number }) {
  if (leads.length === 0) return null;
  return (
    <Card>
      <CardHeader
        title="To follow up today"
        action={
          <ButtonLink variant="link" size="sm" href={leadsHref(PAGES.partner.leads, { sort: 'urgent' })}>
            Most urgent first
          </ButtonLink>
        }
      />
      <div className="mt-3 border-t border-border">
        <LeadList
          label="Leads to follow up"
          leads={leads}
          fact={(lead) => <LeadsDueBadge lead={lead} nowMs={nowMs} />}
        />
      </div>
    </Card>
  );
}
