import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { isActive } from './domain/runs';
import { markStopped } from './queries';
import { readRun } from './read-runs';
import type { Run } from './schema-desk';

/** Stops a run. What it has done stays; a later run goes over it again and finds it done. */
export async function stopRun(tx: Tx, runId: string): Promise<Outcome<Run>> {
  const seen = await readRun(tx, runId);
  if (!seen) return NO_RUN;
  if (!isActive(seen.state)) return refuse('transition_not_allowed', 'This run has ended already.');
  if (!(await markStopped(tx, runId, seen.state))) {
    return refuse('conflict', 'This run moved on a moment ago. Please look again.');
  }
  await record(tx, {
    audit: {
      action: 'crm.run_stopped',
      entity: 'crm_run',
      entityId: runId,
      partnerId: null,
      before: { state: seen.state },
      after: { state: 'stopped' },
    },
  });
  const run = await readRun(tx, runId);
  return run ? ok(run) : NO_RUN;
}

const NO_RUN = refuse('not_found', 'There is no such run.');
