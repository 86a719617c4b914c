import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAD_STATUSES } from '@/shared/lead-status';
import { snapshotHash } from '../snapshot-hash';
import { type ActivityFacts, activityFieldRules, activityToCrm } from './activity-fields';
import { CrmMapping, placeOf, resolveMapping, statusFromCrm, statusToCrm } from './crm-mapping';
import { statusOfStage } from './deal-stage';
import { MappingSettings } from './mapping-settings';
import { accountFieldRules, accountToCrm, contactFieldRules, contactToCrm, type PartnerFacts } from './partner-fields';
import { retryDelayMs } from './retry';
import type { Values } from './values';

const DEFAULTS = CrmMapping.parse({});

describe('the mapping', () => {
  const file = CrmMapping.parse({
    leads: { module: 'Enquiries', status: { contacted: 'Called', lost: 'Gone' }, statusFromCrm: { Odd: 'lost' } },
  });
  const settings = MappingSettings.parse({
    leadStatus: { toCrm: { contacted: 'Spoken to' }, fromCrm: { Odd: 'interested' } },
  });
  const both = resolveMapping(file, settings);

  it('takes what an administrator set over the file, and the file over the defaults', () => {
    expect(
      ['contacted', 'lost', 'new'].map((status) =>
        statusToCrm(LEAD_STATUSES.find((one) => one === status) ?? 'new', both),
      ),
    ).toEqual(['Spoken to', 'Gone', 'Not Contacted']);
    expect(
      ['Odd', 'Spoken to', 'Gone', 'Junk Lead', 'Never heard of'].map((name) => statusFromCrm(name, both)),
    ).toEqual(['interested', 'contacted', 'lost', 'not_interested', null]);
    expect(both.importNew).toBe('with_partner');
    expect(resolveMapping(file, MappingSettings.parse({ importNew: 'all' })).importNew).toBe('all');
    expect(placeOf('lead', both)).toMatchObject({ module: 'Enquiries', externalIdField: 'External_Lead_ID' });
  });

  it('gives every status a name, and every name that it gives a meaning', () => {
    for (const status of LEAD_STATUSES) {
      expect(statusFromCrm(statusToCrm(status, DEFAULTS), DEFAULTS)).not.toBeNull();
      expect(statusFromCrm(statusToCrm(status, both), both)).not.toBeNull();
    }
  });

  it('is refused when it names what the portal does not have', () => {
    expect(CrmMapping.safeParse({ leads: { statusFromCrm: { Odd: 'somewhere' } } }).success).toBe(false);
    expect(MappingSettings.safeParse({ importNew: 'some' }).success).toBe(false);
  });
});

const text = fc.string({ unit: 'grapheme', maxLength: 400 });
const partner: fc.Arbitrary<PartnerFacts> = fc.record({
  id: fc.uuid(),
  business_name: text,
  registration_number: fc.option(text),
  contact_person: text,
  email: text,
  phone: text,
  street_address: text,
  city: text,
  province: text,
  postal_code: text,
  status: fc.constantFrom('approved', 'under_review', 'suspended'),
  tier: fc.option(fc.constantFrom('gold', 'silver')),
  partner_number: fc.option(fc.constant('CTP-2026-001')),
});
const activity: fc.Arbitrary<ActivityFacts> = fc.record({
  id: fc.uuid(),
  activity_type: fc.constantFrom('call', 'email', 'meeting', 'quote_sent', 'follow_up', 'note', 'something_new'),
  subject: fc.option(text),
  description: fc.option(fc.string({ unit: 'grapheme', maxLength: 40_000 })),
  outcome: fc.option(text),
  next_action: fc.option(text),
  next_action_date: fc.option(fc.date({ noInvalidDate: true })),
  partner_number: fc.option(fc.constant('CTP-2026-001')),
});

it('a partner is written in exactly the fields whose owner is named, and a contact always has a family name', () => {
  fc.assert(
    fc.property(partner, (facts) => {
      const [account, contact] = [accountToCrm(facts, DEFAULTS), contactToCrm(facts, DEFAULTS)];
      expect(Object.keys(account).toSorted()).toEqual(Object.keys(accountFieldRules(DEFAULTS)).toSorted());
      expect(Object.keys(contact).toSorted()).toEqual(Object.keys(contactFieldRules(DEFAULTS)).toSorted());
      if (facts.contact_person.trim() !== '') expect(contact.Last_Name).not.toBeNull();
    }),
  );
  const [facts] = fc.sample(partner, { numRuns: 1, seed: 3 });
  const named = { ...(facts ?? expect.fail('there is a partner')), contact_person: ' Sipho  van der Merwe ' };
  expect(contactToCrm({ ...named, status: 'under_review' }, DEFAULTS)).toMatchObject({
    First_Name: 'Sipho van der',
    Last_Name: 'Merwe',
    Partner_Status: 'Under Review',
  });
  expect(contactToCrm({ ...named, contact_person: 'Sipho' }, DEFAULTS)).toMatchObject({
    First_Name: null,
    Last_Name: 'Sipho',
  });
});

it('an activity is a note that has a title and a text, no longer than the CRM takes', () => {
  fc.assert(
    fc.property(activity, (facts) => {
      const note = activityToCrm(facts, DEFAULTS);
      const [title, content] = [String(note.Note_Title), String(note.Note_Content)];
      expect(note[DEFAULTS.activities.externalIdField]).toBe(facts.id);
      expect(title.length).toBeLessThanOrEqual(120);
      expect(content.trim()).not.toBe('');
      expect(content.length).toBeLessThanOrEqual(32_000);
    }),
  );
  expect(activityFieldRules(DEFAULTS)).toEqual({ External_Activity_ID: 'portal' });
});

it('a deal is an order until it is lost, whatever its pipeline calls that', () => {
  expect(['Closed Lost', 'Closed-Lost', 'Closed Lost to Competition'].map(statusOfStage)).toEqual(
    Array(3).fill('lost'),
  );
  expect(['Closed Won', 'Qualification', 'Lost and found'].map(statusOfStage)).toEqual(
    Array(3).fill('converted_to_order'),
  );
});

it('waits grow with every attempt, never beyond a quarter of an hour, and differ', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
      const wait = retryDelayMs(attempts, random);
      expect(wait).toBeGreaterThanOrEqual(250);
      expect(wait).toBeLessThanOrEqual(15 * 60_000);
      expect(retryDelayMs(attempts + 1, random)).toBeGreaterThanOrEqual(wait);
    }),
  );
  expect(retryDelayMs(3, 0)).toBeLessThan(retryDelayMs(3, 1));
});

it('two records that say the same have one hash: the order of fields and empty ones do not count, everything else does', () => {
  const fields = fc.dictionary(fc.string({ maxLength: 5 }), fc.constantFrom(null, 'a', 'b', 1, true));
  fc.assert(
    fc.property(fields, fields, (one, other) => {
      const filled = (values: Values) =>
        Object.fromEntries(Object.entries(values).filter(([, given]) => given !== null));
      const turned = Object.fromEntries(Object.entries(one).toReversed());
      expect(snapshotHash({ ...turned, Empty: null })).toBe(snapshotHash(one));
      const isSame =
        JSON.stringify(Object.entries(filled(one)).toSorted()) ===
        JSON.stringify(Object.entries(filled(other)).toSorted());
      expect(snapshotHash(one) === snapshotHash(other)).toBe(isSame);
    }),
  );
});
