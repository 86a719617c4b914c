import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { placeOf } from '../domain/crm-mapping';
import { applyRecords, type Seen } from './apply-records';
import { followDeals } from './follow-deals';
import { takeInLeads } from './inbound';
import type { PushContext } from './push-context';
import { readFieldsOf } from './read-fields';
import type { Memory, RunPage, Sample, Step } from './run-queries';
import { takeInMissing } from './take-notification';

/** Reads what a page needs of the CRM, outside of any transaction, and answers what to do with it inside of one. */
type RunStep = (context: PushContext, after: string | null, memory: Memory) => Promise<(tx: Tx) => Promise<RunPage>>;

const PAGE = 500;
/** Ids of the CRM that one step of looking after missing records asks for. */
const MISSING_PAGE = 100;
/** More are too many in any case; a page never carries all links of a large portal. */
const MOST_MISSING = 100_000;
const NIL = '00000000-0000-0000-0000-000000000000';
const OVER: RunPage = { after: null, counts: {}, samples: [] };

export const RUN_STEPS: Record<Step, RunStep> = {
  leads_in_crm: async (context, after, { met }) => {
    const { crm, mapping } = context;
    // What is linked while the page is read is behind this one: nobody misses it.
    const newest = await withSystem(newestLink);
    const { records, more } = await crm.listRecords(mapping.leads.module, readFieldsOf('lead', mapping), after);
    const last = more ? (records.at(-1)?.id ?? null) : null;
    const shown = records.map(({ id }) => id);
    const missing = await withSystem((tx) => linkedBetween(tx, { after, last, newest }, shown));
    return async (tx) => {
      const taken = await takeInLeads(tx, context, records);
      for (const leadId of taken.known.values()) met.add(leadId);
      return { after: last, missing, ...summary(taken, records.length, missing.length) };
    };
  },

  missing_in_crm: async (context, after, { missing }) => {
    const ids = missing.filter((id) => after === null || BigInt(id) > BigInt(after)).slice(0, MISSING_PAGE);
    if (ids.length === 0) return async () => OVER;
    // Read past, or restored meanwhile: what is really gone is not found by its id either.
    const still = await context.crm.findByField(context.mapping.leads.module, 'id', ids, []);
    const gone = ids.filter((id) => !still.some((record) => record.id === id));
    return async (tx) => {
      await takeInMissing(tx, context, gone);
      return { after: ids.at(-1) ?? null, counts: { missing: gone.length - ids.length }, samples: [] };
    };
  },

  partners_in_crm: async (context, after) => {
    const linked = await withSystem((tx) => linkedPartners(tx, after));
    if (linked.length === 0) return async () => OVER;
    const found: { entity: 'account' | 'partner'; seen: Seen[] }[] = [];
    for (const entity of ['account', 'partner'] as const) {
      const rows = linked.filter((row) => row.entity === entity);
      if (rows.length === 0 || !context.entities.includes(entity)) continue;
      const { module } = placeOf(entity, context.mapping);
      const ids = rows.map(({ zohoId }) => zohoId);
      const records = await context.crm.findByField(module, 'id', ids, readFieldsOf(entity, context.mapping));
      const seen = rows.map(({ entityId, zohoId }) => ({
        entityId,
        record: records.find(({ id }) => id === zohoId) ?? null,
      }));
      found.push({ entity, seen });
    }
    return async (tx) => {
      const judged = [];
      for (const { entity, seen } of found) {
        judged.push(...(await applyRecords(tx, { ...context, entity, mode: 'inbound' }, seen)));
      }
      const owed = judged.filter(({ owes }) => owes).length;
      return {
        after: linked.at(-1)?.entityId ?? null,
        counts: { walked: linked.length, crm_change: owed },
        samples: [],
      };
    };
  },

  deals_in_crm: async (context, after) => {
    const ids = await withSystem((tx) => dealsAfter(tx, after));
    if (ids.length === 0) return async () => OVER;
    const deals = await context.crm.findByField(context.mapping.deals.module, 'id', ids, ['Stage']);
    return async (tx) => {
      if (deals.length > 0) await followDeals(tx, deals);
      return { after: ids.at(-1) ?? null, counts: { walked: ids.length }, samples: [] };
    };
  },

  leads_of_portal:
    async (_context, after, { met }) =>
    async (tx) => {
      const leads = await leadsNeverSent(tx, after);
      const owed = leads.filter((id) => !met.has(id));
      await markAll(tx, 'lead', owed);
      return { after: leads.at(-1) ?? null, counts: { crm_create: owed.length }, samples: creations('lead', owed) };
    },

  partners_of_portal: async (_context, after) => async (tx) => {
    const partners = await partnersNeverSent(tx, after);
    await markAll(tx, 'account', partners);
    await markAll(tx, 'partner', partners);
    return {
      after: partners.at(-1) ?? null,
      counts: { crm_create: partners.length },
      samples: creations('partner', partners),
    };
  },
};

