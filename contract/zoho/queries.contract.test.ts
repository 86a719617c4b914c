import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCoql } from '../../sandbox/zoho/coql/parse';
import { changesQuery, findQuery, listQuery } from '../../src/integrations/zoho/coql';

describe('the client’s queries under COQL’s grammar', () => {
  it('every value stays one value, whatever is in it', () => {
    const values = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(values, fc.constantFrom(null, '5725767000000400001'), (given, afterId) => {
        const { where, limit } = parseCoql(findQuery('Leads', 'Last_Name', given, ['City'], afterId));
        const expected = { kind: 'in', values: given.map((text) => ({ kind: 'text', text })) };
        expect(where.kind === 'join' ? where.left : where).toMatchObject(expected);
        expect(limit).toBe(200);
      }),
    );
  });

  it('three criteria are in brackets as the CRM wants them', () => {
    const cursor = { modifiedTime: '2026-03-01T10:00:00Z', afterId: '5725767000000400002' };
    const query = parseCoql(changesQuery('Leads', ['City'], cursor));
    expect(query.where).toMatchObject({ joiner: 'or', right: { joiner: 'and' } });
    expect(query.orderBy.map((key) => key.column)).toEqual(['Modified_Time', 'id']);
    expect(query.limit).toBe(200);
  });

  it('a cursor keeps its instant and loses its fractions, in any zone', () => {
    const offsets = fc.integer({ min: -12 * 60, max: 14 * 60 });
    const times = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(times, offsets, (time, offset) => {
        const sign = offset < 0 ? '-' : '+';
        const two = (value: number): string => String(value).padStart(2, '0');
        const zone = `${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
        const local = new Date(time.getTime() + offset * 60_000).toISOString().replace('Z', zone);
        const query = parseCoql(changesQuery('Leads', [], { modifiedTime: local, afterId: null }));
        const text = query.where.kind === 'compare' ? query.where.value.text : '';
        expect(Date.parse(text)).toBe(Math.floor(time.getTime() / 1000) * 1000);
        expect(text).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
      }),
    );
  });

  it('a list has the condition that COQL wants, from the first page on', () => {
    expect(parseCoql(listQuery('Leads', [], null)).where).toEqual({ kind: 'null', column: 'id', negated: true });
    const behind = parseCoql(listQuery('Leads', ['City'], '5725767000000400002'));
    expect(behind.where).toMatchObject({ kind: 'compare', column: 'id', operator: '>' });
    expect(behind.orderBy).toEqual([{ column: 'id', descending: false }]);
  });
});
