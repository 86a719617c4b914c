import { bad, type Checked, good } from './checked';

/** A South African postal code: four digits, 0001 to 9999; the leading zero belongs to it. */
export function checkPostalCode(text: string): Checked {
  const code = text.trim();
  return /^\d{4}$/.test(code) && code !== '0000' ? good(code) : bad('Postal code must be 4 digits, like 2196.');
}
