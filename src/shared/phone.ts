import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { bad, type Checked, good } from './checked';

/** What answers at a number. */
export type PhoneKind = 'mobile' | 'landline' | 'internet';

/**
 * South Africa's numbering plan by the digits behind the country code (ICASA, Numbering Plan Regulations 2016). The
 * library's small metadata knows lengths and countries, not these ranges.
 */
const RANGES: readonly { digits: RegExp; kind: PhoneKind }[] = [
  { digits: /^[1-5]/, kind: 'landline' },
  { digits: /^(6|7|8[1-5])/, kind: 'mobile' },
  { digits: /^87/, kind: 'internet' },
];

/** The kind of a South African number in E.164, or null for what a person cannot be reached at: 080, 086, 088, 089, 09. */
export function phoneKind(e164: string): PhoneKind | null {
  const digits = e164.replace(/^\+27/, '');
  return RANGES.find((range) => range.digits.test(digits))?.kind ?? null;
}

/**
 * A South African mobile or landline number, written 082 123 4567 or +27 82 123 4567; stored as +27821234567 (E.164).
 * @param label what the field is called in its messages
 */
export function checkPhone(text: string, label: string): Checked {
  const number = parsePhoneNumberFromString(text.trim(), { defaultCountry: 'ZA', extract: false });
  const wrong = bad(`${label} must be a South African number, like 082 123 4567.`);
  if (!number?.isValid() || number.country !== 'ZA' || number.ext) return wrong;
  if (!/^\+27\d{9}$/.test(number.number)) return wrong;
  return phoneKind(number.number) ? good(number.number) : bad(`${label} must be a mobile or landline number.`);
}
