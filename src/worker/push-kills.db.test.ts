import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LeadStatus } from '@/shared/lead-status';
import { type CrmStage, startCrmStage, until } from '../../tools/testing/crm-stage';
import { buildWorker, type WorkerProgram } from '../../tools/testing/worker-process';

// Processes start several times in one test, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

let crm: CrmStage;
let program: WorkerProgram;
let current: LeadStatus = 'new';

beforeAll(async () => {
  crm = await startCrmStage();
  program = await buildWorker({ ZOHO_MCP_URL: crm.mcpUrl, ZOHO_TIMEOUT_MS: '20000' });
});
afterEach(() => program.killAll());
afterAll(async () => {
  await program.close();
  await crm.close();
});

async function change(): Promise<LeadStatus> {
  current = current === 'contacted' ? 'interested' : 'contacted';
  await crm.change(current);
  return current;
}

const jobs = async () =>
  (
    await crm.stage.owner.query<{ locked_by: string | null; attempts: number }>(
      `select j.locked_by, j.attempts from graphile_worker._private_jobs j
       join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'crm.push' and j.locked_by is not null`,
    )
  ).rows;

describe('a changed status arrives exactly once, although the worker is killed', () => {
  it('before it takes the change up', async () => {
    const worker = await program.start();
    await worker.kill();
    const before = await crm.writes();
    const status = await change();
    expect(await crm.inCrm()).toEqual([]);
    await program.start();
    await crm.settled(status);
    expect((await crm.writes()).length - before.length).toBe(1);
  });

  it('between taking it up and calling the CRM', async () => {
    const before = await crm.writes();
    const status = await change();
    // What a worker that dies at this point leaves behind.
    await crm.stage.owner.query(`update crm_sync_records set state = 'in_flight', attempts = 1 where entity_id = $1`, [
      crm.stage.leadId,
    ]);
    await program.start();
    await crm.settled(status);
    expect((await crm.writes()).length - before.length).toBe(1);
  });

  it('during the call, before the CRM has written', async () => {
    const worker = await program.start();
    await crm.orderFault('hang_before_write');
    const before = await crm.writes();
    const status = await change();
    await crm.faultsTaken();
    await worker.kill();
    await program.start();
    await crm.settled(status);
    expect((await crm.writes()).length - before.length).toBe(1);
  });

  it('after the CRM has written and before the portal has noted it: the next worker reads and does not write again', async () => {
    const worker = await program.start();
    await crm.orderFault('hang_after_write');
    const before = await crm.writes();
    const status = await change();
    await until('the CRM has written', async () => (await crm.writes()).length > before.length);
    expect(await crm.syncRecord()).toMatchObject({ state: 'in_flight' });
    await worker.kill();
    await program.start();
    await crm.settled(status);
    expect((await crm.writes()).length - before.length).toBe(1);
  });

  it('and the status changes once more before the next worker starts: the CRM ends with the later one', async () => {
    const worker = await program.start();
    await crm.orderFault('hang_after_write');
    const before = await crm.writes();
    await change();
    await until('the CRM has written', async () => (await crm.writes()).length > before.length);
    await worker.kill();
    const status = await change();
    await program.start();
    await crm.settled(status);
    expect((await crm.writes()).length - before.length).toBe(2);
  });
});

describe('the jobs of a worker', () => {
  it('that was killed are taken over by one that is running already', async () => {
    const worker = await program.start();
    const before = await crm.writes();
    await crm.orderFault('hang_after_write');
    const status = await change();
    await until('the CRM has written', async () => (await crm.writes()).length > before.length);
    const [lockedByTheDead] = await jobs();
    const second = await program.start();
    await worker.kill();
    await crm.settled(status);
    expect((await crm.writes()).length - before.length).toBe(1);
    const dead = lockedByTheDead?.locked_by ?? expect.fail('no job was locked');
    await until('the second worker says whose jobs it freed', async () => {
      return second.log().includes('a worker is gone; its jobs are free again') && second.log().includes(dead);
    });
  });

  it('that lives are never taken, however long they last', async () => {
    const worker = await program.start({ ZOHO_TIMEOUT_MS: '7000' });
    await crm.orderFault('hang_after_write');
    const before = await crm.writes();
    const status = await change();
    await until('the CRM has written', async () => (await crm.writes()).length > before.length);
    const [held] = await jobs();
    const second = await program.start();
    await until('the first worker has given the answer up and settled it', async () => {
      const [now] = await jobs();
      const { state } = await crm.syncRecord();
      if (state === 'in_flight') expect(now?.locked_by).toBe(held?.locked_by);
      return state === 'synced';
    });
    await crm.settled(status);
    expect((await crm.writes()).length - before.length).toBe(1);
    const taken = `"workerId":"${held?.locked_by ?? expect.fail('no job was locked')}"`;
    expect(worker.log() + second.log()).not.toContain(taken);
  });

  it('that is asked to stop end in order, and nothing stays locked', async () => {
    const worker = await program.start();
    await crm.settled(await change());
    await worker.stop();
    expect(worker.log()).not.toContain('"level":50');
    expect(await jobs()).toEqual([]);
  });
});
