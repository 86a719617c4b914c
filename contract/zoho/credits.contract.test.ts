import { expect, it } from 'vitest';
import { z } from 'zod';
import { connectCrm } from '../../src/integrations/zoho/connect';
import type { CrmPort } from '../../src/integrations/zoho/port';
import { silentLog, TIMEOUT_MS } from './connection';
import { lead, OPTIONS } from './port-stage';
import { startStandIn } from './stand-in';

it.each(['mcp', 'rest'] as const)('tells of every call by %s what it costs, as the CRM counts it', async (kind) => {
  const zoho = await startStandIn({});
  const calls: { operation: string; credits: number }[] = [];
  const common = { timeoutMs: TIMEOUT_MS, log: silentLog, onCall: (call: (typeof calls)[number]) => calls.push(call) };
  const { url, mcpUrl, rest } = zoho;
  const crm: CrmPort =
    kind === 'mcp'
      ? await connectCrm({ kind, mcpUrl, ...common })
      : await connectCrm({ kind, apiUrl: url, accountsUrl: url, ...rest, ...common });
  expect(calls).toEqual([]);
  const leads = Array.from({ length: 25 }, (_, index) => lead(`credit-${index}`));
  await crm.upsertRecords('Leads', leads, OPTIONS);
  await crm.findByField('Leads', 'External_Lead_ID', leads.map(String), []);
  await crm.describeFields('Leads');
  await crm.channels?.close('1');
  // What is refused at the door has not reached the CRM: it is told of once, when it has.
  await zoho.order({ kind: kind === 'mcp' ? 'lost_session' : 'expired_tokens' });
  await crm.describeFields('Leads');
  expect(calls).toEqual([
    { operation: 'upsertRecords', credits: 3 },
    { operation: 'executeCOQLQuery', credits: 1 },
    { operation: 'getFields', credits: 1 },
    { operation: 'deleteNotifications', credits: 1 },
    { operation: 'getFields', credits: 1 },
  ]);
  const { credits24h } = z.object({ credits24h: z.number() }).parse(await zoho.see('/calls'));
  expect(credits24h).toBe(calls.reduce((sum, call) => sum + call.credits, 0));
  await crm.close();
  await zoho.close();
});
