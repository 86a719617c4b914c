import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '@/platform/db/transaction';

/** The parts of a walk, in their order, and how far it came in its part. */
export const STEPS = [
  'leads_in_crm',
  'missing_in_crm',
  'partners_in_crm',
  'deals_in_crm',
  'leads_of_portal',
  'partners_of_portal',
] as const;
export type Step = (typeof STEPS)[number];
const Cursor = z.object({ step: z.enum(STEPS).default('leads_in_crm'), after: z.string().nullable().default(null) });
export type RunCursor = z.infer<typeof Cursor>;

const COUNTED = [
  'walked',
  'portal_create',
  'portal_link',
  'portal_change',
  'crm_create',
  'crm_change',
  'conflicts',
  'unknown_values',
  'missing',
] as const;
export type RunCounts = Record<(typeof COUNTED)[number], number>;
const Counts = z.record(z.string(), z.number());

/** One thing that was done, or would be. Ids and names of fields, never what a person typed. */
export type Sample = {
  direction: 'to_crm' | 'to_portal';
  action: 'create' | 'link' | 'change';
  entity: string;
  entityId?: string;
  zohoId?: string;
  fields?: string[];
};
const MOST_SAMPLES = 50;

/** What one page of a walk led to, and where it goes on; `after` null: the step is over. */
export type RunPage = {
  after: string | null;
  counts: Partial<RunCounts>;
  samples: Sample[];
  /** Ids of the CRM that the portal knows and the page did not show, in their order. */
  missing?: readonly string[];
};

/** What a walk remembers from step to step. */
export type Memory = {
  /** Leads of the portal that were met in the CRM already: what a dry run found it has undone again. */
  met: Set<string>;
  /** What no page has shown. Only when all pages were read is it looked at, since too many are no deletions. */
  missing: string[];
};

export type Run = {
  id: string;
  kind: 'dry_run' | 'backfill' | 'reconcile';
  cursor: RunCursor;
  counts: RunCounts;
  missing: string[];
  /** The cursor as it stands in the database: who finds another one there is not the only one that walks. */
  seenCursor: string;
};

function noCounts(): RunCounts {
  // Every name of the list, which Object.fromEntries cannot tell.
  return Object.fromEntries(COUNTED.map((name) => [name, 0])) as RunCounts;
}

/**
 * Takes the run up, or up again after its worker died. Null when it was stopped or is over. What a dry run remembers is gone
 * with the process, so it begins anew.
 */
export async function openRun(tx: Tx, runId: string): Promise<Run | null> {
  const row = await tx.db
    .updateTable('crm_runs')
    .set({
      state: 'running',
      started_at: sql`coalesce(started_at, now())`,
      cursor: sql`case when kind = 'dry_run' then '{}'::jsonb else cursor end`,
      counts: sql`case when kind = 'dry_run' then '{}'::jsonb else counts end`,
      samples: sql`case when kind = 'dry_run' then '[]'::jsonb else samples end`,
    })
    .where('id', '=', runId)
    .where('state', 'in', ['queued', 'running'])
    .returning(['id', 'kind', 'cursor', 'counts', 'missing'])
    .$narrowType<{ kind: Run['kind'] }>()
    .executeTakeFirst();
  if (!row) return null;
  const counts = { ...noCounts(), ...Counts.parse(row.counts) };
  const missing = z.array(z.string()).parse(row.missing);
  return { ...row, cursor: Cursor.parse(row.cursor), counts, missing, seenCursor: JSON.stringify(row.cursor) };
}

/** Notes how far the run is. @returns false when somebody has stopped it, or walks it as well and was faster */
export async function noteProgress(
  tx: Tx,
  run: Pick<Run, 'id' | 'seenCursor'>,
  {
    cursor,
    counts,
    samples,
    missing,
  }: Pick<Run, 'cursor' | 'counts'> & {
    samples: readonly Sample[];
    missing: readonly string[];
  },
): Promise<boolean> {
  const result = await tx.db
    .updateTable('crm_runs')
    .set({
      cursor: JSON.stringify(cursor),
      counts: JSON.stringify(counts),
      samples: sql`(select coalesce(jsonb_agg(s), '[]'::jsonb) from (
        select s from jsonb_array_elements(samples || ${JSON.stringify(samples)}::jsonb) with ordinality e (s, n)
        order by n limit ${MOST_SAMPLES}) kept)`,
      // Left alone where there is nothing to add: a long list is then not written anew with every page.
      ...(missing.length > 0 ? { missing: sql`missing || ${JSON.stringify(missing)}::jsonb` } : {}),
    })
    .where('id', '=', run.id)
    .where('state', '=', 'running')
    .where(sql<boolean>`cursor = ${run.seenCursor}::jsonb`)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function closeRun(tx: Tx, runId: string, fault: unknown = null): Promise<void> {
  await tx.db
    .updateTable('crm_runs')
    .set({ state: fault ? 'failed' : 'done', fault: fault ? JSON.stringify(fault) : null, finished_at: sql`now()` })
    .where('id', '=', runId)
    .where('state', '=', 'running')
    .execute();
}

/**
 * A comparison of everything, unless a walk is under way: then that one, whose job may have been lost with its worker.
 * @returns the id of the walk to carry out; null when another one has just been ordered
 */
export async function orderReconcile(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`insert into crm_runs (kind, requested_by) values ('reconcile', null)
    on conflict do nothing returning id`.execute(tx.db);
  if (rows[0]) return rows[0].id;
  const active = await tx.db
    .selectFrom('crm_runs')
    .select('id')
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  return active?.id ?? null;
}

/** How a walk ended, or how far it is. */
export async function readRun(tx: Tx, runId: string) {
  const row = await tx.db
    .selectFrom('crm_runs')
    .select(['kind', 'state', 'counts', 'fault'])
    .where('id', '=', runId)
    .executeTakeFirstOrThrow();
  return { ...row, counts: Counts.parse(row.counts) };
}

/** How many leads both sides know of. */
export async function countLinks(tx: Tx): Promise<{ links: number }> {
  return tx.db
    .selectFrom('crm_sync_records')
    .select(sql<number>`count(*)::int`.as('links'))
    .where('entity', '=', 'lead')
    .where('zoho_id', 'is not', null)
    .executeTakeFirstOrThrow();
}
