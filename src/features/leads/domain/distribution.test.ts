import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Candidate,
  type DistributedLead,
  type DistributionRule,
  distribute,
  ESCALATE_AFTER,
  replay,
  type Turns,
  Why,
} from './distribution';

const LEAD: DistributedLead = { province: 'Gauteng', service_type: 'fibre', customer_type: 'smme', refused_by: [] };

const rule = (more: Partial<DistributionRule> = {}): DistributionRule => ({
  id: 'r1',
  version: 1,
  name: 'Rule',
  provinces: [],
  service_types: [],
  customer_types: [],
  tiers: [],
  max_open_leads: null,
  members: [],
  ...more,
});
const partner = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  partner_id: id,
  tier: 'bronze',
  open_leads: 0,
  ...more,
});
const members = (weights: Record<string, number>) =>
  Object.entries(weights).map(([partner_id, weight]) => ({ partner_id, weight }));

/** Gives so many leads out, one after the other, and says to whom. */
function run(count: number, rules: readonly DistributionRule[], candidates: readonly Candidate[]): string[] {
  const turns: Turns = {};
  const given: string[] = [];
  for (let i = 0; i < count; i++) {
    const decided = distribute(LEAD, rules, candidates, turns);
    if (!decided.matched) throw new Error('nobody takes it');
    turns[decided.ruleId] = { ...turns[decided.ruleId], ...decided.turns };
    given.push(decided.partnerId);
  }
  return given;
}

const takenBy = (lead: DistributedLead, rules: DistributionRule[], candidates: Candidate[]) => {
  const decided = distribute(lead, rules, candidates, {});
  return decided.matched ? decided.partnerId : null;
};

const weights = fc
  .uniqueArray(fc.tuple(fc.uuid(), fc.integer({ min: 1, max: 12 })), {
    minLength: 1,
    maxLength: 8,
    selector: ([id]) => id,
  })
  .map((pairs) => Object.fromEntries(pairs));

describe('the turns of a rule', () => {
  it('are shared as the weights say, exactly, over every cycle', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 3 }), (shares, cycles) => {
        const total = Object.values(shares).reduce((sum, weight) => sum + weight, 0);
        const given = run(
          total * cycles,
          [rule({ members: members(shares) })],
          Object.keys(shares).map((id) => partner(id)),
        );
        for (const [id, weight] of Object.entries(shares)) {
          expect(given.filter((one) => one === id)).toHaveLength(weight * cycles);
        }
      }),
    );
  });

  it('are spread: 5, 1 and 1 do not come in a row', () => {
    const given = run(
      7,
      [rule({ members: members({ a: 5, b: 1, c: 1 }) })],
      ['a', 'b', 'c'].map((id) => partner(id)),
    );
    expect(given.join('')).toBe('aabacaa');
  });

  it('do not depend on the order in which members and candidates are named', () => {
    fc.assert(
      fc.property(
        weights.chain((shares) =>
          fc.record({
            shares: fc.constant(shares),
            shuffled: fc.shuffledSubarray(Object.keys(shares), { minLength: Object.keys(shares).length }),
          }),
        ),
        ({ shares, shuffled }) => {
          const inOrder = Object.keys(shares);
          const mixed = Object.fromEntries(shuffled.map((id) => [id, shares[id] ?? 1]));
          expect(
            run(
              20,
              [rule({ members: members(mixed) })],
              shuffled.map((id) => partner(id)),
            ),
          ).toEqual(
            run(
              20,
              [rule({ members: members(shares) })],
              inOrder.map((id) => partner(id)),
            ),
          );
        },
      ),
    );
  });

  it('keep their sum: nobody’s share is lost when somebody is passed over for a while', () => {
    fc.assert(
      fc.property(weights, fc.array(fc.nat({ max: 7 }), { maxLength: 30 }), (shares, absent) => {
        const ids = Object.keys(shares);
        let hands: Record<string, number> = {};
        for (const away of absent) {
          const there = ids.filter((_id, index) => index !== away).map((id) => partner(id));
          const decided = distribute(LEAD, [rule({ members: members(shares) })], there, { r1: hands });
          if (decided.matched) hands = { ...hands, ...decided.turns };
        }
        expect(Object.values(hands).reduce((sum, hand) => sum + hand, 0)).toBe(0);
      }),
    );
  });

  it('of one more partner take from others only what the newcomer gets', () => {
    fc.assert(
      fc.property(weights, fc.uuid(), (shares, newcomer) => {
        fc.pre(!(newcomer in shares));
        const ids = Object.keys(shares);
        const before = run(
          1,
          [rule({ members: members(shares) })],
          ids.map((id) => partner(id)),
        )[0];
        const joined = { ...shares, [newcomer]: 1 };
        const after = run(
          1,
          [rule({ members: members(joined) })],
          [...ids, newcomer].map((id) => partner(id)),
        )[0];
        expect([before, newcomer]).toContain(after);
      }),
    );
  });

  it('take in every approved partner of the tiers once each, where a rule names nobody', () => {
    const candidates = [partner('a', { tier: 'gold' }), partner('b', { tier: 'gold' }), partner('c')];
    expect(run(4, [rule({ tiers: ['gold'] })], candidates)).toEqual(['a', 'b', 'a', 'b']);
  });
});

