import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JsonObject, objectAt } from './json';
import { startTestZoho, type TestZoho } from './testing';

let zoho: TestZoho;
beforeEach(async () => {
  zoho = await startTestZoho();
});
afterEach(() => zoho.close());

const args = (data: JsonObject[], more: JsonObject = {}, module = 'Leads'): JsonObject => ({
  path_variables: { module },
  body: { data, ...more },
});
const create = (...data: JsonObject[]): Promise<JsonObject[]> => zoho.rows('createRecords', args(data));
const upsert = (data: JsonObject[], fields?: string[]): Promise<JsonObject[]> =>
  zoho.rows('upsertRecords', args(data, fields === undefined ? {} : { duplicate_check_fields: fields }));
/** The id that a row reports. */
function idIn(row: JsonObject | undefined): string {
  return String(objectAt(row ?? {}, 'details').id);
}

const error = (code: string, details: JsonObject): JsonObject => ({
  code,
  status: 'error',
  details: expect.objectContaining(details),
});

describe('the envelope', () => {
  it('refuses flat arguments in the words of the connector', async () => {
    const reply = await zoho.call('createRecords', { module: 'Leads', data: [{ Last_Name: 'A' }] });
    expect(reply).toEqual({ text: 'Mandatory path variable "module" is not present in tool body' });
  });

  it('refuses an unknown module, no data, empty data and more than 100 records', async () => {
    const many = Array.from({ length: 101 }, () => ({ Last_Name: 'A' }));
    expect(await zoho.call('createRecords', args([{}], {}, 'Unicorns'))).toMatchObject({
      code: 'INVALID_MODULE',
      status: 'error',
    });
    expect(await zoho.call('createRecords', { path_variables: { module: 'Leads' }, body: {} })).toMatchObject({
      code: 'MANDATORY_NOT_FOUND',
    });
    expect(await zoho.call('createRecords', args([]))).toMatchObject({ code: 'INVALID_DATA' });
    expect(await zoho.call('createRecords', args(many))).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { limit: 100 },
    });
    expect((await zoho.desk('GET', '/records/Leads')).body.data).toEqual([]);
  });
});

