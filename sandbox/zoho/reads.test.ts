import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isObject, type JsonObject, objectAt } from './json';
import { startTestZoho, type TestZoho } from './testing';

let zoho: TestZoho;
beforeEach(async () => {
  zoho = await startTestZoho();
});
afterEach(() => zoho.close());

const leads = (query: JsonObject): JsonObject => ({ path_variables: { module: 'Leads' }, query_params: query });

async function make(count: number, fields: (index: number) => JsonObject = () => ({})): Promise<string[]> {
  const ids: string[] = [];
  for (let start = 0; start < count; start += 100) {
    const size = Math.min(100, count - start);
    const data = Array.from({ length: size }, (_, index) => ({
      Last_Name: `L${start + index}`,
      ...fields(start + index),
    }));
    const rows = await zoho.rows('createRecords', { path_variables: { module: 'Leads' }, body: { data } });
    ids.push(...rows.map((row) => String(objectAt(row, 'details').id)));
  }
  return ids;
}

const info = (reply: JsonObject | null): JsonObject => objectAt(reply ?? {}, 'info');

describe('getRecords', () => {
  it('needs fields, at most 50 of them, and answers with no content when there is nothing', async () => {
    expect(await zoho.call('getRecords', leads({}))).toMatchObject({
      code: 'REQUIRED_PARAM_MISSING',
      details: { param_name: 'fields' },
    });
    const names = Array.from({ length: 51 }, (_, index) => `F${index}`).join(',');
    expect(await zoho.call('getRecords', leads({ fields: names }))).toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await zoho.call('getRecords', leads({ fields: 'Last_Name' }))).toBeNull();
  });

  it('gives the newest first, only the fields that were asked for, and lookups with their names', async () => {
    const [contact] = await zoho.rows('createRecords', {
      path_variables: { module: 'Contacts' },
      body: { data: [{ First_Name: 'Ada', Last_Name: 'Zwane' }] },
    });
    const partner = objectAt(contact ?? {}, 'details').id ?? '';
    const [first, second] = await make(2, () => ({ Partner: partner }));
    const reply = await zoho.call('getRecords', leads({ fields: 'Last_Name,Partner,No_Such_Field' }));
    expect(reply?.data).toEqual([
      { id: second, Last_Name: 'L1', Partner: { id: partner, name: 'Ada Zwane' } },
      { id: first, Last_Name: 'L0', Partner: { id: partner, name: 'Ada Zwane' } },
    ]);
    expect(info(reply)).toMatchObject({ per_page: 200, count: 2, page: 1, more_records: false, next_page_token: null });
  });

  it('walks by page up to 2,000 rows and by token beyond, each record once', async () => {
    await make(2050);
    const seen = new Set<unknown>();
    const take = (reply: JsonObject | null): void => {
      for (const row of Array.isArray(reply?.data) ? reply.data : []) if (isObject(row)) seen.add(row.id);
    };
    for (let page = 1; page <= 10; page++) take(await zoho.call('getRecords', leads({ fields: 'id', page })));
    expect(seen.size).toBe(2000);
    const beyond = await zoho.call('getRecords', leads({ fields: 'id', page: 11 }));
    expect(beyond).toMatchObject({ code: 'DISCRETE_PAGINATION_LIMIT_EXCEEDED' });
    const last = await zoho.call('getRecords', leads({ fields: 'id', page: 10 }));
    const token = String(info(last).next_page_token);
    take(await zoho.call('getRecords', leads({ fields: 'id', page_token: token })));
    expect(seen.size).toBe(2050);
  });

  it('holds tokens to their parameters, their 24 hours, and never together with a page', async () => {
    await make(3);
    const first = await zoho.call('getRecords', leads({ fields: 'id', per_page: 2 }));
    const page_token = String(info(first).next_page_token);
    const ask = (query: JsonObject): Promise<JsonObject | null> => zoho.call('getRecords', leads(query));
    expect(await ask({ fields: 'id,City', per_page: 2, page_token })).toMatchObject({
      code: 'TOKEN_BOUND_DATA_MISMATCH',
    });
    expect(await ask({ fields: 'id', per_page: 2, page_token, page: 2 })).toMatchObject({
      code: 'AMBIGUITY_DURING_PROCESSING',
    });
    expect(await ask({ fields: 'id', per_page: 2, page_token: 'nonsense' })).toMatchObject({ code: 'INVALID_DATA' });
    expect((await ask({ fields: 'id', per_page: 2, page_token }))?.data).toHaveLength(1);
    zoho.setNow(Date.parse('2026-03-03T08:00:01Z'));
    expect(await ask({ fields: 'id', per_page: 2, page_token })).toMatchObject({ code: 'EXPIRED_VALUE' });
    expect(await ask({ fields: 'id', per_page: 201 })).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  it('takes ids and an order', async () => {
    const ids = await make(3);
    const reply = await zoho.call('getRecords', leads({ fields: 'id', ids: `${ids[2]},${ids[0]}`, sort_order: 'asc' }));
    expect(reply?.data).toEqual([{ id: ids[0] }, { id: ids[2] }]);
    expect(await zoho.call('getRecords', leads({ fields: 'id', sort_by: 'City' }))).toMatchObject({
      code: 'INVALID_DATA',
    });
  });
});

describe('other reads', () => {
  it('getRecord shows every field, or refuses the id', async () => {
    const [id = ''] = await make(1, () => ({ City: 'Paarl' }));
    const get = (recordID: string): Promise<JsonObject | null> =>
      zoho.call('getRecord', { path_variables: { module: 'Leads', recordID } });
    expect(await get(id)).toMatchObject({ data: [{ id, City: 'Paarl', Owner: { name: 'Portal Integration' } }] });
    expect(await get('5725767000000999999')).toMatchObject({
      code: 'INVALID_DATA',
      message: 'the id given seems to be invalid',
    });
  });

  it('searches by criteria, where a text that contains the value equals it', async () => {
    await make(3, (index) => ({
      City: ['Durban North', 'Durban', 'Paarl (old)'][index] ?? '',
      Email: `p${index}@example.com`,
    }));
    const found = async (query: JsonObject): Promise<unknown[]> =>
      (await zoho.rows('searchRecords', leads(query))).map((row) => row.Last_Name).toSorted();
    expect(await found({ criteria: '(City:equals:Durban)' })).toEqual(['L0', 'L1']);
    expect(await found({ criteria: '((City:starts_with:Dur)and(Last_Name:equals:L1))' })).toEqual(['L1']);
    expect(await found({ criteria: '((Last_Name:equals:L0)or(Last_Name:equals:L2))' })).toEqual(['L0', 'L2']);
    expect(await found({ criteria: '(City:equals:Paarl \\(old\\))' })).toEqual(['L2']);
    expect(await found({ email: 'p2@example.com' })).toEqual(['L2']);
    expect(await found({ word: 'paarl' })).toEqual(['L2']);
    expect(await zoho.call('searchRecords', leads({}))).toMatchObject({ code: 'REQUIRED_PARAM_MISSING' });
    expect(await zoho.call('searchRecords', leads({ criteria: '(Shoe:equals:1)' }))).toMatchObject({
      code: 'INVALID_QUERY',
    });
    const eleven = `(${Array.from({ length: 11 }, () => '(City:equals:x)').join('or')})`;
    expect(await zoho.call('searchRecords', leads({ criteria: eleven }))).toMatchObject({ code: 'INVALID_QUERY' });
  });

  it('remembers deleted records, by the way they went', async () => {
    const [first = '', second = ''] = await make(2);
    const rows = await zoho.rows('deleteRecords', leads({ ids: `${first},5725767000000999999` }));
    expect(rows).toMatchObject([{ code: 'SUCCESS', details: { id: first } }, { code: 'INVALID_DATA' }]);
    await zoho.desk('POST', '/records/Leads', { id: second, delete: true, permanent: true });
    const deleted = async (type: string): Promise<unknown[]> =>
      (await zoho.rows('getDeletedRecords', leads({ type }))).map((row) => [row.id, row.type, row.display_name]);
    expect(await deleted('recycle')).toEqual([[first, 'recycle', 'L0']]);
    expect(await deleted('permanent')).toEqual([[second, 'permanent', 'L1']]);
    expect(await deleted('all')).toHaveLength(2);
    expect(await zoho.call('getRecords', leads({ fields: 'id' }))).toBeNull();
  });

  it('lists the notes of a record, and no other related list', async () => {
    const [id = '', other = ''] = await make(2);
    const note = (parent: string, title: string): JsonObject => ({
      Note_Title: title,
      Note_Content: 'called',
      Parent_Id: { id: parent, module: { api_name: 'Leads' } },
    });
    const body = { data: [note(id, 'first'), note(other, 'other'), { Note_Content: 'lost', Parent_Id: id }] };
    const made = await zoho.rows('createRecords', { path_variables: { module: 'Notes' }, body });
    expect(made.map((row) => row.code)).toEqual(['SUCCESS', 'SUCCESS', 'MANDATORY_NOT_FOUND']);
    const path_variables = { parentRecordModule: 'Leads', parentRecord: id, relatedList: 'Notes' };
    const notes = await zoho.rows('getRelatedRecords', {
      path_variables,
      query_params: { fields: 'Note_Title', perPage: 10 },
    });
    expect(notes.map((row) => row.Note_Title)).toEqual(['first']);
    const wrong = { path_variables: { ...path_variables, relatedList: 'Tasks' }, query_params: { fields: 'id' } };
    expect(await zoho.call('getRelatedRecords', wrong)).toMatchObject({ code: 'INVALID_DATA' });
  });

  it('describes fields, modules and the organisation', async () => {
    const fields = await zoho.call('getFields', { query_params: { module: 'Leads' } });
    expect(fields?.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          api_name: 'External_Lead_ID',
          external: { type: 'org', show: true },
          custom_field: true,
        }),
        expect.objectContaining({
          api_name: 'Lead_Status',
          pick_list_values: expect.arrayContaining([expect.objectContaining({ actual_value: 'Not Contacted' })]),
        }),
      ]),
    );
    expect(await zoho.call('getFields', {})).toMatchObject({ code: 'REQUIRED_PARAM_MISSING' });
    const modules = await zoho.call('getModules', {});
    expect(modules?.modules).toEqual(
      expect.arrayContaining([expect.objectContaining({ api_name: 'Commissions', generated_type: 'custom' })]),
    );
    expect(await zoho.call('getOrganization', {})).toMatchObject({
      org: [{ time_zone: 'Africa/Johannesburg', iso_code: 'ZAR' }],
    });
  });
});

