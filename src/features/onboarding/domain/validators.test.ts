import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Checked } from '@/shared/checked';
import { checkPhone, phoneKind } from '@/shared/phone';
import { checkPostalCode } from '@/shared/postal-code';
import { PROVINCES } from '@/shared/provinces';
import { checkAccountNumber, checkBranchCode } from './bank-account';
import { BANKS, universalBranchCode } from './banks';
import { checkCipcNumber } from './cipc-number';
import { BUSINESS_TYPE_OF, BUSINESS_TYPES, ENTITY_TYPES, entityTypesOf } from './entity-types';
import { birthDates, checkIdNumber } from './id-number';
import { passesLuhn } from './luhn';
import { checkVatNumber } from './vat-number';

const TODAY = '2026-11-22';
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const value = (checked: Checked) => (checked.ok ? checked.value : null);
const warning = (checked: Checked) => (checked.ok ? checked.warning : undefined);

/** The digit that completes a number, by trying all ten: the formula itself is not used to test the formula. */
function completed(body: string): string {
  const found = [...'0123456789'].filter((digit) => luhnByTable(body + digit));
  expect(found).toHaveLength(1);
  return body + found[0];
}

/** Luhn as a table of doubled digits, from the left. */
function luhnByTable(number: string): boolean {
  const doubled = '0246813579';
  const sum = [...number].reduce((total, digit, index) => {
    const isDoubled = (number.length - index) % 2 === 0;
    return total + Number(isDoubled ? doubled.charAt(Number(digit)) : digit);
  }, 0);
  return sum % 10 === 0;
}

describe('the Luhn formula', () => {
  // ISO/IEC 7812-1's own example, and card numbers that payment providers publish for tests.
  it.each(['79927398713', '4111111111111111', '5500005555555559', '378282246310005'])('%s passes', (number) => {
    expect(passesLuhn(number)).toBe(true);
  });

  it('finds every single wrong digit, and every two neighbours that changed places but 0 and 9', () => {
    fc.assert(
      fc.property(digits(12), fc.nat(12), fc.integer({ min: 1, max: 9 }), (body, place, shift) => {
        const number = completed(body);
        const wrong = String((Number(number.charAt(place)) + shift) % 10);
        expect(passesLuhn(number)).toBe(true);
        expect(passesLuhn(number.slice(0, place) + wrong + number.slice(place + 1))).toBe(false);
        const [a, b] = [number.charAt(place), number.charAt(place + 1)];
        if (b === '' || a === b || [a, b].toSorted().join('') === '09') return;
        expect(passesLuhn(number.slice(0, place) + b + a + number.slice(place + 2))).toBe(false);
      }),
    );
  });

  it('is not passed by nothing', () => {
    expect(passesLuhn('')).toBe(false);
  });
});

