import type { DeskLeadsPage } from '@/features/leads/schema-desk';
import { FirstResponseCell } from '@/features/leads/ui/desk/FirstResponseCell';
import { LeadAge } from '@/features/leads/ui/desk/LeadAge';
import { nameOf, placeOf, wishOf } from '@/features/leads/ui/lead-words';
import { PAGES } from '@/shared/paths';
import { FIRST_RESPONSE_HOURS } from '@/shared/response-promise';
import { DeskQueue, DeskQueueRow } from './DeskQueue';
import { listAddress } from './list-links';

type LeadQueueProps = { found: DeskLeadsPage; nowMs: number };

export function UnassignedLeadsQueue({ found: { leads, pagination }, nowMs }: LeadQueueProps) {
  const href = PAGES.admin.leads;
  return (
    <DeskQueue
      title="Leads without a partner"
      promise="The oldest first"
      waiting={{ count: pagination.total, isExact: pagination.totalIsExact }}
      noun="waiting"
      late={null}
      empty="Every lead has a partner."
      more={{ href, label: 'Assign leads' }}
    >
      {leads.map((lead) => (
        <DeskQueueRow
          key={lead.id}
          href={PAGES.admin.lead(lead.id)}
          name={nameOf(lead)}
          detail={`${placeOf(lead)} · ${wishOf(lead)}`}
          aside={<LeadAge createdAt={lead.created_at} nowMs={nowMs} />}
        />
      ))}
    </DeskQueue>
  );
}

export function LateLeadsQueue({ found: { leads, pagination }, nowMs }: LeadQueueProps) {
  const href = listAddress(PAGES.admin.leads, { assigned: 'late' });
  return (
    <DeskQueue
      title="Past the first response"
      promise={`A partner answers within ${FIRST_RESPONSE_HOURS} hours of getting a lead`}
      waiting={{ count: pagination.total, isExact: pagination.totalIsExact }}
      noun="late"
      late={null}
      empty="Every partner has answered in time."
      more={{ href, label: 'Remind or reassign' }}
    >
      {leads.map((lead) => (
        <DeskQueueRow
          key={lead.id}
          href={PAGES.admin.lead(lead.id)}
          name={nameOf(lead)}
          detail={lead.assigned_partner_name ?? placeOf(lead)}
          aside={<FirstResponseCell lead={lead} nowMs={nowMs} />}
        />
      ))}
    </DeskQueue>
  );
}
