import { describe, expect, it } from 'vitest';
import { encodeCursor } from '@/shared/cursor';
import { LEAD_SORTS, LEAD_VIEWS, namesOf, sortOf } from '../domain/lead-views';
import { leadsHref, leadsQueryOf } from './leads-query';

const cursor = encodeCursor(['2026-11-20 08:00:00.123456+00', '0b0e2c6e-7d0f-4c7e-9a50-3b6f2a1f8e11']);
const FIRST_PAGE = { page: 1, limit: 20 };
const ALL = {
  status: 'new',
  q: 'O’Brien & “Söhne”',
  from: '2026-11-01',
  to: '2026-11-30',
  view: 'overdue',
  sort: 'oldest',
};

describe('the address of the leads list', () => {
  it('says which leads are wanted, in which order, and where to walk on', () => {
    expect(leadsQueryOf({ ...ALL, cursor })).toEqual({ ...FIRST_PAGE, ...ALL, cursor });
  });

  it.each(namesOf(LEAD_VIEWS))('knows the view %s', (view) => {
    expect(leadsQueryOf({ view })).toEqual({ ...FIRST_PAGE, view });
  });

  it.each(namesOf(LEAD_SORTS))('knows the order %s', (sort) => {
    expect(leadsQueryOf({ sort })).toEqual({ ...FIRST_PAGE, sort });
  });

  it.each([
    { status: 'nonsense' },
    { status: '' },
    { status: ['new', 'lost'] },
    { cursor: 'not-a-cursor' },
    { cursor: Buffer.from('["1; drop table", 7]').toString('base64url') },
    { page: '-3', limit: '1000000' },
    { q: '   ' },
    { q: 'x'.repeat(101) },
    { q: 'a\0b' },
    { from: '2026-02-31' },
    { from: '28/11/2026' },
    { to: '0001-01-01' },
    { view: 'everybody' },
    { view: 'toString' },
    { sort: 'created_at; drop table' },
  ])('shows the first page of all leads when it makes no sense: %j', (search) => {
    expect(leadsQueryOf(search)).toEqual(FIRST_PAGE);
  });

  it('keeps what makes sense beside what does not', () => {
    expect(leadsQueryOf({ status: 'lost', sort: 'nonsense', from: '2026-11-01', to: '2026-10-01' })).toEqual({
      ...FIRST_PAGE,
      status: 'lost',
      from: '2026-11-01',
    });
  });

  it('is what it was read from', () => {
    const search = new URL(leadsHref('/leads', { ...ALL, cursor }), 'http://portal').searchParams;
    expect(leadsQueryOf(Object.fromEntries(search))).toEqual({ ...FIRST_PAGE, ...ALL, cursor });
    expect(leadsHref('/leads', { view: 'all' })).toBe('/leads');
  });
});

describe('the order of a list', () => {
  it('is the view’s own unless another is asked for', () => {
    expect(sortOf({})).toBe('newest');
    expect(sortOf({ view: 'overdue' })).toBe('urgent');
    expect(sortOf({ view: 'overdue', sort: 'oldest' })).toBe('oldest');
  });
});
