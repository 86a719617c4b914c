import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { Why } from './domain/distribution';
import { readLead } from './read';
import { readDeskLead } from './read-desk';
import { readPartnerNames } from './read-rules';
import { DeskLeadDetail, type LeadAssignment } from './schema-desk';
import { Activity } from './schema-work';

/** So many assignments and activities are shown; a lead with more is not worked but passed around. */
const SHOWN = 100;

/** One lead with everything that the desk knows of it, or null. */
export async function readDeskLeadDetail(tx: Tx, leadId: string): Promise<DeskLeadDetail | null> {
  const [lead, row] = [await readLead(tx, leadId), await readDeskLead(tx, leadId)];
  if (!lead || !row) return null;
  const assignments = await listAssignments(tx, leadId);
  const { intake, facts } = await readStanding(tx, leadId);
  const reasons = [...assignments.map(({ why }) => why), intake?.why ?? null];
  return DeskLeadDetail.parse({
    lead,
    row,
    lead_source: facts.lead_source,
    intake: intake && { ...intake, due_at: iso(intake.due_at) },
    assignments,
    partner_names: await namesOf(tx, reasons),
    activities: await listActivities(tx, leadId),
    crm: {
      zoho_lead_id: facts.zoho_lead_id,
      error: facts.zoho_sync_error,
      deleted_at: iso(facts.crm_deleted_at),
      converted_at: iso(facts.crm_converted_at),
      deal_stage: facts.crm_deal_stage,
    },
  });
}

/** What a rule decided from; what people, partners and the CRM decided has no such reasons. */
function whyOf(kept: unknown): Why | null {
  return Why.safeParse(kept).data ?? null;
}

async function listAssignments(tx: Tx, leadId: string): Promise<LeadAssignment[]> {
  const rows = await tx.db
    .selectFrom('partner_lead_assignments as a')
    .innerJoin('partners as p', 'p.id', 'a.partner_id')
    .leftJoin('partner_lead_rules as r', 'r.id', 'a.rule_id')
    .leftJoin('admin_users as u', 'u.id', 'a.assigned_by')
    .select(['a.id', 'a.partner_id', 'a.how', 'a.why', 'a.offered_at', 'a.respond_by', 'a.outcome', 'a.answered_at'])
    .select(['a.decline_reason', 'a.decline_note', 'p.business_name', 'r.name as rule_name', 'u.full_name'])
    .where('a.lead_id', '=', leadId)
    .orderBy('a.offered_at', 'desc')
    .limit(SHOWN)
    .$narrowType<{ how: LeadAssignment['how']; outcome: LeadAssignment['outcome'] }>()
    .execute();
  return rows.map(({ business_name: partner, full_name: by, ...row }) => ({
    ...row,
    partner_name: partner,
    assigned_by_name: by,
    why: whyOf(row.why),
    offered_at: iso(row.offered_at),
    respond_by: iso(row.respond_by),
    answered_at: iso(row.answered_at),
  }));
}

async function readStanding(tx: Tx, leadId: string) {
  const {
    state,
    due_at: dueAt,
    why,
    ...facts
  } = await tx.db
    .selectFrom('coverage_leads as l')
    .leftJoin('partner_lead_intake as i', 'i.lead_id', 'l.id')
    .select(['l.lead_source', 'l.zoho_lead_id', 'l.zoho_sync_error', 'l.crm_deleted_at', 'l.crm_converted_at'])
    .select(['l.crm_deal_stage', 'i.state', 'i.due_at', 'i.why'])
    .where('l.id', '=', leadId)
    .executeTakeFirstOrThrow();
  return { facts, intake: state && dueAt ? { state, due_at: dueAt, why: whyOf(why) } : null };
}

async function listActivities(tx: Tx, leadId: string): Promise<DeskLeadDetail['activities']> {
  const rows = await tx.db
    .selectFrom('partner_lead_activities as a')
    .innerJoin('partners as p', 'p.id', 'a.partner_id')
    .select(['a.id', 'a.activity_type', 'a.subject', 'a.description', 'a.outcome', 'a.next_action'])
    .select(['a.next_action_date', 'a.next_action_done_at', 'a.created_at', 'p.business_name as partner_name'])
    .where('a.lead_id', '=', leadId)
    .orderBy('a.created_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map(({ partner_name: name, ...row }) => ({
    ...Activity.parse({
      ...row,
      next_action_date: iso(row.next_action_date),
      next_action_done_at: iso(row.next_action_done_at),
      created_at: iso(row.created_at),
    }),
    partner_name: name,
  }));
}

/** Everybody who is mentioned in the reasons. */
function namesOf(tx: Tx, reasons: readonly (Why | null)[]): Promise<Record<string, string>> {
  const mentioned = reasons.flatMap((why) =>
    why ? [...[...why.candidates, ...why.skipped].map(({ partner_id: id }) => id), ...why.lead.refused_by] : [],
  );
  return readPartnerNames(tx, mentioned);
}
