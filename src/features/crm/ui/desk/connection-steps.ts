import type { Step } from '@/ui/Stepper';
import { isActive, type RunKind, type RunState } from '../../domain/runs';

type KnownRun = { kind: RunKind; state: RunState };

/** How far the first connection is: connect, look, fill, in step. */
export function connectionSteps(runs: readonly KnownRun[], connected: boolean): Step[] {
  const isDone = (kind: RunKind) => runs.some((run) => run.kind === kind && run.state === 'done');
  const underWay = (kind: RunKind) => runs.some((run) => run.kind === kind && isActive(run.state));
  const steps = [
    { key: 'connect', label: 'Connect', done: connected, note: 'An address or a consent' },
    { key: 'dry_run', label: 'Dry run', done: isDone('dry_run'), note: 'Only looks', running: underWay('dry_run') },
    {
      key: 'backfill',
      label: 'First filling',
      done: isDone('backfill'),
      note: 'Creates and links on both sides',
      running: underWay('backfill'),
    },
    { key: 'in_step', label: 'In step', done: isDone('backfill'), note: 'Changes travel within seconds' },
  ];
  const current = steps.find(({ done }) => !done)?.key;
  return steps.map(({ key, label, done, note, running }) => ({
    key,
    label,
    state: done ? 'done' : key === current ? 'current' : 'waiting',
    note: running ? 'Running' : note,
  }));
}