describe('converting a lead', () => {
  const convert = (leadId: string, data: JsonObject = {}): Promise<JsonObject | null> =>
    zoho.call('convertLead', { path_variables: { leadId }, body: { data: [data] } });

  it('makes a contact, an account and a deal, and hides the lead from lists but not from COQL', async () => {
    const [id = ''] = await make(1, () => ({
      Company: 'Zwane Trading',
      Email: 'a@example.com',
      External_Lead_ID: 'L-1',
    }));
    const Deals = { Deal_Name: 'Fibre', Stage: 'Qualification', Closing_Date: '2026-06-30' };
    const reply = await convert(id, { Deals });
    const [row] = Array.isArray(reply?.data) ? reply.data : [];
    expect(row).toMatchObject({
      code: 'SUCCESS',
      details: { Accounts: { name: 'Zwane Trading' }, Deals: { name: 'Fibre' } },
    });
    expect(await zoho.call('getRecords', leads({ fields: 'id' }))).toBeNull();
    expect(await zoho.rows('getRecords', leads({ fields: 'id', converted: 'both' }))).toEqual([{ id }]);
    const select_query = `select Converted__s, Converted_Deal from Leads where External_Lead_ID = 'L-1'`;
    const [found] = await zoho.rows('executeCOQLQuery', { body: { select_query } });
    const dealId = isObject(row) ? objectAt(objectAt(row, 'details'), 'Deals').id : undefined;
    expect(found).toEqual({ id, Converted__s: true, Converted_Deal: { id: dealId } });
    const { body } = await zoho.desk('GET', '/records/Deals');
    expect(body.data).toMatchObject([
      { id: dealId, Account_Name: { name: 'Zwane Trading' }, Contact_Name: { name: 'L0' } },
    ]);
  });

  it('happens once, needs a whole deal, and leaves nothing behind when it fails', async () => {
    const [id = ''] = await make(1);
    expect(await convert(id, { Deals: { Deal_Name: 'x', Stage: 'y' } })).toMatchObject({ code: 'MANDATORY_NOT_FOUND' });
    expect((await zoho.desk('GET', '/records/Contacts')).body.data).toEqual([]);
    expect(await convert(id)).toMatchObject({ data: [{ details: { Deals: null, Accounts: null } }] });
    expect(await convert(id)).toMatchObject({ code: 'ID_ALREADY_CONVERTED' });
    const update = { path_variables: { module: 'Leads' }, body: { data: [{ id, City: 'x' }] } };
    expect(await zoho.rows('updateRecords', update)).toMatchObject([{ code: 'INVALID_DATA' }]);
  });
});
