'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert } from '@/ui/Alert';
import { Card, CardContent } from '@/ui/Card';
import { Stepper } from '@/ui/Stepper';
import { isActive, whyNotRun } from '../../domain/runs';
import type { RunsAnswer } from '../../schema-desk';
import { connectionSteps } from './connection-steps';
import { fetchRuns } from './orders';
import { RunCard } from './RunCard';
import { RunOrders } from './RunOrders';
import { RunsTable } from './RunsTable';

const KEY = ['crm-runs'];
/** While a run is under way, and while none is. */
const FOLLOW_MS = 2_000;
const IDLE_MS = 15_000;

type FirstConnectionProps = {
  initial: RunsAnswer;
  /** Zoho has answered at least once. */
  connected: boolean;
  paused: boolean;
};

/** The way from a fresh connection to two sides in step: look, fill, compare. */
export function FirstConnection({ initial, connected, paused }: FirstConnectionProps) {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: fetchRuns,
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.runs.some((run) => isActive(run.state)) ? FOLLOW_MS : IDLE_MS),
  });
  const { runs, mapping_changed_at: changedAt } = data;
  const reload = () => void client.invalidateQueries({ queryKey: KEY });
  const changedAtMs = changedAt === null ? null : new Date(changedAt).getTime();
  const known = runs.map(({ kind, state, requested_at: at }) => ({
    kind,
    state,
    requestedAtMs: new Date(at).getTime(),
  }));
  const latest = runs[0];
  return (
    <div className="grid grid-cols-1 gap-5">
      <Card>
        <CardContent>
          <Stepper label="First connection" steps={connectionSteps(runs, connected)} />
        </CardContent>
      </Card>
      {paused ? (
        <Alert tone="warning" title="The exchange with Zoho is paused">
          A run that you order now begins when somebody resumes on the overview.
        </Alert>
      ) : null}
      <RunOrders obstacles={(kind) => whyNotRun(kind, known, changedAtMs)} runs={runs} reload={reload} />
      {latest ? <RunCard run={latest} reload={reload} /> : null}
      {runs.length > 1 ? <RunsTable runs={runs.slice(1)} /> : null}
    </div>
  );
}
