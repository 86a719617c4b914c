import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from './json';
import { startTestZoho, type TestZoho } from './testing';

let zoho: TestZoho;
beforeEach(async () => {
  zoho = await startTestZoho();
});
afterEach(() => zoho.close());

async function token(more: Record<string, string> = {}): Promise<{ access_token?: string; error?: string }> {
  const { clientId, clientSecret, refreshToken } = zoho.rest;
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
    ...more,
  });
  return await (await fetch(`${zoho.url}/oauth/v2/token`, { method: 'POST', body })).json();
}

async function call(method: string, path: string, body?: Json, accessToken?: string): Promise<[number, unknown]> {
  const authorization = `Zoho-oauthtoken ${accessToken ?? (await token()).access_token}`;
  const init = body === undefined ? {} : { body: JSON.stringify(body) };
  const reply = await fetch(`${zoho.url}/crm/v8/${path}`, { method, headers: { authorization }, ...init });
  const text = await reply.text();
  return [reply.status, text === '' ? null : JSON.parse(text)];
}

const upsert = (...data: Json[]): Promise<[number, unknown]> =>
  call('POST', 'Leads/upsert', { data, duplicate_check_fields: ['External_Lead_ID'] });

describe('the REST interface', () => {
  it('answers with the CRM’s own statuses: all, some and none', async () => {
    const good = { External_Lead_ID: 'L-1', Last_Name: 'A' };
    const bad = { External_Lead_ID: 'L-2' };
    expect(await upsert(good)).toMatchObject([200, { data: [{ action: 'insert', status: 'success' }] }]);
    expect(await upsert(good, bad)).toMatchObject([
      207,
      { data: [{ action: 'update' }, { code: 'MANDATORY_NOT_FOUND' }] },
    ]);
    expect(await upsert(bad)).toMatchObject([400, { data: [{ code: 'MANDATORY_NOT_FOUND' }] }]);
  });

  it('answers a query without rows with 204, and a wrong one with its code', async () => {
    const query = (select_query: string): Promise<[number, unknown]> => call('POST', 'coql', { select_query });
    expect(await query('select id from Leads where id is not null')).toEqual([204, null]);
    expect(await query('select id from Leads')).toMatchObject([400, { code: 'SYNTAX_ERROR', status: 'error' }]);
  });

  it('knows the fields, and no module or path that does not exist', async () => {
    expect(await call('GET', 'settings/fields?module=Notes')).toMatchObject([200, { fields: expect.any(Array) }]);
    expect(await call('POST', 'Unicorns/upsert', { data: [{}] })).toMatchObject([400, { code: 'INVALID_MODULE' }]);
    expect(await call('GET', 'Leads/actions/unknown')).toMatchObject([404, { code: 'INVALID_URL_PATTERN' }]);
  });

  it('keeps channels that the MCP server sees too', async () => {
    const watch = [{ channel_id: '17', events: ['Leads.all'], notify_url: 'http://127.0.0.1:1/hook' }];
    expect(await call('POST', 'actions/watch', { watch })).toMatchObject([200, { watch: [{ code: 'SUCCESS' }] }]);
    expect(await zoho.call('getNotifications', {})).toMatchObject({ watch: [{ channel_id: '17' }] });
    expect(await call('PATCH', 'actions/watch', { watch })).toMatchObject([200, { watch: [{ code: 'SUCCESS' }] }]);
    expect(await call('DELETE', 'actions/watch?channel_ids=17')).toMatchObject([200, { watch: [{ code: 'SUCCESS' }] }]);
    expect(await zoho.call('getNotifications', {})).toBeNull();
  });

  it('wants a token of its own that has not ended', async () => {
    const accessToken = (await token()).access_token ?? '';
    const ask = (given: string): Promise<[number, unknown]> =>
      call('GET', 'settings/fields?module=Leads', undefined, given);
    expect((await ask(accessToken))[0]).toBe(200);
    for (const wrong of ['', 'another', zoho.bearerToken, zoho.rest.refreshToken]) {
      expect(await ask(wrong)).toMatchObject([401, { code: 'INVALID_TOKEN' }]);
    }
    zoho.setNow(Date.parse('2026-03-02T09:00:01Z'));
    expect((await ask(accessToken))[0]).toBe(401);
  });

  it('gives tokens only to who has client, secret and refresh token', async () => {
    expect(await token()).toHaveProperty('access_token');
    expect(await token({ client_id: 'x' })).toEqual({ error: 'invalid_client' });
    expect(await token({ client_secret: 'x' })).toEqual({ error: 'invalid_client_secret' });
    expect(await token({ refresh_token: 'x' })).toEqual({ error: 'invalid_code' });
    expect(await token({ grant_type: 'password' })).toEqual({ error: 'unsupported_grant_type' });
  });

  it('suffers faults as MCP does, apart from those of sessions', async () => {
    await zoho.desk('POST', '/faults', { kind: 'lost_session' });
    await zoho.desk('POST', '/faults', { kind: '429' });
    expect(await upsert({ Last_Name: 'A' })).toMatchObject([429, { code: 'TOO_MANY_REQUESTS' }]);
    expect((await zoho.desk('GET', '/faults')).body.data).toEqual([{ kind: 'lost_session', times: 1 }]);
    expect((await zoho.desk('GET', '/calls')).body.data).toMatchObject([{ tool: 'upsertRecords', fault: '429' }]);
  });
});
