import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { event } from '@/events/catalog';
import type { CrmRecord } from '@/integrations/zoho/port';
import { record as recordChange } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { FIRST_RESPONSE_HOURS } from '@/shared/response-promise';
import type { CrmMapping } from '../domain/crm-mapping';
import { leadFieldRules, leadFromCrm } from '../domain/lead-fields';
import { comparableFields } from '../domain/take-over';

/**
 * Makes a lead of the portal out of one that people made in the CRM, if the mapping wants such leads. It names the partner
 * who is to work it by the partner's number; any other goes to the desk. The row of crm_sync_records comes first: of two
 * that find the same record at once only one makes the lead. It is marked as older than the record, since the portal has
 * said nothing of this lead yet: what the CRM says of it stands, and what does not translate is held.
 * @returns the new lead's id, or null when there is none to be made
 */
export async function importLead(tx: Tx, mapping: CrmMapping, record: CrmRecord): Promise<string | null> {
  // What is closed in the CRM already is no lead any more.
  if (mapping.importNew === 'none' || record.fields.Converted__s === true) return null;
  const fields = comparableFields(record.fields, leadFieldRules(mapping));
  const partnerId = await partnerNamed(tx, fields.Partner_Number);
  if (mapping.importNew === 'with_partner' && !partnerId) return null;
  const lead = leadFromCrm(fields, null, mapping);
  const id = randomUUID();
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('crm_sync_records')
    .values({
      entity: 'lead',
      entity_id: id,
      state: 'synced',
      zoho_id: record.id,
      marked_at: before(record.modifiedTime),
    })
    .onConflict((conflict) => conflict.columns(['entity', 'zoho_id']).where('zoho_id', 'is not', null).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return null;
  const required = { first_name: '', last_name: '', email: '', phone: '', address: '' };
  await tx.db
    .insertInto('coverage_leads')
    .values({
      ...required,
      ...lead,
      id,
      lead_source: 'other',
      status: lead.status ?? 'new',
      zoho_lead_id: record.id,
      zoho_sync_status: 'synced',
    })
    .execute();
  if (partnerId) await giveTo(tx, id, partnerId, lead.status ?? 'new');
  await recordChange(tx, {
    audit: { action: 'lead.created_in_crm', entity: 'lead', entityId: id, partnerId, after: { zoho_id: record.id } },
    events: partnerId ? [event('lead.given_in_crm', { leadId: id, partnerId })] : [],
  });
  return id;
}

/** The CRM's clock has whole seconds. */
function before(modifiedTime: string): Date {
  return new Date(Date.parse(modifiedTime) - 1000);
}

async function partnerNamed(tx: Tx, partnerNumber: unknown): Promise<string | null> {
  if (typeof partnerNumber !== 'string') return null;
  const row = await tx.db
    .selectFrom('partners')
    .select('id')
    .where('partner_number', '=', partnerNumber)
    .where('status', '=', 'approved')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** CircleTel's people have decided already, so there is no offer to answer; a first contact is owed to who had none. */
async function giveTo(tx: Tx, leadId: string, partnerId: string, status: string): Promise<void> {
  const dueAt = status === 'new' ? sql<Date>`now() + make_interval(hours => ${FIRST_RESPONSE_HOURS})` : null;
  await tx.db
    .updateTable('coverage_leads')
    .set({
      assigned_partner_id: partnerId,
      partner_assigned_at: sql`now()`,
      first_response_due_at: dueAt,
      updated_at: sql`now()`,
    })
    .where('id', '=', leadId)
    .execute();
  await tx.db
    .insertInto('partner_lead_assignments')
    .values({
      id: randomUUID(),
      lead_id: leadId,
      partner_id: partnerId,
      how: 'crm',
      outcome: 'accepted',
      answered_at: new Date(),
    })
    .execute();
  await tx.db.deleteFrom('partner_lead_intake').where('lead_id', '=', leadId).execute();
}