describe('a South African identity number', () => {
  // Published examples: Wikipedia's article on the identity document, and the documentation of python-stdnum (za.idnr).
  it.each([
    ['8001015009087', '8001015009087'],
    ['7503305044089', '7503305044089'],
    ['750330 5044 089', '7503305044089'],
    ['750330-5044-08-9', '7503305044089'],
    ['9001010001088', '9001010001088'],
    ['0002295000083', '0002295000083'],
  ])('%s is valid', (text, stored) => {
    expect(checkIdNumber(text, TODAY)).toEqual({ ok: true, value: stored });
  });

  it.each([
    ['8503305044089', 'check digit'],
    ['9125568', '13 digits'],
    ['1234567890123', 'date of birth'],
    ['9213204720082', 'date of birth'],
    ['9902294720082', 'date of birth'],
    ['0000000000000', 'date of birth'],
    ['1111111111111', 'check digit'],
    ['8001015009388', 'eleventh'],
    ['8001015009083', 'check digit'],
    ['A001015009087', 'digits only'],
    ['800101500908700', '13 digits'],
  ])('%s is refused for its %s', (text, why) => {
    expect(checkIdNumber(text, TODAY)).toEqual({ ok: false, message: expect.stringContaining(why) });
  });

  const day = fc
    .date({ min: new Date('1927-01-01T00:00:00Z'), max: new Date(`${TODAY}T00:00:00Z`), noInvalidDate: true })
    .map((date) => date.toISOString().slice(2, 10).replaceAll('-', ''));
  const number = fc
    .tuple(day, digits(4), fc.constantFrom('0', '1', '2'), digits(1))
    .map(([born, sequence, citizenship, race]) => completed(born + sequence + citizenship + race));

  it('is valid with any real day of birth, sequence and citizenship, and with spaces anywhere', () => {
    fc.assert(
      fc.property(number, fc.array(fc.nat(13), { maxLength: 4 }), (valid, places) => {
        const typed = places.reduce((text, place) => `${text.slice(0, place)} ${text.slice(place)}`, valid);
        expect(checkIdNumber(typed, TODAY)).toEqual({ ok: true, value: valid });
      }),
    );
  });

  it('is refused with any digit mistyped', () => {
    fc.assert(
      fc.property(number, fc.nat(12), fc.integer({ min: 1, max: 9 }), (valid, place, shift) => {
        const wrong = String((Number(valid.charAt(place)) + shift) % 10);
        expect(checkIdNumber(valid.slice(0, place) + wrong + valid.slice(place + 1), TODAY).ok).toBe(false);
      }),
    );
  });

  it('is refused with a day that no century has, or with another citizenship', () => {
    const month = fc.integer({ min: 13, max: 99 }).map(String);
    fc.assert(
      fc.property(digits(2), month, digits(2), digits(4), fc.constantFrom(...'3456789'), (yy, mm, dd, rest, c) => {
        expect(checkIdNumber(completed(`${yy}${mm}${dd}${rest}08`), TODAY).ok).toBe(false);
        expect(checkIdNumber(completed(`800101${rest}${c}8`), TODAY).ok).toBe(false);
      }),
    );
  });

  it('knows the 29th of February in leap years only, and nobody who is not born yet', () => {
    expect(birthDates('000229', TODAY)).toEqual(['2000-02-29']);
    expect(birthDates('010229', TODAY)).toEqual([]);
    expect(birthDates('261122', TODAY)).toEqual(['2026-11-22', '1926-11-22']);
    expect(birthDates('261123', TODAY)).toEqual(['1926-11-23']);
  });

  it('is never taken from any other text, and no text breaks the check', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const checked = checkIdNumber(text, TODAY);
        expect(!checked.ok || /^\d{13}$/.test(checked.value)).toBe(true);
      }),
    );
  });
});

describe('a CIPC registration number', () => {
  // 2000/000001/07 is the example of the notice that brought the scheme (Companies Act 1973, R 385).
  it.each([
    ['2000/000001/07', 'pty_ltd'],
    ['2019/123456/07', 'pty_ltd'],
    ['2008/654321/23', 'close_corporation'],
    ['2010 / 001234 / 24', 'co_operative'],
    ['2015/012345/08', 'non_profit_company'],
    ['1928/001995/21', 'pty_ltd'],
  ] as const)('%s is one of a %s', (text, entity) => {
    expect(checkCipcNumber(text, entity, 2026)).toEqual({ ok: true, value: text.replaceAll(' ', '') });
  });

  it.each([
    '19/1/07',
    '2019/12345/07',
    '2019-123456-07',
    'CK2008/654321/23',
    '2027/000001/07',
    '1700/000001/07',
    '2019/123456/7',
    '',
  ])('%s is refused', (text) => {
    expect(checkCipcNumber(text, 'pty_ltd', 2026).ok).toBe(false);
  });

  // Standard Bank, Absa and Capitec, as they print it; public companies end in 06.
  it.each(['1962/000738/06', '1986/004794/06', '1980/003695/06'])('%s is one, if of no private company', (text) => {
    expect(checkCipcNumber(text, null, 2026)).toEqual({ ok: true, value: text });
    expect(warning(checkCipcNumber(text, 'pty_ltd', 2026))).toContain('06');
  });

  it('whose suffix belongs to another kind of business warns and is taken', () => {
    const checked = checkCipcNumber('2008/654321/23', 'pty_ltd', 2026);
    expect(value(checked)).toBe('2008/654321/23');
    expect(warning(checked)).toContain('07');
    expect(warning(checkCipcNumber('2008/654321/23', null, 2026))).toBeUndefined();
  });

  it('is what has a year up to now and six and two digits, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1840, max: 2026 }),
        digits(6),
        digits(2),
        fc.constantFrom(...ENTITY_TYPES),
        (y, n, s, e) => {
          expect(value(checkCipcNumber(`${y}/${n}/${s}`, e, 2026))).toBe(`${y}/${n}/${s}`);
          expect(checkCipcNumber(`${y + 1000}/${n}/${s}`, e, 2026).ok).toBe(false);
        },
      ),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const stored = value(checkCipcNumber(text, null, 2026));
        expect(stored === null || /^\d{4}\/\d{6}\/\d{2}$/.test(stored)).toBe(true);
      }),
    );
  });
});

