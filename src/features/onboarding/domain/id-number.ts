import { bad, type Checked, good } from '@/shared/checked';
import { passesLuhn } from './luhn';

/** Citizen, permanent resident, refugee: the eleventh digit. */
const CITIZENSHIP = /^[012]$/;

/**
 * A South African identity number: YYMMDD SSSS C A Z, where C is the citizenship and Z the Luhn digit (Identification
 * Act 68 of 1997; Department of Home Affairs). The century is not written, so the day must exist in one that is over.
 *
 * @param today ISO date; nobody was born after it
 */
export function checkIdNumber(text: string, today: string): Checked {
  const digits = text.replace(/[\s-]/g, '');
  if (!/^\d+$/.test(digits)) return bad('ID number has digits only, like 8001015009087.');
  if (digits.length !== 13) return bad(`ID number has 13 digits; this one has ${digits.length}.`);
  if (birthDates(digits, today).length === 0) {
    return bad('ID number must begin with a date of birth (YYMMDD). Please check the first six digits.');
  }
  if (!CITIZENSHIP.test(digits.charAt(10))) {
    return bad('ID number must have 0, 1 or 2 as its eleventh digit. Please check it.');
  }
  if (!passesLuhn(digits))
    return bad('ID number has a mistyped digit: its check digit does not fit. Please compare it.');
  return good(digits);
}

/** The days that the first six digits can mean, the later one first. ISO dates. */
export function birthDates(digits: string, today: string): string[] {
  const [year, month, day] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)];
  return ['20', '19']
    .map((century) => `${century}${year}-${month}-${day}`)
    .filter((date) => isDay(date) && date <= today);
}

function isDay(date: string): boolean {
  const time = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(date);
}
