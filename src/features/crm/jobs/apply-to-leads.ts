import { sql } from 'kysely';
import type { CrmRecord } from '@/integrations/zoho/port';
import { record as recordChange } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { LeadFacts } from '../domain/lead-fields';
import { leadFieldRules } from '../domain/lead-fields';
import { comparableFields, type TakeOver, takeOver } from '../domain/take-over';
import { selectLeadFacts } from '../fact-queries';
import { type Applying, agreementOf, type Judged, sentValues } from './apply-context';
import type { Difference } from './differences';
import type { SyncRow } from './outbox';
import { lookupId } from './read-fields';

type Found = { row: SyncRow; record: CrmRecord };

/**
 * Takes over what the CRM says of leads. The leads are locked, so what is compared is what is written; each lead that
 * changes leaves an audit row with the names of its fields.
 */
export async function applyToLeads(
  tx: Tx,
  context: Applying,
  found: readonly Found[],
  differences: Difference[],
): Promise<Judged[]> {
  if (found.length === 0) return [];
  const facts = await selectLeadFacts(
    tx,
    found.map(({ row }) => row.entityId),
  );
  const byId = new Map(facts.map((lead) => [lead.id, lead]));
  const judged: Judged[] = [];
  for (const { row, record } of found) {
    const lead = byId.get(row.entityId);
    // The portal no longer has it: nothing to take over and nothing to write, and nobody has to look again.
    if (!lead) {
      const base = row.base ?? { agreed: {}, held: {} };
      judged.push({ row, record, base, owes: false, changed: [], conflicts: 0, unknown: 0 });
      continue;
    }
    const decided = decide(lead, row, record, context);
    const changed = await write(tx, lead, row, record, decided);
    differences.push(...differencesOf(row, record, decided));
    const { base, owes, conflicts, unknown } = decided;
    const counted = { changed, conflicts: conflicts.length, unknown: unknown.length };
    judged.push({ row, record, base, owes, ...counted, ...(isConverted(record) ? { converted: true as const } : {}) });
  }
  return judged;
}

function isConverted(record: CrmRecord): boolean {
  return record.fields.Converted__s === true;
}

function decide(lead: LeadFacts, row: SyncRow, record: CrmRecord, { mapping, crm, stubborn }: Applying): TakeOver {
  const inCrm = {
    fields: comparableFields(record.fields, leadFieldRules(mapping)),
    isConverted: isConverted(record),
    dealId: lookupId(record.fields.Converted_Deal),
    modifiedAt: new Date(record.modifiedTime),
  };
  const sent = sentValues(row, record, crm.writesAs());
  const known = { base: agreementOf(row), sent, portalChangedAt: row.markedAt, stubborn: stubborn.get(lead.id) };
  const decided = takeOver(lead, inCrm, known, mapping);
  // From its conversion on, the deal says how the lead stands.
  if (row.crmState === 'converted') delete decided.change.status;
  return decided;
}

async function write(
  tx: Tx,
  lead: LeadFacts,
  row: SyncRow,
  record: CrmRecord,
  { change }: TakeOver,
): Promise<string[]> {
  const changed = Object.entries(change).filter(([column, value]) => Reflect.get(lead, column) !== value);
  const becomes = isConverted(record) && row.crmState !== 'converted';
  const isBack = row.crmState === 'deleted';
  const columns = changed.map(([column]) => column);
  if (changed.length === 0 && !becomes && !isBack) return columns;
  await tx.db
    .updateTable('coverage_leads')
    .set({
      ...Object.fromEntries(changed),
      ...(becomes ? { crm_converted_at: sql`now()`, crm_deal_id: lookupId(record.fields.Converted_Deal) } : {}),
      ...(isBack ? { crm_deleted_at: null } : {}),
      updated_at: sql`now()`,
    })
    .where('id', '=', lead.id)
    .execute();
  const status = changed.find(([column]) => column === 'status')?.[1];
  await recordChange(tx, {
    audit: {
      action: becomes ? 'lead.converted_in_crm' : isBack ? 'lead.restored_in_crm' : 'lead.changed_in_crm',
      entity: 'lead',
      entityId: lead.id,
      partnerId: await partnerOf(tx, lead.id),
      ...(status === undefined ? {} : { before: { status: lead.status } }),
      after: { fields: columns, ...(status === undefined ? {} : { status }) },
    },
  });
  return columns;
}

async function partnerOf(tx: Tx, leadId: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('coverage_leads')
    .select('assigned_partner_id')
    .where('id', '=', leadId)
    .executeTakeFirst();
  return row?.assigned_partner_id ?? null;
}

function differencesOf(row: SyncRow, record: CrmRecord, decided: TakeOver): Difference[] {
  const of = { entity: 'lead', entityId: row.entityId, zohoId: record.id };
  return [
    ...decided.conflicts.map(({ field, winner }) => ({ ...of, kind: 'conflict' as const, fields: [field], winner })),
    ...(decided.restored.length > 0 ? [{ ...of, kind: 'restored' as const, fields: decided.restored }] : []),
    ...(decided.left.length > 0 ? [{ ...of, kind: 'left_alone' as const, fields: decided.left }] : []),
    ...(decided.unknown.length > 0 ? [{ ...of, kind: 'unknown_value' as const, fields: decided.unknown }] : []),
  ];
}

/** The CRM's people have deleted these leads: they stay here, closed, with everything that was noted about them. */
export async function tombstone(tx: Tx, leadIds: readonly string[]): Promise<void> {
  for (const leadId of leadIds) {
    const { numUpdatedRows } = await tx.db
      .updateTable('coverage_leads')
      .set({ crm_deleted_at: sql`now()`, updated_at: sql`now()` })
      .where('id', '=', leadId)
      .where('crm_deleted_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) continue;
    const partnerId = await partnerOf(tx, leadId);
    await recordChange(tx, {
      audit: { action: 'lead.deleted_in_crm', entity: 'lead', entityId: leadId, partnerId },
    });
  }
}
