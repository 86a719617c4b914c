import { describe, expect, it } from 'vitest';
import { type DistributionRule, distribute } from '../../domain/distribution';
import { conditionWords, whyWords } from './why-words';

const rule = (more: Partial<DistributionRule>): DistributionRule => ({
  id: 'r1',
  version: 1,
  name: 'Gauteng',
  provinces: [],
  service_types: [],
  customer_types: [],
  tiers: [],
  max_open_leads: null,
  members: [],
  ...more,
});
const lead = { province: 'Gauteng', service_type: 'fibre', customer_type: 'smme', refused_by: [] as string[] };
const candidates = ['a', 'b', 'c'].map((partner_id) => ({ partner_id, tier: 'gold', open_leads: 2 }));
const nameOf = (id: string) => `Partner ${id.toUpperCase()}`;

describe('the reasons of a decision', () => {
  it('name the rule, who was passed over and why, and whose turn it was', () => {
    const members = [
      { partner_id: 'a', weight: 3 },
      { partner_id: 'b', weight: 1 },
      { partner_id: 'd', weight: 1 },
    ];
    const rules = [
      rule({ id: 'r0', name: 'First', max_open_leads: 2, members: [{ partner_id: 'c', weight: 1 }] }),
      rule({ provinces: ['Gauteng'], members }),
    ];
    const { why } = distribute({ ...lead, refused_by: ['b'] }, rules, candidates, { r1: { a: -1 } });
    expect(whyWords(why, nameOf)).toEqual([
      '“Gauteng” fits this lead (Gauteng).',
      '“First” fits too and comes first, but nobody of it could take the lead.',
      'Passed over: Partner C has as many open leads as the rule allows.',
      'Passed over: Partner B did not take it before.',
      'Passed over: Partner D is not approved.',
      'It was its turn among: Partner A (weight 3, in hand 2, 2 open).',
      'Asked before: Partner B.',
    ]);
  });

  it('say so when no rule fits', () => {
    const { why } = distribute(lead, [rule({ name: 'Cape', provinces: ['Western Cape'] })], candidates, {});
    expect(whyWords(why, nameOf)).toEqual(['No rule fits this lead.', '“Cape” takes: Western Cape.']);
  });
});

describe('a rule in words', () => {
  it('is every lead without conditions, and else all of them', () => {
    expect(conditionWords(rule({}))).toBe('Every lead');
    expect(
      conditionWords(
        rule({
          provinces: ['Gauteng', 'Limpopo'],
          service_types: ['business_fibre'],
          customer_types: ['smme'],
          tiers: ['gold'],
          max_open_leads: 9,
        }),
      ),
    ).toBe('Gauteng or Limpopo · Business fibre · Small or medium business · gold tier · below 9 open leads');
  });
});
