import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAD_STATUSES } from '@/shared/lead-status';
import { CrmMapping } from './crm-mapping';
import { comparable, type LeadFacts, leadFieldRules, leadFromCrm, leadToCrm } from './lead-fields';
import { outgoing } from './merge';
import { comparableFields, type LeadInCrm, takeOver } from './take-over';
import { fitted, type Values } from './values';

const MAPPING = CrmMapping.parse({});
const RULES = leadFieldRules(MAPPING);
const LONG_AGO = new Date('2026-01-01T00:00:00Z');
const LATER = new Date('2026-01-02T00:00:00Z');

/** Names of any script, characters of two units, blanks around them, much too long ones. */
const typed = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.replaceAll('\0', '')),
  fc.constantFrom('', '  ', ' Thandi ', '张伟', 'Nqobizitha', 'ṅ́', '🦓'.repeat(300), `${'x'.repeat(79)}🦓 y`),
);
const lead: fc.Arbitrary<LeadFacts> = fc.record({
  id: fc.uuid(),
  first_name: typed,
  last_name: typed,
  email: typed,
  phone: typed,
  company_name: fc.option(typed),
  address: typed,
  city: fc.option(typed),
  province: fc.option(typed),
  postal_code: fc.option(typed),
  customer_type: fc.constantFrom('consumer', 'smme', 'enterprise'),
  requested_service_type: fc.option(typed),
  requested_speed: fc.option(typed),
  budget_range: fc.option(typed),
  coverage_available: fc.option(fc.boolean()),
  next_follow_up_at: fc.option(fc.date({ min: LONG_AGO, max: LATER, noInvalidDate: true })),
  status: fc.constantFrom(...LEAD_STATUSES),
  partner_number: fc.option(fc.constantFrom('CTP-2026-001', 'CTP-2026-002')),
});

const inCrm = (fields: Values): LeadInCrm => ({ fields, isConverted: false, dealId: null, modifiedAt: LATER });
const known = (agreed: Values) => ({ base: { agreed, held: {} }, sent: [], portalChangedAt: LONG_AGO });

it('what the portal writes is what the CRM shows: as long as its fields, without blanks around, no half characters', () => {
  fc.assert(
    fc.property(lead, (facts) => {
      const written = leadToCrm(facts, MAPPING);
      expect(Object.keys(written).toSorted()).toEqual(Object.keys(RULES).toSorted());
      expect(comparableFields(written, RULES)).toEqual(written);
      for (const text of Object.values(written).filter((one) => typeof one === 'string')) {
        expect(text).toBe(text.trim());
        expect(text).not.toBe('');
        expect(text).not.toMatch(/\p{Surrogate}/u);
      }
      expect(String(written.Last_Name ?? '').length).toBeLessThanOrEqual(80);
    }),
  );
});

it('what was written and read again changes nothing and owes nothing', () => {
  fc.assert(
    fc.property(lead, (facts) => {
      const written = leadToCrm(facts, MAPPING);
      const read = takeOver(facts, inCrm(written), known(written), MAPPING);
      expect(read).toMatchObject({ change: {}, owes: false, conflicts: [], restored: [], unknown: [] });
      const { status, ...texts } = leadFromCrm(written, facts, MAPPING);
      // Two statuses may be called the same; everything else comes back as it went.
      expect(leadToCrm({ ...facts, ...texts }, MAPPING)).toEqual(written);
      expect(status).toBeDefined();
    }),
  );
});

it('whatever people type in the CRM is taken over once: the second reading finds nothing to do', () => {
  fc.assert(
    fc.property(lead, lead, fc.boolean(), (facts, other, isConverted) => {
      const agreed = leadToCrm(facts, MAPPING);
      const fields = { ...leadToCrm(other, MAPPING), [MAPPING.leads.externalIdField]: facts.id };
      const first = takeOver(facts, { ...inCrm(fields), isConverted }, known(agreed), MAPPING);
      const after = { ...facts, ...first.change };
      const second = takeOver(
        after,
        { ...inCrm(fields), isConverted },
        { base: first.base, sent: [], portalChangedAt: LONG_AGO },
        MAPPING,
      );
      expect(leadToCrm({ ...after, ...second.change }, MAPPING)).toEqual(leadToCrm(after, MAPPING));
      expect([second.conflicts, second.restored, second.unknown]).toEqual([[], [], []]);
      // What is owed is the portal's to say: the partner, the follow-up, or a stand-in for the company.
      const owed = Object.keys(outgoing(RULES, leadToCrm(after, MAPPING), first.base));
      const ours = ['Partner_Number', 'Next_Follow_Up', 'Country', 'Company', 'Last_Name'];
      if (!isConverted) expect(owed.filter((field) => !ours.includes(field))).toEqual([]);
    }),
  );
});

describe('a company', () => {
  const facts: LeadFacts = {
    ...(fc.sample(lead, { numRuns: 1, seed: 1 })[0] ?? expect.fail('there is a lead')),
    first_name: 'Thandi',
    last_name: 'Mokoena',
    company_name: null,
  };
  const change = (fields: Values) => takeOver(facts, inCrm({ ...agreed, ...fields }), known(agreed), MAPPING).change;
  const agreed = leadToCrm(facts, MAPPING);

  it('that is only the person’s name stands in for one, and is none here', () => {
    expect(agreed.Company).toBe('Thandi Mokoena');
    expect(change({ First_Name: 'Thandeka', Company: 'Thandeka Mokoena' })).toEqual({
      first_name: 'Thandeka',
      company_name: null,
    });
    expect(change({ Company: 'Mokoena Foods' })).toEqual({ company_name: 'Mokoena Foods' });
  });

  it('that is longer than the portal writes is taken over whole and not cut in the CRM', () => {
    const long = 'y'.repeat(150);
    const taken = takeOver(facts, inCrm({ ...agreed, Company: long }), known(agreed), MAPPING);
    expect(taken).toMatchObject({ change: { company_name: long }, owes: false });
  });
});

describe('a value of the CRM', () => {
  it('in another form is compared in the portal’s', () => {
    expect(comparable('Next_Follow_Up', '2026-11-28T10:00:00+02:00')).toBe('2026-11-28T08:00:00+00:00');
    expect(comparable('Next_Follow_Up', 'soon')).toBeNull();
    expect([comparable('City', ' Paarl '), comparable('City', ''), comparable('City', undefined)]).toEqual([
      'Paarl',
      null,
      null,
    ]);
    expect(comparable('City', { id: '1' })).toBeNull();
  });

  it('of a type that the column does not have is not taken over', () => {
    expect(leadFromCrm({ Coverage_Available: 'Yes' }, null, MAPPING)).toEqual({});
    expect(leadFromCrm({ Zip_Code: 7700, Email: null }, null, MAPPING)).toEqual({ postal_code: '7700', email: '' });
    expect(leadFromCrm({ Lead_Status: 'Waiting', Customer_Type: 'Reseller' }, null, MAPPING)).toEqual({});
  });

  it('is cut between characters', () => {
    expect(fitted(`${'x'.repeat(79)}🦓`, 80)).toBe('x'.repeat(79));
    expect(fitted(null, 5)).toBeNull();
  });
});
