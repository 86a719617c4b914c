import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { type ConsentOrigin, checkVersions, consentField, storeConsents } from './consents';
import { currentText } from './domain/consent-texts';
import { readConsents } from './read-consents';
import type { ConsentGiven } from './registration';
import type { ConsentRow } from './schema';

/** Adds what the viewer says now: consents that the application came without, or another choice about marketing. */
export async function giveConsents(
  tx: Tx,
  viewer: Viewer,
  given: readonly ConsentGiven[],
  origin: ConsentOrigin,
): Promise<Outcome<ConsentRow[]>> {
  if (!viewer.partner) return refuse('not_found', 'You have not applied yet.');
  const versions = checkVersions(given);
  if (!versions.ok) return versions;
  const withdrawn = given.find(({ purpose, granted }) => !granted && currentText(purpose).required);
  if (withdrawn) {
    const sentence = 'We cannot work with you without this. To withdraw it, write to us and we close the partnership.';
    return refuse('invalid_request', sentence, { fields: { [consentField(withdrawn.purpose)]: sentence } });
  }
  const partnerId = viewer.partner.id;
  await storeConsents(tx, viewer.userId, partnerId, given, origin);
  await record(tx, {
    audit: {
      action: 'partner.consents_given',
      entity: 'partner',
      entityId: partnerId,
      partnerId,
      after: Object.fromEntries(given.map(({ purpose, version, granted }) => [purpose, { version, granted }])),
    },
  });
  return ok(await readConsents(tx, partnerId));
}
