import type { Tx } from '@/platform/db/transaction';
import type { LeadStatus } from '@/shared/lead-status';
import type { ActivityFacts } from './domain/activity-fields';
import type { LeadFacts } from './domain/lead-fields';
import type { PartnerFacts } from './domain/partner-fields';

/** The facts of leads that the CRM mirrors, as they are now. */
export function selectLeadFacts(tx: Tx, leadIds: readonly string[]): Promise<LeadFacts[]> {
  return tx.db
    .selectFrom('coverage_leads as l')
    .leftJoin('partners as p', 'p.id', 'l.assigned_partner_id')
    .select(['l.id', 'l.first_name', 'l.last_name', 'l.email', 'l.phone', 'l.company_name', 'l.address', 'l.city'])
    .select(['l.province', 'l.postal_code', 'l.customer_type', 'l.requested_service_type', 'l.requested_speed'])
    .select(['l.budget_range', 'l.coverage_available', 'l.next_follow_up_at', 'l.status', 'p.partner_number'])
    .where('l.id', 'in', leadIds)
    .$narrowType<{ status: LeadStatus }>()
    .execute();
}

export function selectPartnerFacts(tx: Tx, partnerIds: readonly string[]): Promise<PartnerFacts[]> {
  return tx.db
    .selectFrom('partners')
    .select(['id', 'business_name', 'registration_number', 'contact_person', 'email', 'phone', 'street_address'])
    .select(['city', 'province', 'postal_code', 'status', 'tier', 'partner_number'])
    .where('id', 'in', partnerIds)
    .execute();
}

export type ActivityRow = ActivityFacts & { lead_id: string };

export function selectActivityFacts(tx: Tx, activityIds: readonly string[]): Promise<ActivityRow[]> {
  return tx.db
    .selectFrom('partner_lead_activities as a')
    .innerJoin('partners as p', 'p.id', 'a.partner_id')
    .select(['a.id', 'a.lead_id', 'a.activity_type', 'a.subject', 'a.description', 'a.outcome', 'a.next_action'])
    .select(['a.next_action_date', 'p.partner_number'])
    .where('a.id', 'in', activityIds)
    .execute();
}

export type Link = {
  entityId: string;
  zohoId: string | null;
  crmState: 'live' | 'deleted' | 'converted';
  dealId: string | null;
};

/** How the CRM knows these records of ours; what it was never owed is not in the answer. */
export async function selectLinks(tx: Tx, entity: 'account' | 'lead', ids: readonly string[]): Promise<Link[]> {
  if (ids.length === 0) return [];
  return tx.db
    .selectFrom('crm_sync_records as r')
    .leftJoin('coverage_leads as l', 'l.id', 'r.entity_id')
    .select(['r.entity_id as entityId', 'r.zoho_id as zohoId', 'r.crm_state as crmState', 'l.crm_deal_id as dealId'])
    .where('r.entity', '=', entity)
    .where('r.entity_id', 'in', ids)
    .$castTo<Link>()
    .execute();
}
