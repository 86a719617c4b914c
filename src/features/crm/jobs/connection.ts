import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { type CrmMapping, resolveMapping } from '../domain/crm-mapping';
import { MappingSettings } from '../domain/mapping-settings';

/** How the one connection fares: what every call asks before it is made. */
export type ConnectionState = {
  pausedAt: Date | null;
  failures: number;
  openUntil: Date | null;
  slowUntil: Date | null;
  lanes: number;
  creditsLeft: number;
  writesAs: string | null;
};

export async function readConnection(tx: Tx): Promise<ConnectionState> {
  return tx.db
    .selectFrom('crm_connection')
    .select(['paused_at as pausedAt', 'failures', 'open_until as openUntil', 'slow_until as slowUntil', 'lanes'])
    .select('writes_as as writesAs')
    .select(
      sql<number>`credits_a_day - (select coalesce(sum(credits), 0)::int from crm_usage where hour > now() - interval '24 hours')`.as(
        'creditsLeft',
      ),
    )
    .executeTakeFirstOrThrow();
}

/** What the mapping file says, with what an administrator set over it. */
export async function readMapping(tx: Tx, file: CrmMapping): Promise<CrmMapping> {
  const { mapping } = await tx.db.selectFrom('crm_connection').select('mapping').executeTakeFirstOrThrow();
  return resolveMapping(file, MappingSettings.parse(mapping));
}

export async function noteUsage(tx: Tx, used: { calls: number; credits: number; failures: number }): Promise<void> {
  await sql`insert into crm_usage (hour, calls, credits, failures)
    values (date_trunc('hour', now()), ${used.calls}, ${used.credits}, ${used.failures})
    on conflict (hour) do update set calls = crm_usage.calls + excluded.calls,
      credits = crm_usage.credits + excluded.credits, failures = crm_usage.failures + excluded.failures`.execute(tx.db);
}

export type ConnectionNote = Partial<{
  failures: number;
  open_until: Date | null;
  slow_until: Date | null;
  lanes: number;
  last_ok_at: Date;
  last_fault: string;
  last_fault_at: Date;
  writes_as: string;
}>;

export async function noteConnection(tx: Tx, note: ConnectionNote): Promise<void> {
  await tx.db.updateTable('crm_connection').set(note).execute();
}
