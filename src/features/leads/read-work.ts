import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { LEAD_STATUSES, type LeadStatus } from '@/shared/lead-status';
import { readLead } from './read';
import { AskedExtension, Registration } from './schema-registration';
import { Activity, type CalendarState, type LeadDetail, LeadHistoryEntry } from './schema-work';

/** A lead with what was done about it, the newest activity first, and how it stands with its registration. */
export async function readLeadDetail(tx: Tx, leadId: string): Promise<LeadDetail | null> {
  const lead = await readLead(tx, leadId);
  if (!lead) return null;
  return {
    lead,
    activities: await readActivities(tx, leadId),
    history: await readHistory(tx, leadId),
    registration: await readRegistration(tx, leadId),
  };
}

const activitiesOf = (tx: Tx) =>
  tx.db
    .selectFrom('partner_lead_activities')
    .select(['id', 'activity_type', 'subject', 'description', 'outcome'])
    .select(['next_action', 'next_action_date', 'next_action_done_at', 'created_at']);

/** What the partner did about a lead, the newest first; what is still to be done is among it, however old. */
async function readActivities(tx: Tx, leadId: string): Promise<Activity[]> {
  const rows = await activitiesOf(tx)
    .where('lead_id', '=', leadId)
    .where((e) =>
      e.or([
        e.and([e('next_action_date', 'is not', null), e('next_action_done_at', 'is', null)]),
        e(
          'id',
          'in',
          e
            .selectFrom('partner_lead_activities as newest')
            .select('newest.id')
            .where('newest.lead_id', '=', leadId)
            .orderBy('newest.created_at', 'desc')
            .orderBy('newest.id', 'desc')
            .limit(100),
        ),
      ]),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map(toActivity);
}

/** One activity that the user may see, of this lead, or null. */
export async function readActivity(tx: Tx, leadId: string, activityId: string): Promise<Activity | null> {
  const row = await activitiesOf(tx).where('lead_id', '=', leadId).where('id', '=', activityId).executeTakeFirst();
  return row ? toActivity(row) : null;
}

type ActivityRow = { next_action_date: Date | null; next_action_done_at: Date | null; created_at: Date };

function toActivity(row: ActivityRow): Activity {
  return Activity.parse({
    ...row,
    next_action_date: iso(row.next_action_date),
    next_action_done_at: iso(row.next_action_done_at),
    created_at: iso(row.created_at),
  });
}

/** What happened to a lead of the user's partner, the newest first. The log itself is closed to partners. */
async function readHistory(tx: Tx, leadId: string): Promise<LeadHistoryEntry[]> {
  const { rows } = await sql<{ at: Date; action: string; status: string | null }>`
    select at, action, status from portal.lead_history(${leadId}::uuid)`.execute(tx.db);
  return rows.map(({ at, action, status }) =>
    LeadHistoryEntry.parse({ at: iso(at), action, status: knownStatus(status) }),
  );
}

/** A status that the portal still has; the log may be older than its list. */
function knownStatus(status: string | null): LeadStatus | null {
  return LEAD_STATUSES.find((known) => known === status) ?? null;
}

const REGISTRATION_COLUMNS = [
  'receipt_number',
  'lead_id',
  'captured_at',
  'received_at',
  'expires_at',
  'state',
  'extension_requested_at',
  'extension_reason',
  'extension_answer',
  'extension_answered_at',
] as const;

/** The user's partner's registration of a lead, or null. Staff see whoever's it is. */
export async function readRegistration(tx: Tx, leadId: string): Promise<Registration | null> {
  const row = await tx.db
    .selectFrom('partner_lead_registrations')
    .select(REGISTRATION_COLUMNS)
    .where('lead_id', '=', leadId)
    .executeTakeFirst();
  if (!row) return null;
  return Registration.parse({
    ...row,
    captured_at: iso(row.captured_at),
    received_at: iso(row.received_at),
    expires_at: iso(row.expires_at),
    extension_requested_at: iso(row.extension_requested_at),
    extension_answered_at: iso(row.extension_answered_at),
  });
}

/** Extensions that the desk has to answer, those whose claim ends first first. */
export async function listAskedExtensions(tx: Tx, atMost = 50): Promise<AskedExtension[]> {
  const rows = await tx.db
    .selectFrom('partner_lead_registrations as r')
    .innerJoin('coverage_leads as l', 'l.id', 'r.lead_id')
    .innerJoin('partners as p', 'p.id', 'r.partner_id')
    .select(['r.lead_id', 'l.first_name', 'l.last_name', 'r.partner_id', 'p.business_name as partner_name'])
    .select(['r.receipt_number', 'r.received_at', 'r.expires_at', 'r.extension_requested_at', 'r.extension_reason'])
    .where('r.state', '=', 'active')
    .where('r.extension_requested_at', 'is not', null)
    .where('r.extension_answer', 'is', null)
    .orderBy('r.expires_at')
    .limit(atMost)
    .execute();
  return rows.map((row) =>
    AskedExtension.parse({
      ...row,
      lead_name: `${row.first_name} ${row.last_name}`.trim(),
      received_at: iso(row.received_at),
      expires_at: iso(row.expires_at),
      extension_requested_at: iso(row.extension_requested_at),
      extension_reason: row.extension_reason ?? '',
    }),
  );
}

/** Whether the user's calendar is on, and when it was last read. */
export async function readCalendar(tx: Tx): Promise<CalendarState> {
  const row = await tx.db
    .selectFrom('partner_calendar_feeds')
    .select(['created_at', 'last_read_at'])
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return { made_at: iso(row?.created_at ?? null), last_read_at: iso(row?.last_read_at ?? null) };
}
