import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { type RunKind, whyNotRun } from './domain/runs';
import { insertRun } from './queries';
import { readRun, readRuns } from './read-runs';
import type { Run } from './schema-desk';

const timeMs = (time: string) => new Date(time).getTime();

/** Orders a dry run, the first filling, or a comparison. The worker walks; one run is under way at a time. */
export async function startRun(tx: Tx, kind: RunKind): Promise<Outcome<Run>> {
  const { runs, mapping_changed_at: changedAt } = await readRuns(tx);
  const known = runs.map((run) => ({ kind: run.kind, state: run.state, requestedAtMs: timeMs(run.requested_at) }));
  const obstacle = whyNotRun(kind, known, changedAt === null ? null : timeMs(changedAt));
  if (obstacle) return refuse('transition_not_allowed', obstacle);
  const runId = await insertRun(tx, kind);
  if (!runId) return refuse('conflict', 'Somebody else began a run a moment ago. Please look again.');
  await record(tx, {
    audit: { action: 'crm.run_requested', entity: 'crm_run', entityId: runId, partnerId: null, after: { kind } },
    events: [event('crm.run_requested', { runId })],
  });
  const run = await readRun(tx, runId);
  if (!run) throw new Error('The run cannot be read back');
  return ok(run);
}
