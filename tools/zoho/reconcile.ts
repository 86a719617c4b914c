// `npm run zoho:reconcile`: compares everything with the CRM, as the worker does at night, and prints what was found. Goes on
// with a walk that is under way. Ends with 1 when the comparison fails or the CRM stays away too long.
import { setTimeout as delay } from 'node:timers/promises';
import { carryOutRun } from '../../src/features/crm/jobs/carry-out-run';
import { comeBack } from '../../src/features/crm/jobs/push';
import { orderReconcile, readRun } from '../../src/features/crm/jobs/run-queries';
import { closeDatabasePool } from '../../src/platform/db/pool';
import { withSystem } from '../../src/platform/db/with-system';
import { readEnvironment } from '../../src/platform/env/env';
import { makeCrmService } from '../../src/worker/crm-service';

/** A CRM that cannot be used for so long needs somebody. */
const PATIENCE_MS = 10 * 60_000;
const LOOK_EVERY_MS = 1_000;

async function reconcile(): Promise<void> {
  const service = await makeCrmService(readEnvironment());
  const runId = await withSystem(orderReconcile);
  if (!runId) throw new Error('Another walk has just been ordered. Try again when it is over.');
  const giveUpAtMs = Date.now() + PATIENCE_MS;
  for (;;) {
    const again = await service
      .context()
      .then((context) => carryOutRun(context, runId))
      .then(() => null, comeBack);
    await service.gate.flush();
    if (!again) break;
    if (again.getTime() > giveUpAtMs) {
      throw new Error('The CRM cannot be used right now. The walk is kept, and the worker goes on with it.');
    }
    await delay(Math.max(0, again.getTime() - Date.now()));
  }
  let run = await withSystem((tx) => readRun(tx, runId));
  // A worker that was at it already goes on with it.
  while (run.state === 'running' && Date.now() < giveUpAtMs) {
    await delay(LOOK_EVERY_MS);
    run = await withSystem((tx) => readRun(tx, runId));
  }
  const { kind, state, counts, fault } = run;
  console.log(`${kind}: ${state}`);
  for (const [name, number] of Object.entries(counts)) console.log(`  ${name.padEnd(16)}${number}`);
  if (state === 'stopped') throw new Error('Somebody has stopped it.');
  if (state !== 'done') throw new Error(fault ? `It failed: ${JSON.stringify(fault)}` : 'It is not over yet.');
}

try {
  await reconcile();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await closeDatabasePool();
}
process.exit();
