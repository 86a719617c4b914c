import { sql } from 'kysely';
import type { ChangeCursor } from '@/integrations/zoho/port';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { placeOf } from '../domain/crm-mapping';
import { applyRecords } from './apply-records';
import { followDeals, followNewDeals } from './follow-deals';
import { takeInLeads } from './inbound';
import type { PushContext } from './push-context';
import { readFieldsOf } from './read-fields';

/**
 * The CRM's clock has whole seconds, and what is written in the second that is being read may show a moment later. So each
 * poll looks back a little; what it knows already it drops.
 */
const OVERLAP_MS = 5_000;

/** Where a poll begins that has never been: what was before is the first filling's to bring. */
const FIRST_LOOK_BACK_MS = 60_000;

type Page = Awaited<ReturnType<PushContext['crm']['changedSince']>>['records'];
type Follow = { module: string; fields: string[]; take: (tx: Tx, records: Page) => Promise<unknown> };

/**
 * Reads everything that changed in the CRM since the last time, a page at a time: each page is taken in and the cursor
 * moved in one transaction, so that a poll that dies goes on where it stopped and passes over nothing.
 */
export async function pullFromCrm(context: PushContext): Promise<void> {
  for (const follow of followed(context)) {
    const { afterId, modifiedTime } = await withSystem((tx) => readCursor(tx, follow.module));
    let cursor: ChangeCursor = { modifiedTime, afterId };
    for (let more = true; more; ) {
      const page = await context.crm.changedSince(follow.module, follow.fields, cursor);
      const { next } = page;
      await withSystem(async (tx) => {
        if (page.records.length > 0) await follow.take(tx, page.records);
        await moveCursor(tx, follow.module, next);
      });
      cursor = next;
      more = page.more;
    }
  }
  await followNewDeals(context);
}

/**
 * Leads, the deals that they became, and partners, whose records people of the CRM may have changed; of these only what the
 * CRM has a place for, since it refuses a question about a field that it lacks.
 */
function followed(context: PushContext): Follow[] {
  const { mapping, entities } = context;
  const kept = (['account', 'partner'] as const).filter((entity) => entities.includes(entity));
  const partners = kept.map((entity) => ({
    module: placeOf(entity, mapping).module,
    fields: readFieldsOf(entity, mapping),
    take: (tx: Tx, records: Page) => takeInKnown(tx, { ...context, entity, mode: 'inbound' as const }, records),
  }));
  if (!entities.includes('lead')) return partners;
  return [
    {
      module: mapping.leads.module,
      fields: readFieldsOf('lead', mapping),
      take: (tx, records) => takeInLeads(tx, context, records),
    },
    { module: mapping.deals.module, fields: ['Stage'], take: followDeals },
    ...partners,
  ];
}

/** Records of modules in which the portal only looks after its own. */
async function takeInKnown(tx: Tx, context: Parameters<typeof applyRecords>[1], records: Page): Promise<void> {
  const known = await tx.db
    .selectFrom('crm_sync_records')
    .select(['entity_id', 'zoho_id'])
    .where('entity', '=', context.entity)
    .where(
      'zoho_id',
      'in',
      records.map(({ id }) => id),
    )
    .execute();
  const owners = new Map(known.map((row) => [row.zoho_id, row.entity_id]));
  const seen = records.flatMap((record) => {
    const entityId = owners.get(record.id);
    return entityId ? [{ entityId, record }] : [];
  });
  await applyRecords(tx, context, seen);
}

async function readCursor(tx: Tx, module: string): Promise<ChangeCursor> {
  const { from } = await tx.db
    .selectNoFrom(
      sql<Date>`coalesce((select modified_time - make_interval(secs => ${OVERLAP_MS / 1000}) from crm_cursors where module = ${module}),
        now() - make_interval(secs => ${FIRST_LOOK_BACK_MS / 1000}))`.as('from'),
    )
    .executeTakeFirstOrThrow();
  return { modifiedTime: from.toISOString(), afterId: null };
}

/** Never back: within the overlap older changes are read again. */
async function moveCursor(tx: Tx, module: string, cursor: ChangeCursor): Promise<void> {
  await sql`insert into crm_cursors as c (module, modified_time, after_id, polled_at)
    values (${module}, ${cursor.modifiedTime}, ${cursor.afterId}, now())
    on conflict (module) do update set polled_at = now(),
      modified_time = greatest(c.modified_time, excluded.modified_time),
      after_id = case when excluded.modified_time >= c.modified_time then excluded.after_id else c.after_id end`.execute(
    tx.db,
  );
}
