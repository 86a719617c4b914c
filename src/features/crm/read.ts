import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { EXACT_TOTAL_LIMIT } from '@/platform/http/schemas';
import { iso } from '@/shared/iso';
import { consentInSight } from './consent-state';
import { CrmFault, connectionState } from './domain/connection-state';
import { CRM_ENTITIES, SYNC_STATES } from './domain/sync-records';
import type { Overview } from './schema-desk';

/** Everything that the page of the integration shows first, of one moment. */
export async function readOverview(tx: Tx): Promise<Overview> {
  const row = await readConnectionRow(tx);
  const usage = await readUsage(tx);
  return {
    at: iso(row.now),
    connection: connectionOf(row),
    consent: { ...consentInSight(row, row.now.getTime()), needed: row.oauth_needs_consent, ...consentTimes(row) },
    lag: await readLag(tx),
    queue: await readQueue(tx),
    problems: await readProblems(tx),
    usage: { credits_a_day: row.credits_a_day, ...usage },
    channels: await readChannels(tx),
    cursors: await readCursors(tx),
  };
}

type ConnectionRow = Awaited<ReturnType<typeof readConnectionRow>>;

function readConnectionRow(tx: Tx) {
  return tx.db
    .selectFrom('crm_connection as c')
    .leftJoin('admin_users as u', 'u.id', 'c.paused_by')
    .select(['c.paused_at', 'u.full_name as paused_by', 'c.failures', 'c.open_until', 'c.lanes', 'c.slow_until'])
    .select(['c.credits_a_day', 'c.last_ok_at', 'c.last_fault', 'c.last_fault_at', 'c.oauth_state', 'c.oauth_url'])
    .select(['c.oauth_expires_at', 'c.oauth_connected_at', 'c.oauth_needs_consent', sql<Date>`now()`.as('now')])
    .executeTakeFirstOrThrow();
}

const consentTimes = (row: ConnectionRow) => ({
  connected_at: iso(row.oauth_connected_at),
  expires_at: iso(row.oauth_expires_at),
});

function connectionOf(row: ConnectionRow): Overview['connection'] {
  const ms = (time: Date | null) => time?.getTime() ?? null;
  const lastFault = row.last_fault === null ? null : CrmFault.parse(row.last_fault);
  const state = connectionState(
    {
      pausedAtMs: ms(row.paused_at),
      needsConsent: row.oauth_needs_consent,
      openUntilMs: ms(row.open_until),
      slowUntilMs: ms(row.slow_until),
      lastOkAtMs: ms(row.last_ok_at),
      lastFault,
      lastFaultAtMs: ms(row.last_fault_at),
    },
    row.now.getTime(),
  );
  const until = state === 'resting' ? row.open_until : state === 'slowed' ? row.slow_until : null;
  return {
    state,
    until: iso(until),
    paused_at: iso(row.paused_at),
    paused_by: row.paused_by,
    failures: row.failures,
    lanes: row.lanes,
    last_ok_at: iso(row.last_ok_at),
    last_fault: lastFault,
    last_fault_at: iso(row.last_fault_at),
  };
}

/** The oldest change that the CRM does not have yet. A refused record is no lag: it waits for a person, not for time. */
async function readLag(tx: Tx): Promise<Overview['lag']> {
  const row = await tx.db
    .selectFrom('crm_sync_records')
    .select(['marked_at', sql<number>`extract(epoch from now() - marked_at)::float8`.as('seconds')])
    .where(sql<boolean>`state in ('pending', 'in_flight')`)
    .orderBy('marked_at')
    .limit(1)
    .executeTakeFirst();
  return { oldest_at: iso(row?.marked_at ?? null), seconds: row ? Math.max(0, row.seconds) : null };
}

/**
 * How many records stand in which state. Looks at no more rows of a state, and of what is in step at no more rows of a
 * kind, than lists count: the page asks every few seconds. Where that was not all, the number says so. The orders are those
 * of an index each; without them a kind with few records costs a look at all of them.
 */
