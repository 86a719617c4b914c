import type { DocumentRule } from './rule-pack';
import { dayInSouthAfrica, dayWords, monthsBefore } from './valid-until';

export type ReviewDates = { issuedOn: string | null; expiresOn: string | null };
type DateFault = { field: 'issued_on' | 'expires_on'; message: string };

/** Whether the dates on a document are what its rule asks for. An age is counted on the day it was handed in. */
export function findDateFault(
  rule: DocumentRule,
  { issuedOn, expiresOn }: ReviewDates,
  uploadedAt: string,
  now: Date,
): DateFault | null {
  const today = dayInSouthAfrica(now);
  if (rule.maxAgeMonths !== null && issuedOn === null) {
    return { field: 'issued_on', message: 'Please enter the date that stands on it.' };
  }
  if (issuedOn !== null && issuedOn > today) {
    return { field: 'issued_on', message: 'The date of issue lies in the future.' };
  }
  if (rule.maxAgeMonths !== null && issuedOn !== null) {
    const oldest = monthsBefore(dayInSouthAfrica(new Date(uploadedAt)), rule.maxAgeMonths);
    if (issuedOn < oldest) {
      const message = `It was more than ${rule.maxAgeMonths} months old when it was handed in: it had to be of ${dayWords(oldest)} or later.`;
      return { field: 'issued_on', message };
    }
  }
  if (rule.expires === 'always' && expiresOn === null) {
    return { field: 'expires_on', message: 'Please enter the last day on which it is valid.' };
  }
  if (expiresOn !== null && expiresOn < today) {
    return { field: 'expires_on', message: 'It is no longer valid, so it cannot be accepted.' };
  }
  return null;
}
