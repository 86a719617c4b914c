import { sql } from 'kysely';
import { z } from 'zod';
import type { CrmRecord } from '@/integrations/zoho/port';
import type { Tx } from '@/platform/db/transaction';
import type { CrmMapping } from '../domain/crm-mapping';
import { lockLeads } from './note-on-leads';

/** Leads of the portal by the ids of the CRM's records that stand for them; `linked`: those that were not known before. */
export type Owners = { known: Map<string, string>; linked: string[] };

const Uuid = z.uuid();

/**
 * Which lead of the portal each record stands for: by the CRM's id, by the portal's id that the record carries, or by what
 * CircleTel's website has noted on the lead. What is found for the first time is linked, without saying yet who is right.
 */
export async function findOwners(tx: Tx, mapping: CrmMapping, records: readonly CrmRecord[]): Promise<Owners> {
  const known = await byZohoId(
    tx,
    records.map(({ id }) => id),
  );
  const unknown = records.filter(({ id }) => !known.has(id));
  if (unknown.length === 0) return { known, linked: [] };
  const carried = new Map(
    unknown.flatMap((record) => {
      const ours = Uuid.safeParse(record.fields[mapping.leads.externalIdField]);
      return ours.success ? [[record.id, ours.data] as const] : [];
    }),
  );
  const leads = await tx.db
    .selectFrom('coverage_leads')
    .select(['id', 'zoho_lead_id'])
    .where((e) =>
      e.or([
        e('id', 'in', [...carried.values(), '00000000-0000-0000-0000-000000000000']),
        e(
          'zoho_lead_id',
          'in',
          unknown.map(({ id }) => id),
        ),
      ]),
    )
    .execute();
  // Before any mark, and all that this page is about at once: leads are locked in the order of their ids.
  await lockLeads(tx, [...new Set([...known.values(), ...leads.map(({ id }) => id)])]);
  const linked: string[] = [];
  for (const record of unknown) {
    const ours =
      leads.find(({ id }) => id === carried.get(record.id)) ?? leads.find((l) => l.zoho_lead_id === record.id);
    if (!ours || !(await link(tx, ours.id, record.id))) continue;
    known.set(record.id, ours.id);
    linked.push(ours.id);
  }
  return { known, linked };
}

async function byZohoId(tx: Tx, zohoIds: readonly string[]): Promise<Map<string, string>> {
  if (zohoIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('crm_sync_records')
    .select(['zoho_id', 'entity_id'])
    .where('entity', '=', 'lead')
    .where('zoho_id', 'in', zohoIds)
    .execute();
  return new Map(rows.map((row) => [row.zoho_id ?? '', row.entity_id]));
}

/**
 * A lead that is being sent for the first time keeps its state: the sender links it. One that stood for another record,
 * which is gone, stands for this one from now on, and is read anew. One that was never marked was last said by whoever
 * changed it last, not now.
 * @returns whether the lead stands for the record now
 */
async function link(tx: Tx, leadId: string, zohoId: string): Promise<boolean> {
  const { rows } = await sql<{ linked: boolean }>`
    insert into crm_sync_records as r (entity, entity_id, state, zoho_id, marked_at)
    select 'lead', l.id, 'synced', ${zohoId}, l.updated_at from coverage_leads l where l.id = ${leadId}
    on conflict (entity, entity_id) do update set
      zoho_id = case when r.state = 'in_flight' then r.zoho_id else excluded.zoho_id end,
      base = case when r.zoho_id is null or r.state = 'in_flight' then r.base end, updated_at = now()
    returning true as linked`.execute(tx.db);
  return rows.length === 1;
}
