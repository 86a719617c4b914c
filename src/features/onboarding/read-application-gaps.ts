import type { Tx } from '@/platform/db/transaction';
import { type ConsentPurpose, missingConsents } from './domain/consent-texts';
import { readConsents } from './read-consents';

/** What an application lacks, beside documents, before it can be approved. */
export type ApplicationGap = { kind: 'bank_details' } | { kind: 'consent'; purpose: ConsentPurpose };

/**
 * The gaps of an application: bank details that never came, and consents to the current texts. The approval asks this,
 * and so does the applicant's own page. The identity number is none: whoever has none shows a passport instead.
 */
export async function readApplicationGaps(tx: Tx, partnerId: string): Promise<ApplicationGap[]> {
  const partner = await tx.db
    .selectFrom('partners')
    .select('account_number_last4')
    .where('id', '=', partnerId)
    .executeTakeFirst();
  const consents = await readConsents(tx, partnerId);
  return [
    ...(partner && partner.account_number_last4 === null ? [{ kind: 'bank_details' } as const] : []),
    ...missingConsents(consents).map((purpose) => ({ kind: 'consent', purpose }) as const),
  ];
}
