import { describe, expect, it } from 'vitest';
import { changesQuery, findQuery } from './coql';

describe('queries', () => {
  it('doubles quotes, so that a value stays a value', () => {
    const query = findQuery('Leads', 'Last_Name', ["O'Brien' or id is not null or Last_Name = '"], ['City'], null);
    expect(query).toBe(
      "select id, Modified_Time, City from Leads where Last_Name in ('O''Brien'' or id is not null or Last_Name = ''') order by id asc limit 200",
    );
  });

  it('refuses names that are not API names', () => {
    expect(() => findQuery('Leads where', 'id', ['1'], [], null)).toThrow(RangeError);
    expect(() => findQuery('Leads', 'id', ['1'], ['City, Phone'], null)).toThrow(RangeError);
    expect(() => changesQuery('Leads', ["x' "], { modifiedTime: '2026-01-01T00:00:00Z', afterId: null })).toThrow(
      RangeError,
    );
  });

  it('cuts fractions of a second off and keeps the instant', () => {
    const query = changesQuery('Leads', [], { modifiedTime: '2026-03-01T12:00:00.999+02:00', afterId: null });
    expect(query).toContain("Modified_Time >= '2026-03-01T10:00:00+00:00'");
    expect(() => changesQuery('Leads', [], { modifiedTime: 'yesterday', afterId: null })).toThrow(RangeError);
  });

  it('continues behind the last record of a full second, with brackets for three criteria', () => {
    const query = changesQuery('Leads', ['City'], {
      modifiedTime: '2026-03-01T10:00:00Z',
      afterId: '5725767000000400002',
    });
    expect(query).toContain(
      "where (Modified_Time > '2026-03-01T10:00:00+00:00' or (Modified_Time = '2026-03-01T10:00:00+00:00' and id > ",
    );
  });

  it('asks for at most 50 columns', () => {
    const names = Array.from({ length: 49 }, (_, index) => `Field_${index}`);
    expect(() => findQuery('Leads', 'id', ['1'], names, null)).toThrow(RangeError);
    expect(() => findQuery('Leads', 'id', ['1'], names.slice(1), null)).not.toThrow();
  });
});