function summary(
  { judged, created, linked }: Awaited<ReturnType<typeof takeInLeads>>,
  walked: number,
  missing: number,
): Omit<RunPage, 'after'> {
  const isNew = new Set(created);
  const changed = judged.filter((one) => one.changed.length > 0 && !isNew.has(one.row.entityId));
  const owed = judged.filter(({ owes }) => owes);
  const of = (row: { entityId: string }, record: { id: string }) => ({
    entity: 'lead',
    entityId: row.entityId,
    zohoId: record.id,
  });
  const samples: Sample[] = [
    ...created.map((entityId) => ({
      direction: 'to_portal' as const,
      action: 'create' as const,
      entity: 'lead',
      entityId,
    })),
    ...linked.map((entityId) => ({
      direction: 'to_portal' as const,
      action: 'link' as const,
      entity: 'lead',
      entityId,
    })),
    ...changed.map(({ row, record, changed: fields }) => ({
      direction: 'to_portal' as const,
      action: 'change' as const,
      fields,
      ...of(row, record),
    })),
    ...owed.map(({ row, record }) => ({ direction: 'to_crm' as const, action: 'change' as const, ...of(row, record) })),
  ];
  const counts = {
    walked,
    missing,
    portal_create: created.length,
    portal_link: linked.length,
    portal_change: changed.length,
    crm_change: owed.length,
    conflicts: judged.reduce((sum, one) => sum + one.conflicts, 0),
    unknown_values: judged.reduce((sum, one) => sum + one.unknown, 0),
  };
  return { counts, samples };
}

function creations(entity: string, ids: readonly string[]): Sample[] {
  return ids.map((entityId) => ({ direction: 'to_crm', action: 'create', entity, entityId }));
}

/** The greatest id of the CRM that stands for one of our leads. */
async function newestLink(tx: Tx): Promise<string | null> {
  const row = await tx.db
    .selectFrom('crm_sync_records')
    .select('zoho_id')
    .where('entity', '=', 'lead')
    .where('zoho_id', 'is not', null)
    .orderBy(sql`zoho_id::numeric desc`)
    .executeTakeFirst();
  return row?.zoho_id ?? null;
}

/** Records that the portal knows between two ids of the CRM and that the page did not show. */
async function linkedBetween(
  tx: Tx,
  { after, last, newest }: Record<'after' | 'last' | 'newest', string | null>,
  shown: readonly string[],
): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('crm_sync_records')
    .select('zoho_id')
    .where('entity', '=', 'lead')
    .where('zoho_id', 'is not', null)
    .where('crm_state', '<>', 'deleted')
    .where(sql<boolean>`zoho_id::numeric <= ${newest}::numeric`)
    .where(sql<boolean>`zoho_id <> all (${shown}::text[])`)
    .$if(after !== null, (q) => q.where(sql<boolean>`zoho_id::numeric > ${after}::numeric`))
    .$if(last !== null, (q) => q.where(sql<boolean>`zoho_id::numeric <= ${last}::numeric`))
    .orderBy(sql`zoho_id::numeric`)
    .limit(MOST_MISSING)
    .execute();
  return rows.flatMap(({ zoho_id: id }) => (id ? [id] : []));
}

async function linkedPartners(tx: Tx, after: string | null) {
  const ids = tx.db
    .selectFrom('crm_sync_records')
    .select('entity_id')
    .distinct()
    .where('entity', 'in', ['account', 'partner'])
    .where('zoho_id', 'is not', null)
    .where('entity_id', '>', after ?? NIL)
    .orderBy('entity_id')
    .limit(100);
  return tx.db
    .selectFrom('crm_sync_records')
    .select(['entity', 'entity_id as entityId', 'zoho_id as zohoId'])
    .where('entity', 'in', ['account', 'partner'])
    .where('zoho_id', 'is not', null)
    .where('crm_state', '=', 'live')
    .where('entity_id', 'in', ids)
    .orderBy('entity_id')
    .$castTo<{ entity: string; entityId: string; zohoId: string }>()
    .execute();
}

async function dealsAfter(tx: Tx, after: string | null): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('coverage_leads')
    .select('crm_deal_id')
    .where('crm_deal_id', '>', after ?? '')
    .orderBy('crm_deal_id')
    .limit(PAGE)
    .execute();
  return rows.flatMap(({ crm_deal_id: id }) => (id ? [id] : []));
}

/** Leads that a partner works and that the CRM was never owed. */
async function leadsNeverSent(tx: Tx, after: string | null): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('coverage_leads as l')
    .leftJoin('crm_sync_records as r', (join) => join.onRef('r.entity_id', '=', 'l.id').on('r.entity', '=', 'lead'))
    .select('l.id')
    .where('l.assigned_partner_id', 'is not', null)
    .where('r.entity_id', 'is', null)
    .where('l.id', '>', after ?? NIL)
    .orderBy('l.id')
    .limit(PAGE)
    .execute();
  return rows.map(({ id }) => id);
}

async function partnersNeverSent(tx: Tx, after: string | null): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('partners as p')
    .leftJoin('crm_sync_records as r', (join) => join.onRef('r.entity_id', '=', 'p.id').on('r.entity', '=', 'partner'))
    .select('p.id')
    .where('p.partner_number', 'is not', null)
    .where('r.entity_id', 'is', null)
    .where('p.id', '>', after ?? NIL)
    .orderBy('p.id')
    .limit(PAGE)
    .execute();
  return rows.map(({ id }) => id);
}

async function markAll(tx: Tx, entity: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .insertInto('crm_sync_records')
    .values(ids.map((id) => ({ entity, entity_id: id })))
    .onConflict((conflict) => conflict.columns(['entity', 'entity_id']).doNothing())
    .execute();
}
