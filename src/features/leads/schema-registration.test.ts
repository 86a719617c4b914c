import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LeadFacts, LeadRegistration } from './schema-registration';

const FACTS = {
  customer_type: 'consumer',
  first_name: 'Nomsa',
  last_name: 'Radebe',
  phone: '082 123 4567',
  address: '12 Church Street',
  city: 'Cradock',
};

describe('the facts of a lead', () => {
  it('hold a South African number in one form, however it was written', () => {
    const digits = fc.tuple(fc.constantFrom('082', '071', '060', '011', '041'), fc.stringMatching(/^[2-9]\d{6}$/));
    const blanks = fc.constantFrom('', ' ', '-');
    fc.assert(
      fc.property(digits, blanks, fc.boolean(), ([area, rest], blank, isAbroad) => {
        const local = `${area}${blank}${rest.slice(0, 3)}${blank}${rest.slice(3)}`;
        const phone = isAbroad ? `+27${blank}${local.slice(1)}` : local;
        expect(LeadFacts.parse({ ...FACTS, phone }).phone).toBe(`+27${area.slice(1)}${rest}`);
      }),
    );
  });

  it('take an empty line of the form as nothing said', () => {
    const empty = {
      email: '',
      company_name: '',
      suburb: '',
      province: '',
      postal_code: '',
      requested_service_type: '',
    };
    expect(LeadFacts.parse({ ...FACTS, ...empty, budget_range: '', notes: '' })).toEqual({
      ...FACTS,
      phone: '+27821234567',
    });
  });

  it('never parse to a text longer than the database takes, whatever is typed', () => {
    const most = { first_name: 100, last_name: 100, company_name: 200, address: 200, suburb: 100, city: 100 } as const;
    const typed = fc.string({ minLength: 0, maxLength: 400, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(most)), typed, (field, value) => {
        const parsed = LeadFacts.safeParse({ ...FACTS, [field]: value });
        if (!parsed.success) return;
        // What was typed is a key of the table.
        const [text, limit] = [parsed.data[field as keyof typeof most] ?? '', most[field as keyof typeof most]];
        expect([...text].length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('of a business hold its name', () => {
    const registration = { ...FACTS, id: '00000000-0000-4000-8000-000000000000', customer_type: 'smme' };
    expect(LeadRegistration.safeParse(registration).error?.issues).toMatchObject([{ path: ['company_name'] }]);
    expect(LeadRegistration.safeParse({ ...registration, company_name: 'Karoo Wool' }).success).toBe(true);
  });
});
