import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { Run, type RunsAnswer } from './schema-desk';

const SHOWN = 10;

function selectRuns(tx: Tx) {
  return tx.db
    .selectFrom('crm_runs as r')
    .leftJoin('admin_users as u', 'u.id', 'r.requested_by')
    .select(['r.id', 'r.kind', 'r.state', 'r.counts', 'r.samples', 'r.fault', 'r.requested_at', 'r.started_at'])
    .select(['r.finished_at', 'u.full_name as requested_by']);
}

type RunRow = Awaited<ReturnType<ReturnType<typeof selectRuns>['executeTakeFirstOrThrow']>>;

const toRun = (row: RunRow): Run =>
  Run.parse({
    ...row,
    requested_at: iso(row.requested_at),
    started_at: iso(row.started_at),
    finished_at: iso(row.finished_at),
  });

/** The latest runs, and since when the mapping is as it is. */
export async function readRuns(tx: Tx): Promise<RunsAnswer> {
  const rows = await selectRuns(tx).orderBy('r.requested_at', 'desc').orderBy('r.id', 'desc').limit(SHOWN).execute();
  const { mapping_changed_at: changedAt } = await tx.db
    .selectFrom('crm_connection')
    .select('mapping_changed_at')
    .executeTakeFirstOrThrow();
  return { runs: rows.map(toRun), mapping_changed_at: iso(changedAt) };
}

export async function readRun(tx: Tx, runId: string): Promise<Run | null> {
  const row = await selectRuns(tx).where('r.id', '=', runId).executeTakeFirst();
  return row ? toRun(row) : null;
}
