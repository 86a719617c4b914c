import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { connectCrm } from '../../src/integrations/zoho/connect';
import { fixedAuthorization } from '../../src/integrations/zoho/credentials';
import { silentLog, TIMEOUT_MS } from './connection';
import { failure } from './fault-stage';
import { startStandIn } from './stand-in';

const options = { kind: 'mcp' as const, timeoutMs: TIMEOUT_MS, log: silentLog };

it('tells a wrong key, a wrong address, nobody there, and an address that is none apart, and names none', async () => {
  const zoho = await startStandIn({});
  const addresses = [
    `${zoho.url}/mcp/f00df00d/message`,
    `${zoho.url}/f00df00d`,
    'http://127.0.0.1:1/f00df00d',
    'f00df00d',
  ];
  const errors = await Promise.all(addresses.map((mcpUrl) => failure(connectCrm({ ...options, mcpUrl }))));
  expect(errors).toMatchObject([
    { kind: 'auth', code: 'INVALID_KEY' },
    { kind: 'misconfigured', code: 'NO_SUCH_SERVER' },
    { kind: 'unavailable' },
    { kind: 'misconfigured', code: 'INVALID_ADDRESS' },
  ]);
  expect(inspect(errors, { depth: 10, showHidden: true })).not.toMatch(/f00df00d|127\.0\.0\.1/);
  await zoho.close();
});

it('takes the older form of the address, with the key as a parameter', async () => {
  const zoho = await startStandIn({});
  const key = new URL(zoho.mcpUrl).pathname.split('/')[2] ?? '';
  const crm = await connectCrm({ ...options, mcpUrl: `${zoho.url}/mcp/message?key=${key}` });
  expect((await crm.describeFields('Deals')).length).toBeGreaterThan(5);
  await crm.close();
  await expect(crm.describeFields('Deals')).rejects.toMatchObject({ code: 'CLOSED' });
  await zoho.close();
});

it('needs the bearer token where the server asks for one', async () => {
  const zoho = await startStandIn({ auth: 'bearer' });
  const { mcpUrl, bearerToken } = zoho;
  await expect(connectCrm({ ...options, mcpUrl })).rejects.toMatchObject({ kind: 'auth', code: 'HTTP_401' });
  const credentials = fixedAuthorization(`Bearer ${bearerToken}`);
  const crm = await connectCrm({ ...options, mcpUrl, credentials });
  await crm.close();
  await zoho.close();
});

it('more calls at once than the edition allows are told to slow down', async () => {
  const zoho = await startStandIn({ maxConcurrent: 1, latencyMs: 100 });
  const crm = await connectCrm({ ...options, mcpUrl: zoho.mcpUrl });
  const results = await Promise.allSettled([1, 2, 3].map(() => crm.describeFields('Leads')));
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(2);
  for (const result of refused) expect(result.reason).toMatchObject({ kind: 'rate_limited', retryable: true });
  await crm.close();
  await zoho.close();
});
