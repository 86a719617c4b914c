'use client';
import { useState } from 'react';
import { ApiRequestError } from '@/ui/api-request';
import { Button } from '@/ui/Button';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { toast } from '@/ui/toast-store';
import type { RunKind } from '../../domain/runs';
import type { Run } from '../../schema-desk';
import { settle, startRun } from './orders';

type RunOrdersProps = {
  /** Why a run of this kind may not begin now, or null. */
  obstacles: (kind: RunKind) => string | null;
  runs: readonly Run[];
  reload: () => void;
};

/** The three walks that a person can order, each with what it does. */
export function RunOrders({ obstacles, runs, reload }: RunOrdersProps) {
  const begin = async (kind: RunKind) => {
    const run = await settle(startRun(kind), reload);
    if (run) toast.info('The run is ordered. This page follows it.');
    reload();
  };
  const mayFill = obstacles('backfill') === null;
  const isFilled = runs.some(({ kind, state }) => kind === 'backfill' && state === 'done');
  const wasCutShort = runs.find(({ kind }) => kind === 'backfill')?.state === 'stopped';
  return (
    <div className="grid grid-cols-1 gap-5 md:grid-cols-3">
      <Order
        title="1. Look"
        description="Reads both sides and shows what would be created, linked and changed. It writes nothing."
        obstacle={obstacles('dry_run')}
      >
        <BeginButton label="Start dry run" primary={!mayFill && !isFilled} begin={() => begin('dry_run')} />
      </Order>
      <Order
        title="2. Fill"
        description="Does what the dry run showed. It can be stopped and goes on where both sides already agree."
        obstacle={obstacles('backfill')}
      >
        <ConfirmDialog
          trigger={
            <Button variant={mayFill && !isFilled ? 'primary' : 'secondary'}>
              {wasCutShort ? 'Go on with the filling' : 'Start first filling'}
            </Button>
          }
          title="Write to both sides?"
          description="Records are created, linked and changed in Zoho and in the portal, as the dry run showed. Stopping keeps what was done."
          confirmLabel="Start first filling"
          tone="primary"
          onConfirm={() => begin('backfill')}
        />
      </Order>
      <Order
        title="Compare"
        description="Looks for what got lost, as every night. It repairs what belongs to one side and reports the rest."
        obstacle={obstacles('reconcile')}
      >
        <BeginButton label="Compare now" primary={false} begin={() => begin('reconcile')} />
      </Order>
    </div>
  );
}

type OrderProps = { title: string; description: string; obstacle: string | null; children: React.ReactNode };

function Order({ title, description, obstacle, children }: OrderProps) {
  return (
    <Card>
      <CardHeader title={title} description={description} />
      <CardContent>{obstacle ? <p className="text-secondary-foreground">{obstacle}</p> : children}</CardContent>
    </Card>
  );
}

type BeginButtonProps = { label: string; primary: boolean; begin: () => Promise<void> };

function BeginButton({ label, primary, begin }: BeginButtonProps) {
  const [working, setWorking] = useState(false);
  const press = async () => {
    setWorking(true);
    try {
      await begin();
    } catch (error) {
      if (!(error instanceof ApiRequestError)) throw error;
      toast.error(error.message);
    } finally {
      setWorking(false);
    }
  };
  return (
    <Button variant={primary ? 'primary' : 'secondary'} loading={working} onClick={() => void press()}>
      {label}
    </Button>
  );
}
