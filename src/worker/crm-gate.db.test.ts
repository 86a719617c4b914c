import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CrmGate, CrmHold } from '@/features/crm/jobs/gate';
import { pushToCrm } from '@/features/crm/jobs/push';
import type { CrmPort } from '@/integrations/zoho/port';
import { until } from '../../tools/testing/crm-stage';
import { type SyncStage, startSyncStage } from '../../tools/testing/sync-stage';

let crm: SyncStage;

beforeAll(async () => {
  crm = await startSyncStage();
});
beforeEach(async () => {
  await crm.heal();
  await setConnection(
    `paused_at = null, failures = 0, open_until = null, slow_until = null, lanes = 3, credits_a_day = 20000`,
  );
});
afterAll(() => crm.close());

const setConnection = (what: string) => crm.stage.owner.query(`update crm_connection set ${what}`);

async function connection() {
  const { rows } = await crm.stage.owner.query<{
    failures: number;
    lanes: number;
    open_ms: number | null;
    slow_ms: number | null;
  }>(
    `select failures, lanes, 1000 * extract(epoch from open_until - now())::float8 as open_ms,
       1000 * extract(epoch from slow_until - now())::float8 as slow_ms from crm_connection`,
  );
  return rows[0] ?? expect.fail('there is one connection');
}

const ask = (port: Pick<CrmPort, 'listRecords'>) => port.listRecords('Leads', ['City'], null);
/** The gate of a worker that has just started: it knows what the database says and nothing else. */
const newGate = async () => (await crm.service()).gate;
const reasonOf = (gate: CrmGate) =>
  ask(gate).then(
    () => 'let through',
    (error: unknown) => (error instanceof CrmHold ? error.reason : 'failed'),
  );

async function fail(gate: CrmGate, kind: string, times: number): Promise<void> {
  await crm.orderFault(kind, { times, tool: 'executeCOQLQuery' });
  for (let n = 0; n < times; n += 1) {
    // As if the waits that the failures brought were over.
    await setConnection(`open_until = null`);
    expect(await reasonOf(gate)).toBe('failed');
  }
}

it('what the portal counts is what the CRM counts', async () => {
  for (let n = 0; n < 25; n += 1) await crm.mark('lead', await crm.makeLead());
  await crm.push();
  await crm.pull();
  await crm.walk('reconcile');
  await crm.pull();
  const { rows } = await crm.stage.owner.query(`select sum(credits)::int as credits from crm_usage`);
  const { all, credits } = await crm.calls();
  expect(all).toBeGreaterThan(10);
  expect(rows).toEqual([{ credits }]);
});

describe('while the sync is paused', () => {
  it('the CRM is not called at all, and everything arrives soon after', async () => {
    await setConnection('paused_at = now()');
    const before = await crm.calls();
    const leadId = await crm.makeLead();
    await crm.mark('lead', leadId);
    const worker = await crm.service();
    for (let n = 0; n < 8; n += 1) {
      expect(await pushToCrm(await worker.context())).toBeInstanceOf(Date);
    }
    expect(await reasonOf(worker.gate)).toBe('paused');
    expect(await crm.calls()).toEqual(before);
    expect(await crm.syncRecord(leadId)).toMatchObject({ state: 'pending', attempts: 0 });
    await setConnection('paused_at = null');
    await pushToCrm(await (await crm.service()).context());
    expect(await crm.inCrm(leadId)).toEqual(['Not Contacted']);
  });

  it('a worker that runs hears of it within a moment', async () => {
    const gate = await newGate();
    await ask(gate);
    await setConnection('paused_at = now()');
    await until('it is held', async () => (await reasonOf(gate)) === 'paused');
    const { all } = await crm.calls();
    expect(await reasonOf(gate)).toBe('paused');
    expect((await crm.calls()).all).toBe(all);
  });
});

