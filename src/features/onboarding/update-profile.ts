import { sql } from 'kysely';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { PROFILE_RULES } from './domain/profile-rules';
import type { ProfileToSave } from './profile';
import { readPartner } from './read';
import type { Facts } from './registration';
import type { Partner } from './schema';
import { sealIdNumber, writeSealed } from './sealed-details';

const FACT_NAMES = [
  'business_name',
  'registration_number',
  'vat_number',
  'business_type',
  'entity_type',
  'contact_person',
  'email',
  'phone',
  'alternative_phone',
  'street_address',
  'suburb',
  'city',
  'province',
  'postal_code',
] as const satisfies readonly (keyof Facts)[];

/** Corrects what the viewer's partner told about itself, for as long as its status allows that. */
export async function updateProfile(tx: Tx, viewer: Viewer, profile: ProfileToSave): Promise<Outcome<Partner>> {
  const seen = viewer.partner && (await readPartner(tx, viewer.partner.id));
  if (!seen) return refuse('not_found', 'You have not applied yet.');
  const rule = PROFILE_RULES[seen.status];
  if (!rule.facts) return refuse('forbidden', rule.why);
  const { id_number: idNumber, ...facts } = profile;
  const result = await tx.db
    .updateTable('partners')
    .set({
      // What is absent from the form was emptied by the partner.
      ...Object.fromEntries(FACT_NAMES.map((name) => [name, facts[name] ?? null])),
      updated_at: sql`now()`,
    })
    .where('id', '=', seen.id)
    .where('status', '=', seen.status)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) {
    return refuse('conflict', 'Your application moved on a moment ago. Please load the page again.');
  }
  if (idNumber) await writeSealed(tx, seen.id, sealIdNumber(seen.id, idNumber));
  const partner = await readPartner(tx, seen.id);
  if (!partner) throw new Error('The partner cannot be read back by its owner');
  // Names, addresses and numbers stay out of the log: it says which of them changed.
  const changed = FACT_NAMES.filter((name) => seen[name] !== partner[name]);
  await record(tx, {
    audit: {
      action: 'partner.profile_corrected',
      entity: 'partner',
      entityId: seen.id,
      partnerId: seen.id,
      after: { changed: idNumber ? [...changed, 'id_number'] : changed },
    },
  });
  return ok(partner);
}