async function readQueue(tx: Tx): Promise<Overview['queue']> {
  const seen = EXACT_TOTAL_LIMIT + 1;
  const { rows } = await sql<{ entity: string; state: string; count: number; isExact: boolean }>`
    with unsynced as (
      select r.entity, s.state, count(*) over (partition by s.state) as looked_at
      from unnest(array['failed', 'pending', 'in_flight']) as s (state)
      cross join lateral (
        select entity from crm_sync_records where state = s.state and state <> 'synced'
        order by updated_at desc, row_key desc limit ${seen}
      ) as r
    ), looked as (
      select e.entity, r.state, count(*) over (partition by e.entity) as looked_at
      from unnest(${[...CRM_ENTITIES]}::text[]) as e (entity)
      cross join lateral (
        select state from crm_sync_records where entity = e.entity order by entity_id limit ${seen}
      ) as r
    )
    select entity, state, count(*)::int as count, max(looked_at) < ${seen} as "isExact" from unsynced group by 1, 2
    union all
    select entity, state, count(*)::int, max(looked_at) < ${seen} from looked where state = 'synced' group by 1, 2`.execute(
    tx.db,
  );
  return CRM_ENTITIES.flatMap((entity) =>
    SYNC_STATES.map((state) => {
      const found = rows.find((row) => row.entity === entity && row.state === state);
      return { entity, state, count: found?.count ?? 0, isExact: found?.isExact ?? true };
    }),
  );
}

/** Refused records by their fault. Looks at the newest ones only, so that a flood does not slow the page. */
async function readProblems(tx: Tx): Promise<Overview['problems']> {
  const newest = tx.db
    .selectFrom('crm_sync_records')
    .select([
      sql<string>`coalesce(nullif(last_error->>'code', ''), last_error->>'kind', 'unknown')`.as('code'),
      sql<string>`coalesce(last_error->>'kind', 'rejected')`.as('kind'),
    ])
    .where('state', '=', 'failed')
    .orderBy('updated_at', 'desc')
    .limit(EXACT_TOTAL_LIMIT);
  return tx.db
    .selectFrom(newest.as('f'))
    .select((e) => ['f.code', e.fn.min<string>('f.kind').as('kind'), sql<number>`count(*)::int`.as('count')])
    .groupBy('f.code')
    .orderBy('count', 'desc')
    .orderBy('f.code')
    .limit(20)
    .execute();
}

/** What was spent in the last 24 hours, hour by hour; hours without calls are there with nothing. */
async function readUsage(tx: Tx): Promise<Omit<Overview['usage'], 'credits_a_day'>> {
  const { rows } = await sql<{ hour: Date; calls: number; credits: number; failures: number }>`
    select h.hour, coalesce(u.calls, 0) as calls, coalesce(u.credits, 0) as credits, coalesce(u.failures, 0) as failures
    from generate_series(date_trunc('hour', now()) - interval '23 hours', date_trunc('hour', now()), interval '1 hour')
      as h (hour)
    left join crm_usage u on u.hour = h.hour
    order by h.hour`.execute(tx.db);
  const sum = (name: 'calls' | 'credits' | 'failures') => rows.reduce((total, row) => total + row[name], 0);
  return {
    credits: sum('credits'),
    calls: sum('calls'),
    failures: sum('failures'),
    hours: rows.map((row) => ({ ...row, hour: iso(row.hour) })),
  };
}

async function readChannels(tx: Tx): Promise<Overview['channels']> {
  const rows = await tx.db
    .selectFrom('crm_channels')
    .select(['channel_id', 'module', 'expires_at', 'last_delivery_at'])
    .orderBy('module')
    .orderBy('channel_id')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    ...row,
    expires_at: iso(row.expires_at),
    last_delivery_at: iso(row.last_delivery_at),
  }));
}

async function readCursors(tx: Tx): Promise<Overview['cursors']> {
  const rows = await tx.db
    .selectFrom('crm_cursors')
    .select(['module', 'modified_time', 'polled_at', 'reconciled_at'])
    .orderBy('module')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    module: row.module,
    modified_time: iso(row.modified_time),
    polled_at: iso(row.polled_at),
    reconciled_at: iso(row.reconciled_at),
  }));
}
