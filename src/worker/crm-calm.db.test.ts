import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDatabasePool } from '@/platform/db/pool';
import { type Stage, setStage } from '../../supabase/tests/people';
import { until } from '../../tools/testing/crm-stage';
import { runJobs } from '../../tools/testing/run-jobs';
import { buildWorker, type WorkerProgram } from '../../tools/testing/worker-process';

let stage: Stage;
let program: WorkerProgram;

beforeAll(async () => {
  stage = await setStage();
  program = await buildWorker({ ZOHO_MCP_URL: '', PUBLIC_URL: 'http://portal.test' });
});
afterAll(async () => {
  await program.close();
  await closeDatabasePool();
  await stage.close();
});

const waiting = async () =>
  (
    await stage.owner.query<{ task: string; wait_s: number; attempts: number }>(
      `select task_identifier as task, extract(epoch from run_at - now())::int as wait_s, attempts
       from graphile_worker.jobs where task_identifier like 'crm.%' order by 1`,
    )
  ).rows;

it('where no CRM is connected its jobs wait, one of each, and neither fail nor come back at once', async () => {
  const worker = await program.start();
  const calm = ['crm.keep-channels', 'crm.pull', 'crm.push'];
  await until(
    'each has looked and waits for a while',
    async () => {
      const rows = await waiting();
      return (
        JSON.stringify(rows.map(({ task }) => task)) === JSON.stringify(calm) && rows.every((row) => row.wait_s > 3)
      );
    },
    waiting,
  );
  expect((await waiting()).map(({ attempts }) => attempts)).toEqual([0, 0, 0]);
  await worker.stop();
  expect(worker.log()).not.toContain('"level":50');
});

it('however often a job is asked for while it runs or waits, one is left', async () => {
  for (let n = 0; n < 5; n += 1) {
    await stage.owner.query(
      `select graphile_worker.add_job('crm.push', '{}', job_key := 'crm.push', queue_name := 'crm.push')`,
    );
    await runJobs({ ZOHO_MCP_URL: '' });
  }
  expect((await waiting()).filter(({ task }) => task === 'crm.push')).toHaveLength(1);
});
