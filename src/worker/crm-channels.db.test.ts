import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { runJobs } from '../../tools/testing/run-jobs';
import { type SyncStage, startSyncStage } from '../../tools/testing/sync-stage';

let crm: SyncStage;

beforeAll(async () => {
  crm = await startSyncStage();
  process.env.ZOHO_MCP_URL = crm.mcpUrl;
});
beforeEach(async () => {
  await crm.stage.owner.query('delete from crm_channels');
});
afterAll(() => crm.close());

const Watched = z.object({
  channels: z.array(z.object({ channel_id: z.string(), events: z.array(z.string()), channel_expiry: z.string() })),
});

async function watched() {
  return Watched.parse(await (await fetch(`${crm.url}/notifications`)).json()).channels;
}

async function keep(token = 'a token') {
  await crm.stage.owner.query(`select graphile_worker.add_job('crm.keep-channels')`);
  await runJobs({ ZOHO_WEBHOOK_TOKEN: token });
}

const channelCalls = async () => {
  const body: unknown = await (await fetch(`${crm.url}/calls?limit=1`)).json();
  const { totals } = z.object({ totals: z.record(z.string(), z.number()) }).parse(body);
  return { opened: totals.createNotifications ?? 0, renewed: totals.updateNotifications ?? 0 };
};

it('without a token no callback could be believed, so no channel is opened', async () => {
  await keep('');
  expect(await watched()).toEqual([]);
  expect((await crm.stage.owner.query('select 1 from crm_channels')).rows).toEqual([]);
});

it('channels are opened once, renewed before they end, and opened anew when the CRM has forgotten them', async () => {
  const before = await channelCalls();
  await keep();
  await keep();
  expect((await watched()).map(({ events }) => events)).toEqual(expect.arrayContaining([['Leads.all'], ['Deals.all']]));
  expect(await channelCalls()).toEqual({ ...before, opened: before.opened + 2 });
  const { rows } = await crm.stage.owner.query<{ days: number }>(
    `select extract(day from expires_at - now())::int as days from crm_channels`,
  );
  expect(rows).toEqual([{ days: 5 }, { days: 5 }]);

  await crm.stage.owner.query(`update crm_channels set expires_at = now() + interval '2 days'`);
  await keep();
  expect(await channelCalls()).toEqual({ opened: before.opened + 2, renewed: before.renewed + 2 });
  expect(await watched()).toHaveLength(2);

  await forgetChannels();
  await crm.stage.owner.query(`update crm_channels set expires_at = now() + interval '1 day'`);
  await keep();
  expect(await watched()).toHaveLength(2);
  const { rows: kept } = await crm.stage.owner.query('select 1 from crm_channels');
  expect(kept).toHaveLength(2);
});

/** As when somebody ends them in the CRM. */
async function forgetChannels(): Promise<void> {
  for (const { channel_id: id } of await watched()) {
    const port = await crm.service().then(({ gate }) => gate.call(async ({ channels }) => channels?.close(id)));
    expect(port).toBeUndefined();
  }
  expect(await watched()).toEqual([]);
}
