import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { connectCrm } from '@/integrations/zoho/connect';
import type { CrmPort } from '@/integrations/zoho/port';
import { log } from '@/platform/log/log';
import { type CrmStage, startCrmStage, until } from '../../../../tools/testing/crm-stage';
import { CrmMapping } from '../domain/crm-mapping';
import { CrmGate } from './gate';
import { pushToCrm } from './push';

vi.setConfig({ testTimeout: 120_000 });

let crm: CrmStage;
let connection: CrmPort;

beforeAll(async () => {
  crm = await startCrmStage();
  connection = await connectCrm({ kind: 'mcp', mcpUrl: crm.mcpUrl, timeoutMs: 1000, log });
});
afterAll(async () => {
  await connection.close();
  await crm.close();
});

const push = (verifyAfterMs: number, connect = async () => connection) =>
  pushToCrm({
    crm: new CrmGate(connect, () => ({ calls: 0, credits: 0 })),
    mapping: CrmMapping.parse({}),
    entities: ['account', 'partner', 'lead', 'activity'],
    verifyAfterMs,
  });

it('a write that the CRM carries out late does not stay over a newer one', async () => {
  await crm.orderFault('slow', { delayMs: 9_000 });
  await crm.change('contacted');
  await push(10_000);
  await crm.change('interested');
  await push(10_000);
  expect(await crm.inCrm()).toEqual(['Pre-Qualified']);
  await until('the first write is carried out at last', async () => (await crm.writes()).length === 3);
  expect(await crm.inCrm()).toEqual(['Contacted']);
  await until('the later status is back', async () => {
    await push(10_000);
    return (await crm.inCrm())[0] === 'Pre-Qualified';
  });
  expect(await crm.writes()).toEqual(['Contacted', 'Pre-Qualified', 'Contacted', 'Pre-Qualified']);
  expect(await crm.syncRecord()).toMatchObject({ state: 'synced' });
});

it('a change after a lead was taken up goes with the next write, and none is written twice', async () => {
  const before = await crm.writes();
  await crm.change('contacted');
  // As if another change were committed right after the claim: the connection is asked for in between.
  let isFirst = true;
  await push(10_000, async () => {
    if (isFirst) await crm.change('lost');
    isFirst = false;
    return connection;
  });
  await crm.settled('lost');
  expect((await crm.writes()).slice(before.length)).toEqual(['Contacted', 'Lost Lead']);
});

it('a mark without a lead becomes a dead letter and holds up nobody', async () => {
  const gone = randomUUID();
  await crm.stage.owner.query(`insert into crm_sync_records (entity, entity_id) values ('lead', $1)`, [gone]);
  await crm.stage.owner.query(
    `insert into crm_sync_records (entity, entity_id, state) values ('lead', $1, 'in_flight')`,
    [randomUUID()],
  );
  await crm.change('contacted');
  await push(10_000);
  await crm.settled('contacted');
  expect(await crm.syncRecord(gone)).toMatchObject({ state: 'failed' });
});

it('more leads than fit into one call arrive all, each once', async () => {
  const { rows } = await crm.stage.owner.query<{ id: string }>(
    `with made as (
       insert into coverage_leads (first_name, last_name, email, phone, address, status)
       select 'Lead', n::text, 'l' || n || '@example.com', '+27820000001', '1 Road', 'contacted' from generate_series(1, 250) n returning id
     ) insert into crm_sync_records (entity, entity_id) select 'lead', id from made returning entity_id as id`,
  );
  await push(10_000);
  const { rows: left } = await crm.stage.owner.query(
    `select state, count(*)::int from crm_sync_records where state <> 'failed' group by 1`,
  );
  expect(left).toEqual([{ state: 'synced', count: 251 }]);
  for (const { id } of [rows[0], rows[99], rows[100], rows[249]].map(
    (row) => row ?? expect.fail('250 leads were made'),
  )) {
    expect(await crm.inCrm(id)).toEqual(['Contacted']);
    expect(await crm.writes(id)).toHaveLength(1);
  }
});
