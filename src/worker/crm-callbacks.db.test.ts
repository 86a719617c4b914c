import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API, API_BASE } from '@/shared/paths';
import { startApiServer } from '../../tools/testing/api-server';
import { until } from '../../tools/testing/crm-stage';
import { runJobs } from '../../tools/testing/run-jobs';
import { type SyncStage, startSyncStage } from '../../tools/testing/sync-stage';

const TOKEN = 'the token of the callbacks';
const CHANNEL = '123456789012345678';
const PATH = `${API_BASE}${API.webhooks.zoho}`;

let crm: SyncStage;
let api: Awaited<ReturnType<typeof startApiServer>>;

beforeAll(async () => {
  crm = await startSyncStage();
  process.env.ZOHO_WEBHOOK_TOKEN = TOKEN;
  process.env.ZOHO_MCP_URL = crm.mcpUrl;
  api = await startApiServer();
  process.env.PUBLIC_URL = api.url;
  await crm.stage.owner.query(`update crm_connection set mapping = '{"importNew": "all"}'`);
  await crm.stage.owner.query(
    `insert into crm_channels (channel_id, module, expires_at) values ($1, 'Leads', now() + interval '9 days')`,
    [CHANNEL],
  );
});
afterAll(async () => {
  api.close();
  await crm.close();
});

const notification = (more: Record<string, unknown> = {}) => ({
  server_time: 1_800_000_000_000,
  module: 'Leads',
  resource_uri: 'https://www.zohoapis.com/crm/v8/Leads',
  ids: ['5725767000000400001'],
  operation: 'update',
  channel_id: CHANNEL,
  token: TOKEN,
  ...more,
});

/** As the CRM calls: a body and no session. @returns the status */
async function deliver(body: unknown): Promise<number> {
  const raw = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = { 'content-type': 'application/json' };
  return (await fetch(api.url + PATH, { method: 'POST', headers, body: raw })).status;
}

async function kept(): Promise<number> {
  const sql = `select 1 from webhook_deliveries where source = 'zoho' union all
    select 1 from graphile_worker._private_jobs`;
  return (await crm.stage.owner.query(sql)).rows.length;
}

async function sharedLead(): Promise<{ leadId: string; zohoId: string }> {
  const leadId = await crm.makeLead();
  await crm.mark('lead', leadId);
  await crm.push();
  const record = await crm.crmLead(leadId);
  return { leadId, zohoId: record?.id ?? expect.fail('the lead is in the CRM') };
}

describe('a callback', () => {
  it('with our token and channel is kept, once however often it comes', async () => {
    const before = await kept();
    expect(await deliver(notification())).toBe(200);
    expect(await deliver(notification())).toBe(200);
    // The delivery and the event that works on it.
    expect(await kept()).toBe(before + 2);
    expect(await deliver(notification({ server_time: 1_800_000_001_000 }))).toBe(200);
    expect(await kept()).toBe(before + 4);
  });

  it.each([
    ['a wrong token', notification({ token: 'another' }), 403],
    ['no token', notification({ token: null }), 400],
    ['a channel that is not ours', notification({ channel_id: '123456789012345679' }), 403],
    ['an operation that there is not', notification({ operation: 'convert' }), 400],
    ['ids that are no numbers', notification({ ids: ["1' or 1=1"] }), 400],
    ['no JSON', 'hello', 400],
    ['nothing', '', 400],
  ])('with %s is refused and leaves nothing', async (_what, body, status) => {
    const before = await kept();
    expect(await deliver(body)).toBe(status);
    expect(await kept()).toBe(before);
  });

  it('keeps ids and nothing that a person typed', async () => {
    await deliver(
      notification({ server_time: 1_800_000_002_000, affected_values: [{ values: { Email: 'x@y.test' } }] }),
    );
    const { rows } = await crm.stage.owner.query(`select body from webhook_deliveries where source = 'zoho'`);
    expect(JSON.stringify(rows)).not.toMatch(/x@y\.test|token/);
  });
});

describe('what the CRM calls back about', () => {
  beforeAll(async () => {
    await runJobs();
    // The channels as the worker opens them: from now on the stand-in calls this address.
    await crm.stage.owner.query('select graphile_worker.add_job($1)', ['crm.keep-channels']);
    await runJobs();
  });

  const delivered = async (what: string) => {
    await until(`a callback of ${what} is here`, async () => {
      const { rows } = await crm.stage.owner.query(
        `select 1 from webhook_deliveries where source = 'zoho' and handled_at is null and body ->> 'operation' = $1`,
        [what],
      );
      return rows.length > 0;
    });
    await runJobs();
  };

  it('arrives without a poll: a change, once although it comes twice, and not written back', async () => {
    const { leadId, zohoId } = await sharedLead();
    await delivered('insert');
    const before = await crm.calls();
    await crm.orderFault('duplicate_notification');
    await crm.changeInCrm('Leads', { id: zohoId, Lead_Status: 'Contacted' });
    await delivered('update');
    expect(await crm.inPortal(leadId)).toMatchObject({ status: 'contacted' });
    expect((await crm.calls()).writes).toBe(before.writes);
  });

  it('arrives without a poll: a new lead, its conversion, its deal, and a deletion', async () => {
    const zohoId = await crm.changeInCrm('Leads', { Last_Name: 'Khumalo', Company: 'Khumalo Foods' });
    await delivered('insert');
    const leadId = (await crm.leadOf(zohoId)) ?? expect.fail('the lead is linked');
    const Deals = { Deal_Name: 'Fibre', Stage: 'Closed Lost', Closing_Date: '2027-01-31' };
    await crm.changeInCrm('Leads', { id: zohoId, convert: true, Deals });
    await delivered('update');
    expect(await crm.inPortal(leadId)).toMatchObject({ status: 'lost', crm_deal_stage: 'Closed Lost' });
    const { leadId: other, zohoId: gone } = await sharedLead();
    await delivered('insert');
    await crm.changeInCrm('Leads', { id: gone, delete: true });
    await delivered('delete');
    expect(await crm.inPortal(other)).toMatchObject({ crm_deleted_at: expect.any(Date) });
  });
});
