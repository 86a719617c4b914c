import { isIP } from 'node:net';
import { asRecorder } from '@/platform/db/as-recorder';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { isStorable } from '@/shared/storable-text';
import { CURRENT_TEXTS, missingConsents } from './domain/consent-texts';
import type { ConsentGiven } from './registration';

/** Where a consent came from, as far as that is known. */
export type ConsentOrigin = { address: string; userAgent: string | undefined };

const USER_AGENT_MAX = 400;

/** The form's name of a consent, for the refusal's fields. */
export const consentField = (purpose: string) => `consent_${purpose}`;

/** True consents are to the text that is shown now; which of them may be left out is asked separately. */
export function checkVersions(given: readonly ConsentGiven[]): Outcome<null> {
  const outdated = given.filter(
    (one) => !CURRENT_TEXTS.some(({ purpose, version }) => purpose === one.purpose && version === one.version),
  );
  if (outdated.length > 0) {
    return refuse('conflict', 'The text has changed since you read it. Please load the page again and read it anew.');
  }
  if (new Set(given.map(({ purpose }) => purpose)).size !== given.length) {
    return refuse('invalid_request', 'Each purpose can be answered once.', {
      fields: { consents: 'Each purpose can be answered once.' },
    });
  }
  return ok(null);
}

/** Refuses while a consent is missing without which there is no application. */
export function requireConsents(given: readonly ConsentGiven[]): Outcome<null> {
  const missing = missingConsents(given);
  if (missing.length === 0) return ok(null);
  const sentence = 'We need your agreement to go on.';
  return refuse('invalid_request', sentence, {
    fields: Object.fromEntries(missing.map((purpose) => [consentField(purpose), sentence])),
  });
}

/** Stores what was said, as it was said, with where it came from. Rows are never changed; the newest of a purpose counts. */
export async function storeConsents(
  tx: Tx,
  userId: string,
  partnerId: string,
  given: readonly ConsentGiven[],
  origin: ConsentOrigin,
): Promise<void> {
  if (given.length === 0) return;
  const agent = origin.userAgent?.slice(0, USER_AGENT_MAX);
  await asRecorder(tx, () =>
    tx.db
      .insertInto('partner_consents')
      .values(
        given.map(({ purpose, version, granted }) => ({
          user_id: userId,
          partner_id: partnerId,
          purpose,
          text_version: version,
          granted,
          ip_address: isIP(origin.address) ? origin.address : null,
          user_agent: agent && isStorable(agent) ? agent : null,
        })),
      )
      .execute(),
  );
}
