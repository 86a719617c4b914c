import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectCrm } from '../../src/integrations/zoho/connect';
import type { CrmPort } from '../../src/integrations/zoho/port';
import { readNotification } from '../../src/integrations/zoho/webhook';
import { silentLog, TIMEOUT_MS } from './connection';
import { idOf, OPTIONS } from './port-stage';
import { type StandInInFolder, startStandIn } from './stand-in';

const LEAD_FIELDS = ['Converted__s', 'Converted_Deal', 'Converted_Contact', 'Converted_Account', 'Modified_By'];
const Users = z.object({ data: z.array(z.looseObject({ Modified_By: z.looseObject({ id: z.string() }) })) });

describe('what people do in the CRM', () => {
  let zoho: StandInInFolder;
  let crm: CrmPort;

  beforeEach(async () => {
    zoho = await startStandIn({});
    crm = await connectCrm({ kind: 'mcp', mcpUrl: zoho.mcpUrl, timeoutMs: TIMEOUT_MS, log: silentLog });
  });
  afterEach(async () => {
    await crm.close();
    await zoho.close();
  });

  const store = async (): Promise<string> =>
    idOf(
      (
        await crm.upsertRecords(
          'Leads',
          [{ External_Lead_ID: 'lead-1', Last_Name: 'Contract', Company: 'Test', Suburb: 'Gardens' }],
          OPTIONS,
        )
      )[0],
    );

  it('is told apart from what the portal does by who did it', async () => {
    const id = await store();
    const [before] = await crm.findByField('Leads', 'id', [id], ['Modified_By', 'Suburb']);
    await zoho.change('Leads', { id, City: 'Paarl' });
    const [after] = await crm.findByField('Leads', 'id', [id], ['Modified_By', 'Suburb']);
    const { data } = Users.parse(await zoho.see('/records/Leads'));
    expect(before?.fields.Suburb).toBe('Gardens');
    expect(before?.fields.Modified_By).not.toEqual(after?.fields.Modified_By);
    expect(after?.fields.Modified_By).toEqual({ id: data[0]?.Modified_By.id });
  });

  it('leaves a converted lead in lists, with the way to its deal', async () => {
    const id = await store();
    const Deals = { Deal_Name: 'Fibre', Stage: 'Qualification', Closing_Date: '2026-12-31' };
    await zoho.change('Leads', { id, convert: true, Deals });
    const { records } = await crm.listRecords('Leads', LEAD_FIELDS, null);
    expect(records).toMatchObject([{ id, fields: { Converted__s: true } }]);
    for (const name of ['Converted_Deal', 'Converted_Contact', 'Converted_Account'] as const) {
      expect(records[0]?.fields[name]).toEqual({ id: expect.stringMatching(/^\d{18,19}$/) });
    }
    const link = z.object({ id: z.string() }).parse(records[0]?.fields.Converted_Deal);
    const [deal] = await crm.findByField('Deals', 'id', [link.id], ['Stage']);
    expect(deal?.fields.Stage).toBe('Qualification');
    await zoho.change('Leads', { id, delete: true });
    expect(await crm.listRecords('Leads', [], null)).toEqual({ records: [], more: false });
  });

  it('reaches the portal by a channel, and the callback proves itself', async () => {
    const bodies: string[] = [];
    const receiver = createServer(async (req, res) => {
      let text = '';
      for await (const chunk of req) text += String(chunk);
      bodies.push(text);
      res.end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const address = receiver.address();
    const notifyUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`;
    const channel = { channelId: '1000000068001', token: 'token-of-the-channel', notifyUrl, events: ['Leads.all'] };
    await crm.channels?.open({ ...channel, expiresAt: new Date(Date.now() + 86_400_000) });
    const id = await store();
    await expect.poll(() => bodies.length).toBe(1);
    const secrets = { token: channel.token, channelIds: [channel.channelId] };
    expect(readNotification(bodies[0] ?? '', secrets)).toMatchObject({
      ok: true,
      notification: { channelId: channel.channelId, module: 'Leads', operation: 'insert', ids: [id] },
    });
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  });

  it('upserts notes by their own external id, below their lead', async () => {
    const id = await store();
    const note = (text: string) => ({
      External_Activity_ID: 'activity-1',
      Note_Title: 'Call',
      Note_Content: text,
      Parent_Id: { id, module: { api_name: 'Leads' } },
    });
    const options = { externalIdField: 'External_Activity_ID', trigger: [] };
    const [first] = await crm.upsertRecords('Notes', [note('first')], options);
    const [second] = await crm.upsertRecords('Notes', [note('second')], options);
    expect(second).toMatchObject({ ok: true, action: 'update', id: idOf(first), matchedBy: 'External_Activity_ID' });
    const fields = ['External_Activity_ID', 'Note_Content', 'Parent_Id'];
    const found = await crm.findByField('Notes', 'External_Activity_ID', ['activity-1'], fields);
    expect(found).toMatchObject([{ fields: { Note_Content: 'second', Parent_Id: { id } } }]);
  });
});