describe('a VAT number', () => {
  // Printed on the statements and letters of Standard Bank, FirstRand, Nedbank, Absa and Capitec.
  it.each(['4100105461', '4210102051', '4320116074', '4940112230', '4680173723', '4100 105 461'])(
    '%s is valid',
    (text) => {
      expect(checkVatNumber(text)).toEqual({ ok: true, value: text.replaceAll(' ', '') });
    },
  );

  it.each(['3100105461', '410010546', '41001054611', '410010546A', '', 'VAT4100105461'])('%s is refused', (text) => {
    expect(checkVatNumber(text).ok).toBe(false);
  });

  it('with a check digit that does not fit warns and is taken', () => {
    fc.assert(
      fc.property(digits(8), fc.integer({ min: 1, max: 9 }), (body, shift) => {
        const fits = completed(`4${body}`);
        const doesNot = fits.slice(0, 9) + String((Number(fits.charAt(9)) + shift) % 10);
        expect(checkVatNumber(fits)).toEqual({ ok: true, value: fits });
        expect(checkVatNumber(doesNot)).toEqual({ ok: true, value: doesNot, warning: expect.any(String) });
      }),
    );
  });

  it('never begins with anything but a 4', () => {
    fc.assert(
      fc.property(fc.constantFrom(...'012356789'), digits(9), (first, rest) => {
        expect(checkVatNumber(first + rest).ok).toBe(false);
      }),
    );
  });
});

describe('a phone number', () => {
  // The library's own example of a South African mobile number, ICASA's ranges, and drama numbers (011 555 …).
  it.each([
    ['071 123 4567', '+27711234567', 'mobile'],
    ['082 123 4567', '+27821234567', 'mobile'],
    ['+27 60 123 4567', '+27601234567', 'mobile'],
    ['(011) 555-0100', '+27115550100', 'landline'],
    ['0027 21 555 0100', '+27215550100', 'landline'],
    ['27315550100', '+27315550100', 'landline'],
    ['087 150 0000', '+27871500000', 'internet'],
  ] as const)('%s is stored as %s, a %s number', (text, stored, kind) => {
    expect(value(checkPhone(text, 'Phone'))).toBe(stored);
    expect(phoneKind(stored)).toBe(kind);
  });

  it.each([
    '12345',
    '+1 202 555 0100',
    '+44 20 7946 0958',
    '082 123 456',
    '082 123 45678',
    '0800 123 456',
    '0861 123 456',
    '082 123 4567 ext 5',
    'call 082 123 4567',
    '',
    '09',
  ])('%s is refused', (text) => {
    expect(checkPhone(text, 'Phone')).toEqual({ ok: false, message: expect.stringMatching(/^Phone must be/) });
  });

  it('means the same however it is written', () => {
    const number = fc
      .tuple(fc.constantFrom('1', '2', '3', '4', '5', '6', '7'), digits(8))
      .map((parts) => parts.join(''));
    const separator = fc.constantFrom('', ' ', '-', '.');
    fc.assert(
      fc.property(number, separator, (national, between) => {
        const groups = [national.slice(0, 2), national.slice(2, 5), national.slice(5)].join(between);
        const spellings = [`0${groups}`, `+27${between}${groups}`, `0027${groups}`];
        const stored = spellings.map((text) => value(checkPhone(text, 'Phone')));
        expect(stored).toEqual(Array(3).fill(`+27${national}`));
        expect(value(checkPhone(`+27${national}`, 'Phone'))).toBe(`+27${national}`);
      }),
    );
  });

  it('is stored in E.164 of South Africa or not at all', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), digits(10), digits(9)), (text) => {
        const stored = value(checkPhone(text, 'Phone'));
        expect(stored === null || /^\+27[1-8]\d{8}$/.test(stored)).toBe(true);
      }),
    );
  });
});