describe('creating', () => {
  it('answers in the order of the input, with ids of 19 digits and times of whole seconds at +02:00', async () => {
    const [first, second, third] = await create({ Last_Name: 'A' }, { First_Name: 'No last name' }, { Last_Name: 'C' });
    expect(first).toMatchObject({ code: 'SUCCESS', status: 'success', message: 'record added' });
    expect(first?.details).toMatchObject({
      id: expect.stringMatching(/^\d{19}$/),
      Created_Time: '2026-03-02T10:00:00+02:00',
      Modified_Time: '2026-03-02T10:00:00+02:00',
      Created_By: { name: 'Portal Integration' },
    });
    expect(second).toMatchObject(
      error('MANDATORY_NOT_FOUND', { api_name: 'Last_Name', json_path: '$.data[1].Last_Name' }),
    );
    expect(third).toMatchObject({ code: 'SUCCESS' });
  });

  it.each([
    ['an e-mail that is none', { Email: 'nobody' }, { api_name: 'Email', expected_data_type: 'email' }],
    ['a number as a text', { Annual_Revenue: '12' }, { api_name: 'Annual_Revenue', expected_data_type: 'double' }],
    ['a text as a number', { City: 12 }, { api_name: 'City', expected_data_type: 'string' }],
    ['a fraction for a whole number', { No_of_Employees: 1.5 }, { expected_data_type: 'integer' }],
    ['a text for a boolean', { Coverage_Available: 'true' }, { expected_data_type: 'boolean' }],
    ['a text for several choices', { Interests: 'Fibre' }, { expected_data_type: 'jsonarray' }],
    ['fractions of a second', { Next_Follow_Up: '2026-03-02T10:00:00.123+02:00' }, { expected_data_type: 'datetime' }],
    ['a text that is too long', { City: 'x'.repeat(101) }, { api_name: 'City', maximum_length: 100 }],
    [
      'a lookup to nothing',
      { Partner: { id: '5725767000000999999' } },
      { api_name: 'Partner', json_path: '$.data[0].Partner' },
    ],
  ])('refuses %s', async (_name, fields, details) => {
    const [row] = await create({ Last_Name: 'A', ...fields });
    expect(row).toMatchObject(error('INVALID_DATA', details));
  });

  it('collects several faults of one record', async () => {
    const [row] = await create({ Email: 'nobody', City: 3 });
    expect(row).toMatchObject({ code: 'MULTIPLE_OR_MULTI_ERRORS', status: 'error' });
    const details = row?.details;
    const codes = JSON.stringify(details).match(/INVALID_DATA|MANDATORY_NOT_FOUND/g);
    expect(codes?.toSorted()).toEqual(['INVALID_DATA', 'INVALID_DATA', 'MANDATORY_NOT_FOUND']);
  });

  it('takes picklist values that no form offers, ignores unknown and read-only fields, and empties empty texts', async () => {
    const [row] = await create({ Last_Name: 'A', Lead_Status: 'Made Up', Shoe_Size: 43, Full_Name: 'X', City: '' });
    expect(row).toMatchObject({ code: 'SUCCESS' });
    const { body } = await zoho.desk('GET', '/records/Leads');
    expect(body.data).toMatchObject([{ Lead_Status: 'Made Up', Full_Name: 'A', City: null }]);
    const calls = await zoho.desk('GET', '/calls');
    expect(calls.body.data).toMatchObject([{ tool: 'createRecords', ignoredFields: ['Shoe_Size', 'Full_Name'] }]);
  });

  it('cuts decimals beyond the ninth and refuses numbers that are too long', async () => {
    const rows = await create(
      { Last_Name: 'A', Annual_Revenue: 0.12345678949 },
      { Last_Name: 'B', Annual_Revenue: 1e16 },
    );
    expect(rows[1]).toMatchObject(error('INVALID_DATA', { api_name: 'Annual_Revenue' }));
    const { body } = await zoho.desk('GET', '/records/Leads');
    expect(body.data).toMatchObject([{ Annual_Revenue: 0.123456789 }]);
  });

  it('doubles a record that is created twice, but not one with an external id', async () => {
    await create({ Last_Name: 'A', Email: 'a@example.com' }, { Last_Name: 'A', Email: 'a@example.com' });
    const [first] = await create({ Last_Name: 'B', External_Lead_ID: 'L-1' });
    const [second] = await create({ Last_Name: 'B', External_Lead_ID: 'l-1' });
    expect(second).toMatchObject(error('DUPLICATE_DATA', { api_name: 'External_Lead_ID', more_records: false }));
    const id = idIn(first);
    expect(second?.details).toMatchObject({ duplicate_record: { id, module: { api_name: 'Leads' } } });
    const { body } = await zoho.desk('GET', '/records/Leads');
    expect(body.data).toHaveLength(3);
  });
});

describe('updating', () => {
  it('needs an id that exists, and may not empty a mandatory field', async () => {
    const [made] = await create({ Last_Name: 'A', City: 'Durban' });
    const id = idIn(made);
    const data: JsonObject[] = [
      { id, City: 'Paarl' },
      { City: 'x' },
      { id: '5725767000000999999' },
      { id, Last_Name: null },
    ];
    const rows = await zoho.rows('updateRecords', args(data));
    expect(rows[0]).toMatchObject({ code: 'SUCCESS', message: 'record updated', details: { id } });
    expect(rows[1]).toMatchObject(error('MANDATORY_NOT_FOUND', { api_name: 'id' }));
    expect(rows[2]).toMatchObject({ code: 'INVALID_DATA', message: 'the id given seems to be invalid' });
    expect(rows[3]).toMatchObject(error('MANDATORY_NOT_FOUND', { api_name: 'Last_Name' }));
    const one = await zoho.rows('updateRecord', {
      path_variables: { module: 'Leads', recordID: id },
      body: { data: [{ City: 'Knysna' }] },
    });
    expect(one).toMatchObject([{ code: 'SUCCESS', details: { id } }]);
    const { body } = await zoho.desk('GET', '/records/Leads');
    expect(body.data).toMatchObject([{ Last_Name: 'A', City: 'Knysna' }]);
  });

  it('moves Modified_Time on, never back, even when the clock goes back', async () => {
    const [made] = await create({ Last_Name: 'A', External_Lead_ID: 'L-1' });
    zoho.setNow(Date.parse('2026-03-02T08:00:05.900Z'));
    const [later] = await upsert([{ External_Lead_ID: 'L-1', City: 'Paarl' }], ['External_Lead_ID']);
    zoho.setNow(Date.parse('2026-03-02T07:00:00Z'));
    const [latest] = await upsert([{ External_Lead_ID: 'L-1', City: 'Knysna' }], ['External_Lead_ID']);
    expect(made?.details).toMatchObject({ Modified_Time: '2026-03-02T10:00:00+02:00' });
    expect(later?.details).toMatchObject({
      Modified_Time: '2026-03-02T10:00:05+02:00',
      Created_Time: '2026-03-02T10:00:00+02:00',
    });
    expect(latest?.details).toMatchObject({ Modified_Time: '2026-03-02T10:00:05+02:00' });
  });
});

