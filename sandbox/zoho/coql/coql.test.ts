import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from '../json';
import { CrmRefusal } from '../reply';
import { startTestZoho, type TestZoho } from '../testing';
import { parseCoql } from './parse';

function codeOf(query: string): string {
  try {
    parseCoql(query);
    return 'accepted';
  } catch (error) {
    return error instanceof CrmRefusal ? error.code : 'crashed';
  }
}

const where = (criteria: string): string => `select id from Leads where ${criteria}`;

describe('the grammar', () => {
  it('reads every part of a query, in any case of the keywords', () => {
    const query = parseCoql(
      "SELECT id, Last_Name FROM Leads WHERE (City = 'Durban' AND Email is NOT null) ORDER BY Modified_Time DESC, id LIMIT 10 OFFSET 20",
    );
    expect(query).toMatchObject({ columns: ['id', 'Last_Name'], module: 'Leads', limit: 10, offset: 20 });
    expect(query.orderBy).toEqual([
      { column: 'Modified_Time', descending: true },
      { column: 'id', descending: false },
    ]);
    expect(query.where).toMatchObject({ kind: 'join', joiner: 'and', right: { kind: 'null', negated: true } });
  });

  it('takes an offset in front of the count, and 200 rows when nothing is said', () => {
    expect(parseCoql(`${where('id is not null')} limit 400,100`)).toMatchObject({ offset: 400, limit: 100 });
    expect(parseCoql(where('id is not null'))).toMatchObject({ offset: 0, limit: 200 });
  });

  it.each([
    ["City in ('a', 'b''c')", { kind: 'in', values: [{ text: 'a' }, { text: "b'c" }] }],
    ['City = "say ""x"""', { value: { text: 'say "x"' } }],
    ["City not in ('a')", { kind: 'in', negated: true }],
    ["City like 'Dur%'", { operator: 'like' }],
    ['Annual_Revenue between 1 and 2.5', { kind: 'between', high: { kind: 'number', text: '2.5' } }],
    ['Coverage_Available = true', { value: { kind: 'boolean', text: 'true' } }],
    ["(City = 'a' and City = 'b') or City != 'c'", { joiner: 'or', left: { joiner: 'and' } }],
  ])('reads %s', (criteria, expected) => {
    expect(parseCoql(where(criteria)).where).toMatchObject(expected);
  });

  it.each([
    ['nothing', ''],
    ['no where', 'select id from Leads'],
    ['no column', "select from Leads where City = 'a'"],
    ['another statement', "update Leads set City = 'a'"],
    ['three criteria without brackets', where("City = 'a' and City = 'b' and City = 'c'")],
    ['three criteria in one bracket', where("(City = 'a' and City = 'b' and City = 'c')")],
    ['an open bracket', where("(City = 'a'")],
    ['an open quote', where("City = 'a")],
    ['a missing value', where('City =')],
    ['a bare word as value', where('City = Durban')],
    ['a strange character', where("City = 'a'; drop")],
    ['something after the end', `${where("City = 'a'")} limit 1 please`],
    ['a limit of words', `${where("City = 'a'")} limit all`],
  ])('calls %s a syntax error', (_name, query) => {
    expect(codeOf(query)).toBe('SYNTAX_ERROR');
  });

  it('keeps to the limits', () => {
    const values = (count: number): string => Array.from({ length: count }, (_, index) => `'${index}'`).join(',');
    const columns = (count: number): string => Array.from({ length: count }, (_, index) => `F${index}`).join(',');
    const chain = (count: number): string => (count === 1 ? "City = 'a'" : `(City = 'a' or ${chain(count - 1)})`);
    expect(codeOf(where(`City in (${values(100)})`))).toBe('accepted');
    expect(codeOf(where(`City in (${values(101)})`))).toBe('LIMIT_EXCEEDED');
    expect(codeOf(`select ${columns(50)} from Leads where id is not null`)).toBe('accepted');
    expect(codeOf(`select ${columns(51)} from Leads where id is not null`)).toBe('LIMIT_EXCEEDED');
    expect(codeOf(where(chain(25)))).toBe('accepted');
    expect(codeOf(where(chain(26)))).toBe('LIMIT_EXCEEDED');
    expect(codeOf(`${where('id is not null')} limit 2000 offset 100000`)).toBe('accepted');
    expect(codeOf(`${where('id is not null')} limit 2001`)).toBe('LIMIT_EXCEEDED');
    expect(codeOf(`${where('id is not null')} limit 1 offset 100001`)).toBe('LIMIT_EXCEEDED');
    expect(codeOf(`${where('id is not null')} order by id, id`)).toBe('DUPLICATE_DATA');
  });
});