describe('a lead goes to', () => {
  it('the first rule that fits', () => {
    const rules = [
      rule({ id: 'r1', provinces: ['Western Cape'], members: members({ a: 1 }) }),
      rule({ id: 'r2', service_types: ['Fibre'], members: members({ b: 1 }) }),
      rule({ id: 'r3', members: members({ c: 1 }) }),
    ];
    const all = [partner('a'), partner('b'), partner('c')];
    expect(takenBy(LEAD, rules, all)).toBe('b');
    expect(takenBy({ ...LEAD, province: 'western cape' }, rules, all)).toBe('a');
    expect(takenBy({ ...LEAD, service_type: null }, rules, all)).toBe('c');
  });

  it('the same rule however province and service were typed', () => {
    const rules = [
      rule({ provinces: ['KwaZulu-Natal'], service_types: ['fixed_wireless'], members: members({ a: 1 }) }),
    ];
    expect(takenBy({ ...LEAD, province: 'kwazulu natal', service_type: 'Fixed wireless' }, rules, [partner('a')])).toBe(
      'a',
    );
  });

  it('the next rule when nobody of the first can take it', () => {
    const rules = [
      rule({ id: 'r1', max_open_leads: 5, members: members({ a: 9 }) }),
      rule({ id: 'r2', members: members({ b: 1 }) }),
    ];
    expect(takenBy(LEAD, rules, [partner('a', { open_leads: 5 }), partner('b', { open_leads: 500 })])).toBe('b');
    expect(takenBy(LEAD, rules, [partner('a', { open_leads: 4 }), partner('b')])).toBe('a');
  });

  it('nobody who declined it, is at capacity, has another tier or is not approved; and each is named with the reason', () => {
    const asked = rule({ tiers: ['gold'], max_open_leads: 2, members: members({ a: 1, b: 1, c: 1, d: 1 }) });
    const decided = distribute(
      { ...LEAD, refused_by: ['a'] },
      [asked],
      [partner('a', { tier: 'gold' }), partner('b', { tier: 'gold', open_leads: 2 }), partner('c')],
      {},
    );
    expect(decided.matched).toBe(false);
    expect(decided.why.skipped.map(({ partner_id: id, reason }) => [id, reason])).toEqual([
      ['a', 'refused'],
      ['b', 'at_capacity'],
      ['c', 'other_tier'],
      ['d', 'not_approved'],
    ]);
  });

  it('nobody when no rule fits', () => {
    expect(distribute(LEAD, [rule({ provinces: ['Limpopo'] })], [partner('a')], {})).toMatchObject({
      matched: false,
      why: { fitting: [], candidates: [] },
    });
    expect(distribute(LEAD, [], [partner('a')], {}).matched).toBe(false);
  });
});

const anything = fc.record({
  lead: fc.record({
    province: fc.constantFrom('Gauteng', 'Limpopo', null),
    service_type: fc.constantFrom('fibre', 'lte', null),
    customer_type: fc.constantFrom('consumer', 'smme'),
    refused_by: fc.subarray(['a', 'b', 'c', 'd']),
  }),
  rules: fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('r1', 'r2', 'r3', 'r4'),
      version: fc.integer({ min: 1, max: 9 }),
      name: fc.string(),
      provinces: fc.subarray(['Gauteng', 'Limpopo']),
      service_types: fc.subarray(['fibre', 'lte']),
      customer_types: fc.subarray(['consumer', 'smme']),
      tiers: fc.subarray(['bronze', 'gold']),
      max_open_leads: fc.option(fc.integer({ min: 1, max: 5 })),
      members: fc.subarray(['a', 'b', 'c', 'd']).map((ids) => members(Object.fromEntries(ids.map((id) => [id, 2])))),
    }),
    { selector: ({ id }) => id },
  ),
  candidates: fc.subarray([
    partner('a'),
    partner('b', { tier: 'gold', open_leads: 3 }),
    partner('c', { tier: 'gold' }),
    partner('d', { open_leads: 4 }),
  ]),
  turns: fc.dictionary(
    fc.constantFrom('r1', 'r2', 'r3', 'r4'),
    fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: -9, max: 9 })),
  ),
});

describe('what is kept of a decision', () => {
  it('decides the same again, after having been written down and read', () => {
    fc.assert(
      fc.property(anything, ({ lead, rules, candidates, turns }) => {
        const decided = distribute(lead, rules, candidates, turns);
        expect(replay(Why.parse(JSON.parse(JSON.stringify(decided.why))))).toEqual(decided);
      }),
    );
  });

  it('never names a partner that may not take the lead', () => {
    fc.assert(
      fc.property(anything, ({ lead, rules, candidates, turns }) => {
        const decided = distribute(lead, rules, candidates, turns);
        if (!decided.matched) return;
        const taken = rules.find(({ id }) => id === decided.ruleId);
        const by = candidates.find(({ partner_id: id }) => id === decided.partnerId);
        expect(by).toBeDefined();
        expect(lead.refused_by).not.toContain(decided.partnerId);
        expect(by?.open_leads ?? 0).toBeLessThan(taken?.max_open_leads ?? Number.POSITIVE_INFINITY);
      }),
    );
  });

  it('does not change what it was made from', () => {
    const turns = { r1: { a: 3 } };
    distribute(LEAD, [rule({ members: members({ a: 1, b: 1 }) })], [partner('a'), partner('b')], turns);
    expect(turns).toEqual({ r1: { a: 3 } });
  });
});

it('three partners are asked before people decide', () => expect(ESCALATE_AFTER).toBe(3));
