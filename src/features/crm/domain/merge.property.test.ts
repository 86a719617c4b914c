import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agreedOn, type FieldRules, type Merged, type MergeInput, merge, outgoing } from './merge';
import type { Agreement, Value, Values } from './values';

const RULES: FieldRules = { Key: 'portal', Status: 'shared', City: 'shared', Coverage: 'crm', Number: 'portal' };
const FIELDS = Object.keys(RULES);

const value: fc.Arbitrary<Value> = fc.constantFrom(null, 'a', 'b', 'c', true, false);
const values: fc.Arbitrary<Values> = fc.record(Object.fromEntries(FIELDS.map((field) => [field, value])));
const second = fc.integer({ min: 0, max: 3 }).map((seconds) => new Date(1_800_000_000_000 + seconds * 1000));
const base: fc.Arbitrary<Agreement> = fc.record({ agreed: values, held: fc.constant({}) });
const input: fc.Arbitrary<MergeInput> = fc.record({
  rules: fc.constant(RULES),
  portal: values,
  crm: values,
  base: fc.option(base),
  sent: fc.constant([]),
  portalChangedAt: second,
  crmChangedAt: second,
});
const met: fc.Arbitrary<MergeInput & { base: Agreement }> = fc
  .tuple(input, base)
  .map(([one, agreement]) => ({ ...one, base: agreement }));

/** Both sides after the portal took over what it takes and the CRM got what it is owed. */
function settle({ portal, crm }: Pick<MergeInput, 'portal' | 'crm'>, merged: Merged) {
  const here = { ...portal, ...merged.take };
  const sent = outgoing(RULES, here, merged.base);
  return { portal: here, crm: { ...crm, ...sent }, sent, base: agreedOn(merged.base, sent) };
}

it('a change of one side alone is on both sides afterwards', () => {
  fc.assert(
    fc.property(met, (given) => {
      const after = settle(given, merge(given));
      for (const field of ['Status', 'City']) {
        const [before, here, there] = [given.base.agreed[field], given.portal[field], given.crm[field]];
        if (here === before) expect([after.portal[field], after.crm[field]]).toEqual([there, there]);
        if (there === before) expect([after.portal[field], after.crm[field]]).toEqual([here, here]);
      }
    }),
  );
});

it('both sides are equal afterwards, field by field, except for what only the CRM may say and never said', () => {
  fc.assert(
    fc.property(met, (given) => {
      const after = settle(given, merge(given));
      for (const field of FIELDS) {
        const isUnsaid = RULES[field] === 'crm' && given.crm[field] === null && given.base.agreed[field] === null;
        if (!isUnsaid) expect(after.portal[field]).toEqual(after.crm[field]);
      }
    }),
  );
});

it('each side keeps what is its own to say', () => {
  fc.assert(
    fc.property(input, (given) => {
      const { take } = merge(given);
      for (const field of Object.keys(take)) expect(RULES[field]).not.toBe('portal');
      const after = settle(given, merge(given));
      expect('Coverage' in after.sent).toBe(false);
      expect([after.crm.Key, after.crm.Number]).toEqual([given.portal.Key, given.portal.Number]);
    }),
  );
});

it('merging what was settled changes nothing and owes nothing', () => {
  fc.assert(
    fc.property(input, (given) => {
      const once = settle(given, merge(given));
      const again = merge({ ...given, portal: once.portal, crm: once.crm, base: once.base });
      expect(again).toMatchObject({ take: {}, conflicts: [], restored: [] });
      expect(outgoing(RULES, once.portal, again.base)).toEqual({});
    }),
  );
});

it('the echo of what was sent changes nothing here, whatever the portal says by now', () => {
  fc.assert(
    fc.property(met, values, (given, portalNow) => {
      const sent = outgoing(RULES, given.portal, given.base);
      const crm = { ...given.base.agreed, ...sent };
      const seen = merge({ ...given, crm, portal: portalNow, sent: [sent] });
      const theirs = Object.keys(seen.take).filter((field) => RULES[field] !== 'crm');
      expect([theirs, seen.conflicts, seen.restored]).toEqual([[], [], []]);
      // And what the portal changed meanwhile is still owed.
      expect(settle({ portal: portalNow, crm }, seen).crm).toMatchObject({ Status: portalNow.Status });
    }),
  );
});

it('where both changed a shared field the later one stays, within one second the portal’s, and it is said once', () => {
  fc.assert(
    fc.property(met, (given) => {
      const merged = merge(given);
      const after = settle(given, merged);
      for (const field of ['Status', 'City']) {
        const [before, here, there] = [given.base.agreed[field], given.portal[field], given.crm[field]];
        const isConflict = here !== before && there !== before && here !== there;
        const winner = given.crmChangedAt > given.portalChangedAt ? 'crm' : 'portal';
        expect(merged.conflicts.filter((one) => one.field === field)).toEqual(isConflict ? [{ field, winner }] : []);
        if (isConflict) expect(after.crm[field]).toEqual(winner === 'crm' ? there : here);
      }
    }),
  );
});

it('of two records that have just met, what only one of them knows is kept', () => {
  fc.assert(
    fc.property(input, (one) => {
      const given = { ...one, base: null };
      const after = settle(given, merge(given));
      for (const field of ['Status', 'City']) {
        if (given.crm[field] === null) expect(after.crm[field]).toEqual(given.portal[field]);
        if (given.portal[field] === null) expect(after.portal[field]).toEqual(given.crm[field]);
      }
      if (given.crm.Coverage === null) expect(after.portal.Coverage).toEqual(given.portal.Coverage);
      expect(merge(given).conflicts).toEqual([]);
    }),
  );
});

it('a stubborn field of the portal is owed no more until the portal says something else', () => {
  fc.assert(
    fc.property(met, fc.string(), (given, next) => {
      fc.pre(given.crm.Key !== given.portal.Key && given.crm.Key !== given.base.agreed.Key);
      const merged = merge({ ...given, stubborn: new Set(['Key']) });
      expect([merged.left, merged.restored.includes('Key')]).toEqual([['Key'], false]);
      expect('Key' in outgoing(RULES, given.portal, merged.base)).toBe(false);
      const changed = { ...given.portal, Key: `${given.portal.Key} ${next}.` };
      expect('Key' in outgoing(RULES, changed, merged.base)).toBe(changed.Key !== given.crm.Key);
    }),
  );
});

it('a held word is no change of the portal, and a new one is', () => {
  const agreed = { Key: 'k', Status: 'Strange', City: null, Coverage: null, Number: null };
  const known: Agreement = { agreed, held: { Status: 'Own' } };
  const at = new Date();
  const given = { rules: RULES, crm: agreed, base: known, sent: [], portalChangedAt: at, crmChangedAt: at };
  const same = merge({ ...given, portal: { ...agreed, Status: 'Own' } });
  expect(same.base.held).toEqual({ Status: 'Own' });
  expect(outgoing(RULES, { ...agreed, Status: 'Own' }, same.base)).toEqual({});
  const moved = { ...agreed, Status: 'New' };
  expect(outgoing(RULES, moved, merge({ ...given, portal: moved }).base)).toEqual({ Status: 'New' });
  expect(agreedOn(known, { Status: 'New' })).toEqual({ agreed: { ...agreed, Status: 'New' }, held: {} });
});
