import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from './json';
import { startTestZoho, type TestZoho } from './testing';

const CHANNEL = '1000000068001';
const TOKEN = 'token-of-the-channel';

let zoho: TestZoho;
let receiver: Server;
let notifyUrl: string;
let received: JsonObject[];

beforeEach(async () => {
  zoho = await startTestZoho();
  received = [];
  receiver = createServer(async (req, res) => {
    let text = '';
    for await (const chunk of req) text += String(chunk);
    const body: unknown = JSON.parse(text);
    if (isObject(body)) received.push(body);
    res.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  notifyUrl = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/hook`;
});

afterEach(async () => {
  await zoho.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

function watch(more: JsonObject = {}, tool = 'createNotifications'): Promise<JsonObject | null> {
  const entry = { channel_id: CHANNEL, events: ['Leads.all'], notify_url: notifyUrl, token: TOKEN, ...more };
  return zoho.call(tool, { body: { watch: [entry] } });
}

const create = (...data: JsonObject[]): Promise<JsonObject[]> =>
  zoho.rows('createRecords', { path_variables: { module: 'Leads' }, body: { data } });

async function expiry(): Promise<unknown> {
  const list = await zoho.call('getNotifications', {});
  return Array.isArray(list?.watch) && isObject(list.watch[0]) ? list.watch[0].channel_expiry : null;
}

/** Callbacks come after the reply; the change that comes last marks that all before it have been sent. */
async function callbacks(count: number): Promise<JsonObject[]> {
  await expect.poll(() => received.length).toBe(count);
  return received;
}

describe('channels', () => {
  it('live a week at most, and an hour when nothing usable is said', async () => {
    expect(await watch({ channel_expiry: '2026-03-08T10:00:00+02:00' })).toMatchObject({
      watch: [{ code: 'SUCCESS' }],
    });
    expect(await expiry()).toBe('2026-03-08T10:00:00+02:00');
    for (const channel_expiry of ['2026-03-20T10:00:00+02:00', '2026-03-01T10:00:00+02:00']) {
      await watch({ channel_expiry });
      expect(await expiry()).toBe('2026-03-02T11:00:00+02:00');
    }
  });

  it.each([
    ['fractions of a second', { channel_expiry: '2026-03-08T10:00:00.000+02:00' }, 'channel_expiry'],
    ['a token of 51 characters', { token: 'x'.repeat(51) }, 'token'],
    ['an unknown event', { events: ['Leads.explode'] }, 'events'],
    ['an unknown module', { events: ['Unicorns.all'] }, 'events'],
    ['an address that is none', { notify_url: 'somewhere' }, 'notify_url'],
    ['a channel that is no number', { channel_id: 'mine' }, 'channel_id'],
  ])('refuse %s', async (_name, change, api_name) => {
    expect(await watch(change)).toMatchObject({ watch: [{ code: 'INVALID_DATA', details: { api_name } }] });
  });

  it('are renewed without being opened again, and closed for good', async () => {
    expect(await watch({}, 'updateNotifications')).toMatchObject({ watch: [{ code: 'INVALID_DATA' }] });
    await watch();
    await zoho.call('updateNotifications', {
      body: { watch: [{ channel_id: CHANNEL, channel_expiry: '2026-03-09T10:00:00+02:00' }] },
    });
    expect(await expiry()).toBe('2026-03-09T10:00:00+02:00');
    const close = (): Promise<JsonObject | null> =>
      zoho.call('deleteNotifications', { query_params: { channel_ids: CHANNEL } });
    expect(await close()).toMatchObject({ watch: [{ code: 'SUCCESS' }] });
    expect(await close()).toMatchObject({ watch: [{ code: 'INVALID_DATA' }] });
    expect(await zoho.call('getNotifications', {})).toBeNull();
  });

  it('fall silent when they have expired', async () => {
    await watch();
    await create({ Last_Name: 'within the hour' });
    await callbacks(1);
    zoho.setNow(Date.parse('2026-03-02T09:00:01Z'));
    expect(await zoho.call('getNotifications', {})).toBeNull();
    await create({ Last_Name: 'too late' });
    await watch({ channel_id: '2' });
    await create({ Last_Name: 'marks the end' });
    expect((await callbacks(2)).map((body) => body.channel_id)).toEqual([CHANNEL, '2']);
  });
});

describe('callbacks', () => {
  it('carry token, channel, operation and ids: one for each operation of a call', async () => {
    await watch({ return_affected_field_values: true });
    const rows = await create({ Last_Name: 'A' }, { Last_Name: 'B', City: 'Paarl' }, { City: 'refused' });
    const ids = rows.slice(0, 2).map((row) => (isObject(row.details) ? row.details.id : null));
    const [body] = await callbacks(1);
    expect(body).toMatchObject({ module: 'Leads', operation: 'insert', ids, channel_id: CHANNEL, token: TOKEN });
    expect(body?.server_time).toBe(Date.parse('2026-03-02T08:00:00Z'));
    expect(body?.affected_fields).toEqual([
      { [String(ids[0])]: ['Last_Name'] },
      { [String(ids[1])]: ['Last_Name', 'City'] },
    ]);
    expect(body?.affected_values).toMatchObject([{}, { values: { City: 'Paarl' } }]);
  });

  it('come for changes made in the CRM itself too, by the events that were asked for', async () => {
    await watch({ events: ['Leads.edit', 'Leads.delete'] });
    const [row] = await create({ Last_Name: 'A' });
    const id = isObject(row?.details) ? String(row.details.id) : '';
    await zoho.desk('POST', '/records/Leads', { id, City: 'Knysna' });
    await callbacks(1);
    await zoho.desk('POST', '/records/Leads', { id, delete: true });
    expect((await callbacks(2)).map((body) => [body.operation, body.ids])).toEqual([
      ['update', [id]],
      ['delete', [id]],
    ]);
  });

  it('get lost and doubled on order', async () => {
    await watch();
    await zoho.desk('POST', '/faults', { kind: 'lost_notification' });
    await create({ Last_Name: 'lost' });
    await zoho.desk('POST', '/faults', { kind: 'duplicate_notification' });
    const [row] = await create({ Last_Name: 'doubled' });
    const [first, second] = await callbacks(2);
    expect(first).toEqual(second);
    expect(first?.ids).toEqual([isObject(row?.details) ? row.details.id : null]);
    const { body } = await zoho.desk('GET', '/notifications');
    expect(JSON.stringify(body.deliveries)).toContain('lost on purpose');
  });

  it('to nobody harm nobody', async () => {
    await watch({ notify_url: 'http://127.0.0.1:1/nobody' });
    expect(await create({ Last_Name: 'A' })).toMatchObject([{ code: 'SUCCESS' }]);
  });
});
