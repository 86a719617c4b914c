import { bad, type Checked, good } from '@/shared/checked';
import { passesLuhn } from './luhn';

/**
 * A South African VAT number: ten digits, the first a 4 (SARS). Its last digit follows the Luhn formula in every number
 * we know of, but SARS publishes no such rule, so a digit that does not fit only warns.
 */
export function checkVatNumber(text: string): Checked {
  const number = text.replace(/[\s-]/g, '');
  if (!/^4\d{9}$/.test(number)) return bad('VAT number must be 10 digits that begin with 4, like 4123456789.');
  if (passesLuhn(number)) return good(number);
  return good(number, 'The last digit does not fit the others. Please compare it; you can go on if it is right.');
}