describe('running queries', () => {
  let zoho: TestZoho;

  beforeAll(async () => {
    zoho = await startTestZoho();
    const data: JsonObject[] = [
      { Last_Name: 'Adams', City: 'Durban', Annual_Revenue: 10, Coverage_Available: true },
      { Last_Name: "O'Neil", City: 'Cape Town', Annual_Revenue: 200, Coverage_Available: false },
      { Last_Name: 'Zulu', Annual_Revenue: 30.5, Next_Follow_Up: '2026-03-05T09:00:00+02:00' },
      { Last_Name: 'Under_score', City: 'durban' },
    ];
    await zoho.call('createRecords', { path_variables: { module: 'Leads' }, body: { data } });
  });
  afterAll(() => zoho.close());

  async function names(criteria: string, rest = ''): Promise<unknown[]> {
    const select_query = `select Last_Name from Leads where ${criteria} ${rest}`;
    const rows = await zoho.rows('executeCOQLQuery', { body: { select_query } });
    return rows.map((row) => row.Last_Name);
  }

  it.each([
    ["City = 'DURBAN'", ['Adams', 'Under_score']],
    ["City != 'Durban'", ["O'Neil"]],
    ['City is null', ['Zulu']],
    ['City is not null', ['Adams', "O'Neil", 'Under_score']],
    ["Last_Name = 'O''Neil'", ["O'Neil"]],
    ["Last_Name like '%er_s%'", ['Under_score']],
    ["Last_Name like 'Z%'", ['Zulu']],
    ["Last_Name in ('Zulu', 'Adams')", ['Adams', 'Zulu']],
    ['Annual_Revenue > 10', ["O'Neil", 'Zulu']],
    ["Annual_Revenue <= '30.5'", ['Adams', 'Zulu']],
    ['Annual_Revenue between 10 and 31', ['Adams', 'Zulu']],
    ['Coverage_Available = false', ["O'Neil"]],
    ["Next_Follow_Up = '2026-03-05T07:00:00Z'", ['Zulu']],
    ["(City = 'Durban' and Annual_Revenue = 10) or Last_Name = 'Zulu'", ['Adams', 'Zulu']],
    ["Modified_Time >= '2026-03-02T09:00:00+01:00'", ['Adams', "O'Neil", 'Zulu', 'Under_score']],
    ["Modified_Time > '2026-03-02T10:00:00+02:00'", []],
  ])('%s', async (criteria, expected) => {
    expect(await names(criteria)).toEqual(expected);
  });

  it('sorts, skips and says whether there is more', async () => {
    expect(await names('id is not null', 'order by Annual_Revenue desc limit 2')).toEqual(["O'Neil", 'Zulu']);
    expect(await names('id is not null', 'order by Last_Name limit 1,2')).toEqual(["O'Neil", 'Under_score']);
    const reply = await zoho.call('executeCOQLQuery', {
      body: { select_query: 'select City from Leads where id is not null limit 3' },
    });
    expect(reply).toMatchObject({ info: { count: 3, more_records: true } });
    expect(reply?.data).toMatchObject([{ id: expect.stringMatching(/^\d{19}$/), City: 'Durban' }, {}, { City: null }]);
  });

  it('answers with no content when nothing is found', async () => {
    expect(await zoho.call('executeCOQLQuery', { body: { select_query: where("City = 'Nowhere'") } })).toBeNull();
  });

  it.each([
    ['an unknown column', 'select Shoe from Leads where id is not null'],
    ['an unknown column in criteria', where("Shoe = '43'")],
    ['an unknown module', 'select id from Unicorns where id is not null'],
    ['criteria on a long text', where("Description = 'x'")],
    ['a time that is none', where("Modified_Time > 'yesterday'")],
    ['a number that is none', where("Annual_Revenue > 'much'")],
  ])('calls %s an invalid query', async (_name, select_query) => {
    expect(await zoho.call('executeCOQLQuery', { body: { select_query } })).toMatchObject({
      code: 'INVALID_QUERY',
      status: 'error',
    });
  });

  it('costs one, two or three credits', async () => {
    const used = async (): Promise<number> => Number((await zoho.desk('GET', '/calls')).body.credits24h);
    for (const [limit, cost] of [
      [200, 1],
      [1000, 2],
      [2000, 3],
    ]) {
      const before = await used();
      await zoho.call('executeCOQLQuery', { body: { select_query: `${where('id is not null')} limit ${limit}` } });
      expect((await used()) - before).toBe(cost);
    }
  });
});
