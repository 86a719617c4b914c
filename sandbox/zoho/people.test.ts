import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FAULT_KINDS } from './faults';
import { isObject, type JsonObject } from './json';
import { LEFT_OUT } from './left-out';
import { parseZohoMode } from './mode';
import { startTestZoho, type TestZoho } from './testing';

let zoho: TestZoho;
beforeEach(async () => {
  zoho = await startTestZoho();
});
afterEach(() => zoho.close());

function first(body: JsonObject): JsonObject {
  const [row] = Array.isArray(body.data) ? body.data : [];
  return isObject(row) ? row : {};
}

const idOf = (row: JsonObject): string => (isObject(row.details) ? String(row.details.id) : '');

describe('the routes for people', () => {
  it('make, change, convert and delete records as a person of the CRM would', async () => {
    const made = await zoho.desk('POST', '/records/Leads', { Last_Name: 'Zwane', City: 'Durban' });
    expect(made.status).toBe(201);
    const id = idOf(first(made.body));
    const changed = await zoho.desk('POST', '/records/Leads', { id, City: 'Paarl' });
    expect(changed).toMatchObject({ status: 200, body: { data: [{ code: 'SUCCESS' }] } });
    const listed = await zoho.desk('GET', '/records/Leads');
    expect(first(listed.body)).toMatchObject({ id, City: 'Paarl', Modified_By: { name: 'CRM Desk User' } });
    expect((await zoho.desk('POST', '/records/Leads', { id, convert: true })).status).toBe(200);
    expect(first((await zoho.desk('GET', '/records/Contacts')).body)).toMatchObject({ Last_Name: 'Zwane' });
    expect((await zoho.desk('POST', '/records/Leads', { id, delete: true })).status).toBe(200);
    expect((await zoho.desk('GET', '/records/Leads')).body.data).toEqual([]);
    expect((await zoho.desk('POST', '/records/Leads', { id, restore: true })).status).toBe(200);
    expect(first((await zoho.desk('GET', '/records/Leads')).body)).toMatchObject({ id, City: 'Paarl' });
  });

  it('say what is wrong with a request', async () => {
    expect(await zoho.desk('GET', '/records/Unicorns')).toMatchObject({
      status: 404,
      body: { modules: expect.arrayContaining(['Leads']) },
    });
    expect(await zoho.desk('POST', '/records/Leads', { id: '1', City: 'x' })).toMatchObject({ status: 404 });
    expect(await zoho.desk('POST', '/records/Leads', { City: 'x' })).toMatchObject({
      status: 400,
      body: { data: [{ code: 'MANDATORY_NOT_FOUND' }] },
    });
    expect(await zoho.desk('POST', '/records/Leads', [1])).toMatchObject({ status: 400 });
    expect((await fetch(`${zoho.url}/records/Leads`, { method: 'POST', body: '{' })).status).toBe(400);
    expect((await zoho.desk('GET', '/nowhere')).status).toBe(404);
    expect((await zoho.desk('GET', '/calls?limit=none')).status).toBe(400);
  });

  it('take orders for faults, and refuse unknown kinds with the list of known ones', async () => {
    const unknown = await zoho.desk('POST', '/faults', { kind: 'earthquake' });
    expect(unknown).toMatchObject({ status: 400, body: { allowed: [...FAULT_KINDS] } });
    expect((await zoho.desk('POST', '/faults', { kind: '429', times: 0 })).status).toBe(400);
    expect((await zoho.desk('POST', '/faults', { kind: '429', times: 2 })).status).toBe(201);
    await zoho.call('getModules', {});
    expect((await zoho.desk('GET', '/faults')).body.data).toEqual([{ kind: '429', times: 1 }]);
    await zoho.desk('DELETE', '/faults');
    expect((await zoho.desk('GET', '/faults')).body.data).toEqual([]);
    expect(await zoho.call('getModules', {})).toHaveProperty('modules');
  });

  it('keep a fault for the tool that it was ordered for, and a hang for a write', async () => {
    await zoho.desk('POST', '/faults', { kind: '429', tool: 'getFields' });
    await zoho.desk('POST', '/faults', { kind: 'hang_before_write' });
    expect(await zoho.call('getModules', {})).toHaveProperty('modules');
    expect(await zoho.call('getFields', { query_params: { module: 'Leads' } })).toMatchObject({
      code: 'TOO_MANY_REQUESTS',
    });
    expect((await zoho.desk('GET', '/faults')).body.data).toEqual([{ kind: 'hang_before_write', times: 1 }]);
  });

  it('count the calls that were carried out, and show the others with their fault', async () => {
    const write = (): Promise<unknown> =>
      zoho.call('createRecords', { path_variables: { module: 'Leads' }, body: { data: [{ Last_Name: 'A' }] } });
    await write();
    await zoho.desk('POST', '/faults', { kind: '403_no_permission' });
    await write();
    const { body } = await zoho.desk('GET', '/calls?tool=createRecords');
    expect(body).toMatchObject({ totals: { createRecords: 1 } });
    expect(body.data).toMatchObject([
      { executed: false, fault: '403_no_permission', status: 403, result: { code: 'NO_PERMISSION' } },
      { executed: true, fault: null, status: 201, arguments: { path_variables: { module: 'Leads' } } },
    ]);
    await zoho.desk('DELETE', '/calls');
    expect((await zoho.desk('GET', '/calls')).body).toMatchObject({ totals: {}, data: [] });
  });

  it('show a page with records, calls, faults and everything that is left out, and let no record write HTML', async () => {
    await zoho.desk('POST', '/records/Leads', { Last_Name: '<script>alert(1)</script>' });
    await zoho.call('getModules', {});
    const page = await (await fetch(`${zoho.url}/?module=Leads`)).text();
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script>');
    expect(page).toContain('getModules');
    for (const kind of FAULT_KINDS) expect(page).toContain(kind);
    for (const line of LEFT_OUT) expect(page).toContain(line.slice(0, 20));
  });

  it('spend no more credits than the edition has', async () => {
    await zoho.close();
    zoho = await startTestZoho({ credits: 2 });
    for (const _ of [1, 2]) expect(await zoho.call('getModules', {})).toHaveProperty('modules');
    expect(await zoho.call('getModules', {})).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    zoho.setNow(Date.parse('2026-03-03T08:30:00Z'));
    expect(await zoho.call('getModules', {})).toHaveProperty('modules');
  });
});

describe('the mode', () => {
  it('reads what is named and leaves the rest as usual', () => {
    const mode = parseZohoMode('replies=json, tools=meta latencyMs=20');
    expect(mode).toMatchObject({
      replies: 'json',
      tools: 'meta',
      latencyMs: 20,
      sessions: 'on',
      results: 'text',
      auth: 'key',
    });
  });

  it.each(['replies=xml', 'speed=high', 'latencyMs=soon', 'sessions'])('refuses %s and names it', (text) => {
    expect(() => parseZohoMode(text)).toThrow(new RegExp(text.split('=')[0] ?? ''));
  });
});
