import { describe, expect, it } from 'vitest';
import { parseCoql } from '../../sandbox/zoho/coql/parse';
import { changesQuery, findQuery } from '../../src/integrations/zoho/coql';

describe('the client’s queries under COQL’s grammar', () => {
  it('a value with quotes stays one value', () => {
    const value = "O'Brien' or id is not null or Last_Name = '";
    const query = parseCoql(findQuery('Leads', 'Last_Name', [value], ['City'], '5725767000000400001'));
    expect(query.where).toMatchObject({ joiner: 'and', left: { kind: 'in', values: [{ kind: 'text', text: value }] } });
  });

  it('three criteria are in brackets as the CRM wants them', () => {
    const cursor = { modifiedTime: '2026-03-01T10:00:00Z', afterId: '5725767000000400002' };
    const query = parseCoql(changesQuery('Leads', ['City'], cursor));
    expect(query.where).toMatchObject({ joiner: 'or', right: { joiner: 'and' } });
    expect(query.orderBy.map((key) => key.column)).toEqual(['Modified_Time', 'id']);
    expect(query.limit).toBe(200);
  });
});