describe('upserting', () => {
  it('says what it did and by which field it found the record', async () => {
    const [inserted] = await upsert([{ Last_Name: 'A', External_Lead_ID: 'L-1' }], ['External_Lead_ID']);
    const [updated] = await upsert([{ External_Lead_ID: 'L-1', City: 'Paarl' }], ['External_Lead_ID']);
    expect(inserted).toMatchObject({ action: 'insert', duplicate_field: null, message: 'record added' });
    expect(updated).toMatchObject({ action: 'update', duplicate_field: 'External_Lead_ID', message: 'record updated' });
  });

  it('compares the system field first when nothing is named, then the unique ones', async () => {
    await create({ Last_Name: 'By mail', Email: 'a@example.com' }, { Last_Name: 'By key', External_Lead_ID: 'L-1' });
    const [byMail] = await upsert([{ Last_Name: 'X', Email: 'A@example.com' }]);
    const [byKey] = await upsert([{ Last_Name: 'Y', Email: 'new@example.com', External_Lead_ID: 'L-1' }]);
    expect(byMail).toMatchObject({ action: 'update', duplicate_field: 'Email' });
    expect(byKey).toMatchObject({ action: 'update', duplicate_field: 'External_Lead_ID' });
  });

  it('leaves the system field out when only unique fields are named, but goes on to the other unique ones', async () => {
    const contact = (fields: JsonObject, named: string[]): Promise<JsonObject[]> =>
      zoho.rows('upsertRecords', args([fields], { duplicate_check_fields: named }, 'Contacts'));
    await contact({ Last_Name: 'A', Email: 'a@example.com', Partner_Number: 'CTPL-2026-0001' }, ['Partner_Number']);
    const [sameMail] = await contact({ Last_Name: 'B', Email: 'a@example.com', External_Partner_ID: 'P-2' }, [
      'External_Partner_ID',
    ]);
    expect(sameMail).toMatchObject({ action: 'insert' });
    const [sameNumber] = await contact(
      { Last_Name: 'C', External_Partner_ID: 'P-1', Partner_Number: 'CTPL-2026-0001' },
      ['External_Partner_ID'],
    );
    expect(sameNumber).toMatchObject({ action: 'update', duplicate_field: 'Partner_Number' });
  });

  it('refuses to compare fields that are neither', async () => {
    const reply = await zoho.call('upsertRecords', args([{ Last_Name: 'A' }], { duplicate_check_fields: ['City'] }));
    expect(reply).toMatchObject({ code: 'INVALID_DATA', details: { json_path: '$.duplicate_check_fields[0]' } });
  });

  it('does not let one record take the unique value of another', async () => {
    const [first, second] = await create(
      { Last_Name: 'A', External_Lead_ID: 'L-1' },
      { Last_Name: 'B', External_Lead_ID: 'L-2' },
    );
    const id = idIn(second);
    const [row] = await zoho.rows('updateRecords', args([{ id, External_Lead_ID: 'L-1' }]));
    expect(row).toMatchObject({ code: 'DUPLICATE_DATA' });
    expect(row?.details).toMatchObject({ duplicate_record: { id: idIn(first) } });
  });

  it('finds the record that the same batch has just made', async () => {
    const rows = await upsert(
      [
        { Last_Name: 'A', External_Lead_ID: 'L-1' },
        { Last_Name: 'B', External_Lead_ID: 'L-1' },
      ],
      ['External_Lead_ID'],
    );
    expect(rows.map((row) => row.action)).toEqual(['insert', 'update']);
  });
});
