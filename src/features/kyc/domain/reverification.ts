import type { Requirement } from './completeness';
import { reminderDue } from './valid-until';

/**
 * Since when, or until when, an approved partner has to hand a required document in anew: from the first reminder on the
 * day on which it expires, and at once where one is not accepted any more. Null while there is nothing to hand in.
 *
 * @param known what was found before, so that a judgement that comes again says the same
 */
export function reverificationDue(requirements: readonly Requirement[], known: Date | null, now: Date): Date | null {
  const required = requirements.filter(({ rule }) => rule.required);
  const expiring = required
    .flatMap(({ documents }) => documents)
    .filter((document) => document.verification_status === 'approved' || document.verification_status === 'expired')
    .flatMap(({ expires_at: expiresAt }) => (expiresAt ? [new Date(expiresAt)] : []))
    .filter((expiresAt) => reminderDue(expiresAt, now) !== null);
  const isRefused = required.some(({ state }) => state === 'rejected');
  const refusedSince = isRefused ? [known && known <= now ? known : now] : [];
  return [...expiring, ...refusedSince].toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
