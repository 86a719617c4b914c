import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectCrm, type RestOptions } from '../../src/integrations/zoho/connect';
import type { CrmPort, UpsertOutcome } from '../../src/integrations/zoho/port';
import { silentLog, TIMEOUT_MS } from './connection';
import { OPTIONS } from './port-stage';
import { type StandInInFolder, startStandIn } from './stand-in';

describe('the REST interface', () => {
  let zoho: StandInInFolder;
  let tokenRequests: number;

  beforeEach(async () => {
    zoho = await startStandIn({ maxConcurrent: 20 });
    tokenRequests = 0;
  });
  afterEach(() => zoho.close());

  function connect(more: Partial<RestOptions> = {}): Promise<CrmPort> {
    const counting: typeof fetch = (address, init) => {
      if (String(address).includes('/oauth/v2/token')) tokenRequests += 1;
      return fetch(address, init);
    };
    const { url, rest } = zoho;
    const log = silentLog;
    const addresses = { apiUrl: url, accountsUrl: url, timeoutMs: TIMEOUT_MS };
    return connectCrm({ kind: 'rest', ...addresses, ...rest, log, fetch: counting, ...more });
  }

  const write = (crm: CrmPort, name = 'one'): Promise<readonly UpsertOutcome[]> =>
    crm.upsertRecords('Leads', [{ External_Lead_ID: name, Last_Name: name }], OPTIONS);

  it('works with one token for all calls', async () => {
    const crm = await connect();
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => write(crm, name)));
    expect(tokenRequests).toBe(1);
  });

  it('renews an ended token once, also for many calls at the same time', async () => {
    const crm = await connect();
    await zoho.order({ kind: 'expired_tokens' });
    const outcomes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => write(crm, name)));
    expect(outcomes.flat().every((outcome) => outcome.ok)).toBe(true);
    expect(tokenRequests).toBe(2);
  });

  it('makes a refused call once more and no oftener', async () => {
    const crm = await connect();
    await zoho.order({ kind: '401', times: 2 });
    await expect(write(crm)).rejects.toMatchObject({ kind: 'auth', retryable: false, code: 'INVALID_TOKEN' });
    expect(await zoho.see('/records/Leads')).toEqual({ data: [] });
    expect(await write(crm)).toMatchObject([{ ok: true, action: 'insert' }]);
  });

  it('renews a token whose time is over, without the caller noticing', async () => {
    await zoho.close();
    zoho = await startStandIn({ tokenSeconds: 1 });
    const crm = await connect();
    await expect
      .poll(async () => (await write(crm)) && tokenRequests, { interval: 100, timeout: 20_000 })
      .toBeGreaterThan(1);
  });

  it.each([
    ['refreshToken', 'INVALID_CODE'],
    ['clientId', 'INVALID_CLIENT'],
    ['clientSecret', 'INVALID_CLIENT_SECRET'],
  ])('tells that its %s is not accepted, and does not repeat it', async (part, code) => {
    const failure = await connect({ [part]: 'f00df00d' }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: 'auth', code });
    expect(inspect(failure, { depth: 10, showHidden: true })).not.toMatch(/f00df00d|127\.0\.0\.1/);
  });

  it('tells a wrong address, nobody there, and addresses that are none apart', async () => {
    const nowhere = connect({ apiUrl: 'http://127.0.0.1:1' }).then((crm) => crm.describeFields('Leads'));
    await expect(nowhere).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(connect({ accountsUrl: 'http://127.0.0.1:1' })).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(connect({ accountsUrl: zoho.mcpUrl })).resolves.toBeDefined();
    await expect(connect({ apiUrl: 'none' })).rejects.toMatchObject({ code: 'INVALID_ADDRESS' });
    await expect(connect({ accountsUrl: 'none' })).rejects.toMatchObject({ code: 'INVALID_ADDRESS' });
  });

  it('shares its limit of calls at once with the MCP server', async () => {
    await zoho.close();
    zoho = await startStandIn({ maxConcurrent: 1, latencyMs: 150 });
    const rest = await connect();
    const mcp = await connectCrm({ kind: 'mcp', mcpUrl: zoho.mcpUrl, timeoutMs: TIMEOUT_MS, log: silentLog });
    const results = await Promise.allSettled([rest, mcp].map((crm) => crm.describeFields('Leads')));
    expect(results.map((result) => result.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await mcp.close();
  });

  it('makes no call when it is closed', async () => {
    const crm = await connect();
    await crm.close();
    await expect(write(crm)).rejects.toMatchObject({ kind: 'unavailable', code: 'CLOSED' });
  });
});