describe('an address', () => {
  it.each(['2196', '0001', '8001', '9999', ' 0083 '])('has the postal code %s', (text) => {
    expect(value(checkPostalCode(text))).toBe(text.trim());
  });
  it.each(['0000', '219', '21960', '2I96', '', '2 196'])('has not the postal code “%s”', (text) => {
    expect(checkPostalCode(text).ok).toBe(false);
  });
  it('has any four digits but 0000 as its postal code', () => {
    fc.assert(
      fc.property(digits(4), (code) => {
        expect(checkPostalCode(code).ok).toBe(code !== '0000');
      }),
    );
  });
  it('is in one of nine provinces', () => {
    expect(new Set(PROVINCES).size).toBe(9);
  });
});

describe('a bank account', () => {
  // Universal branch codes as the banks print them on confirmation letters.
  it.each([
    ['ABSA', '632005'],
    ['Capitec Bank', '470010'],
    ['First National Bank (FNB)', '250655'],
    ['Investec', '580105'],
    ['Nedbank', '198765'],
    ['Standard Bank', '051001'],
    ['African Bank', '430000'],
    ['Bidvest Bank', '462005'],
    ['Discovery Bank', '679000'],
    ['TymeBank', '678910'],
  ])('of %s has the universal branch code %s', (bank, code) => {
    expect(universalBranchCode(bank)).toBe(code);
    expect(checkBranchCode(code, bank)).toEqual({ ok: true, value: code });
  });

  it('has a table of banks that says when it was checked, each once', () => {
    expect(BANKS.checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(new Set(BANKS.banks.map(({ branchCode }) => branchCode)).size).toBe(BANKS.banks.length);
  });

  it('has a branch code of six digits; another than the universal one warns, and only for a bank that is known', () => {
    fc.assert(
      fc.property(digits(6), fc.constantFrom(...BANKS.banks), (code, { name, branchCode }) => {
        expect(warning(checkBranchCode(code, name)) === undefined).toBe(code === branchCode);
        expect(checkBranchCode(code, 'A bank of tomorrow')).toEqual({ ok: true, value: code });
      }),
    );
    for (const text of ['51001', '0510011', '05100A', ''])
      expect(checkBranchCode(text, 'Standard Bank').ok).toBe(false);
  });

  it.each(['62001234567', '4055667788', '1234567890', '620 0123 4567', '620-0123-4567', '123456'])(
    '%s has the format of an account number',
    (text) => {
      expect(value(checkAccountNumber(text))).toBe(text.replace(/[ -]/g, ''));
    },
  );
  it.each(['12345', '123456789012', '00000000', '62001234S67', '', 'ZA12 3456'])('%s has not', (text) => {
    expect(checkAccountNumber(text).ok).toBe(false);
  });
  it('has a number of 6 to 11 digits that are not all zero, leading zeros kept', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,14}$/), (number) => {
        const fits = number.length >= 6 && number.length <= 11 && Number(number) !== 0;
        expect(value(checkAccountNumber(number))).toBe(fits ? number : null);
      }),
    );
  });
});

describe('a kind of business', () => {
  it('maps onto one of the plan’s three, and each of those has one at least', () => {
    expect(BUSINESS_TYPES.flatMap(entityTypesOf).toSorted()).toEqual([...ENTITY_TYPES].toSorted());
    for (const type of BUSINESS_TYPES) {
      for (const entity of entityTypesOf(type)) expect(BUSINESS_TYPE_OF[entity]).toBe(type);
    }
    expect(BUSINESS_TYPES.map((type) => entityTypesOf(type)[0])).toEqual(['sole_proprietor', 'pty_ltd', 'partnership']);
  });
});