describe('a CRM that keeps failing', () => {
  it('is left alone after five failures, also by a new process, for longer and longer', async () => {
    await fail(await newGate(), '500', 5);
    const first = await connection();
    expect(first).toMatchObject({ failures: 5 });
    expect(first.open_ms).toBeGreaterThan(2_000);
    const { all } = await crm.calls();
    expect(await reasonOf(await newGate())).toBe('failing');
    expect((await crm.calls()).all).toBe(all);
    await fail(await newGate(), '500', 1);
    expect((await connection()).open_ms).toBeGreaterThan(first.open_ms ?? 0);
  });

  it('is tried by one call alone when the time is over, and by all again when that went well', async () => {
    await setConnection(`failures = 7, open_until = now() - interval '1 second'`);
    const gate = await newGate();
    let [running, most] = [0, 0];
    const count = (work: (port: CrmPort) => Promise<unknown>) =>
      gate.call(async (port) => {
        running += 1;
        most = Math.max(most, running);
        await work(port);
        running -= 1;
      });
    await crm.orderFault('slow', { delayMs: 300, tool: 'executeCOQLQuery' });
    let seen = 0;
    const first = count(async (port) => {
      await ask(port);
      seen = most;
    });
    await Promise.all([first, count(ask), count(ask)]);
    expect(seen).toBe(1);
    expect(await connection()).toMatchObject({ failures: 0, open_ms: null });
  });
});

describe('a CRM that asks to slow down', () => {
  it('gets half of the calls at once, none for a moment, and more again later', async () => {
    await crm.orderFault('429', { tool: 'executeCOQLQuery' });
    const gate = await newGate();
    expect(await reasonOf(gate)).toBe('failed');
    const slowed = await connection();
    expect(slowed).toMatchObject({ lanes: 1, failures: 0 });
    expect(slowed.slow_ms).toBeGreaterThan(0);
    await setConnection(`slow_until = now() + interval '1 minute'`);
    const { all } = await crm.calls();
    const other = await newGate();
    expect([await reasonOf(other), await reasonOf(other)]).toEqual(['slowed_down', 'slowed_down']);
    expect((await crm.calls()).all).toBe(all);
    await setConnection(`slow_until = null`);
    const third = await newGate();
    for (let n = 0; n < 20; n += 1) await ask(third);
    expect(await connection()).toMatchObject({ lanes: 2 });
  });

  it('lets nobody wait forever who stood in line', async () => {
    await setConnection('lanes = 1');
    await crm.orderFault('429', { tool: 'executeCOQLQuery' });
    const gate = await newGate();
    const reasons = await Promise.all(Array.from({ length: 6 }, () => reasonOf(gate)));
    expect(reasons.toSorted()).toEqual(['failed', ...Array(5).fill('slowed_down')]);
  });
});

it('when the credits of the day are used up nothing is called until some are free again', async () => {
  await ask(await newGate());
  await crm.pull();
  await setConnection('credits_a_day = 1');
  const { all } = await crm.calls();
  expect(await reasonOf(await newGate())).toBe('budget');
  expect((await crm.calls()).all).toBe(all);
  await crm.stage.owner.query(`update crm_usage set hour = hour - interval '25 hours'`);
  expect(await reasonOf(await newGate())).toBe('let through');
});

it('a CRM that lacks the portal’s field is asked neither twice a second nor for that module', async () => {
  await crm.stage.owner.query(
    `update crm_connection set fields_read_at = now(), fields = fields - 'Accounts' || '{"Leads": [], "Notes": []}'`,
  );
  const { all } = await crm.calls();
  await crm.pull();
  // Partners alone are left.
  expect((await crm.calls()).all).toBe(all + 1);
  const activityId = await crm.makeActivity(crm.stage.leadId, 'Stays here');
  await crm.mark('activity', activityId);
  await crm.mark('partner', crm.stage.partnerIds.partner);
  expect(await crm.push()).toBeNull();
  const contacts = (await crm.records('Contacts')).map(({ External_Partner_ID: ours }) => ours);
  expect(contacts).toContain(crm.stage.partnerIds.partner);
  expect(await crm.records('Notes')).toEqual([]);
  await crm.stage.owner.query('update crm_connection set fields_read_at = null');
});
