import { describe, expect, it } from 'vitest';
import { encodeCursor } from '@/shared/cursor';
import { leadsHref, leadsQueryOf } from './leads-query';

const cursor = encodeCursor(['2026-11-20 08:00:00.123456+00', '0b0e2c6e-7d0f-4c7e-9a50-3b6f2a1f8e11']);

describe('the address of the leads list', () => {
  it('says which leads are wanted and where to walk on', () => {
    expect(leadsQueryOf({ status: 'new', cursor })).toEqual({ page: 1, limit: 20, status: 'new', cursor });
  });

  it.each([
    { status: 'nonsense' },
    { status: '' },
    { status: ['new', 'lost'] },
    { cursor: 'not-a-cursor' },
    { cursor: Buffer.from('["1; drop table", 7]').toString('base64url') },
    { page: '-3', limit: '1000000' },
  ])('shows the first page of all leads when it makes no sense: %j', (search) => {
    expect(leadsQueryOf(search)).toEqual({ page: 1, limit: 20 });
  });

  it('is what it was read from', () => {
    const search = new URL(leadsHref('/leads', { status: 'new', cursor }), 'http://portal').searchParams;
    expect(leadsQueryOf(Object.fromEntries(search))).toEqual({ page: 1, limit: 20, status: 'new', cursor });
    expect(leadsHref('/leads', {})).toBe('/leads');
  });
});
