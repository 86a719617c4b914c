'use client';
import { Square } from 'lucide-react';
import { Alert } from '@/ui/Alert';
import { Button } from '@/ui/Button';
import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { formatCount } from '@/ui/number-format';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { toast } from '@/ui/toast-store';
import { isActive, RUN_LABELS, RUN_STATE_LABELS } from '../../domain/runs';
import type { Run } from '../../schema-desk';
import { FaultWords } from './FaultWords';
import { settle, stopRun } from './orders';
import { RunCounts } from './RunCounts';
import { RunSamples } from './RunSamples';
import { RUN_STATE_TONES } from './run-state-tone';

/** The latest run: how far it is, what it found, and examples. */
export function RunCard({ run, reload }: { run: Run; reload: () => void }) {
  return (
    <Card>
      <CardHeader
        title={
          <span className="inline-flex flex-wrap items-center gap-2">
            {RUN_LABELS[run.kind]}
            <StatusPill tone={RUN_STATE_TONES[run.state]}>{RUN_STATE_LABELS[run.state]}</StatusPill>
          </span>
        }
        description={
          <>
            Ordered <RelativeTime value={run.requested_at} opens="start" />
            {run.requested_by ? ` by ${run.requested_by}` : ''}
          </>
        }
      />
      <CardContent className="grid grid-cols-1 gap-5">
        {/* Only a change of state is announced, not every number on the way. */}
        <p role="status" className="sr-only">
          {RUN_LABELS[run.kind]}: {RUN_STATE_LABELS[run.state]}
        </p>
        <p>{progressWords(run)}</p>
        {run.fault ? (
          <Alert tone="danger" title="Why it ended">
            <FaultWords fault={run.fault} />
          </Alert>
        ) : null}
        <RunCounts counts={run.counts} willBe={run.kind === 'dry_run'} />
        <RunSamples samples={run.samples} />
      </CardContent>
      {isActive(run.state) ? (
        <CardFooter>
          <StopButton run={run} reload={reload} />
        </CardFooter>
      ) : null}
    </Card>
  );
}

/** What is being done, or was. */
function progressWords({ kind, state, counts }: Run): string {
  const walked = `${formatCount(counts.walked ?? 0)} records looked at`;
  if (state === 'queued') return 'Waiting for the worker.';
  if (state === 'running') return `${walked} so far. You can leave this page; the run goes on.`;
  if (state === 'failed') return `${walked} before it failed.`;
  if (state === 'stopped') return `${walked} before it was stopped. What was done stays.`;
  return kind === 'dry_run' ? `${walked}. Nothing was written.` : `${walked}.`;
}

function StopButton({ run, reload }: { run: Run; reload: () => void }) {
  const stop = async () => {
    const stopped = await settle(stopRun(run.id), reload);
    if (stopped) toast.info('The run is stopped.');
    reload();
  };
  return (
    <ConfirmDialog
      trigger={
        <Button>
          <Square />
          Stop
        </Button>
      }
      title="Stop this run?"
      description="What was done stays. A later run goes over it quickly and does the rest."
      confirmLabel="Stop"
      onConfirm={stop}
    />
  );
}
