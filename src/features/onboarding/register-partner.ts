import { randomUUID } from 'node:crypto';
import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import type { Viewer } from '@/platform/rbac/viewer';
import { errorCode } from '@/shared/error-code';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { type ConsentOrigin, checkVersions, requireConsents, storeConsents } from './consents';
import type { EntityType } from './domain/entity-types';
import { insertPartner } from './queries';
import { readPartner } from './read';
import { selectDraft } from './read-draft';
import {
  AccountNumber,
  BankDetails,
  IdNumber,
  type Registration,
  SECRET_FIELDS,
  type SecretField,
} from './registration';
import { deleteDraft } from './save-draft';
import type { Partner } from './schema';
import { type DraftSecrets, openDraftSecrets, sealBankDetails, sealIdNumber, writeSealed } from './sealed-details';

/**
 * Inserts the application. Who has applied a moment ago, in another window, is no registrant any more, and the policy
 * says so before the unique key does.
 * @returns false when the viewer has applied already
 */
async function insertOnce(tx: Tx, partnerId: string, viewer: Viewer, registration: Registration): Promise<boolean> {
  try {
    return await insertPartner(tx, partnerId, viewer.userId, registration, entityOf(registration));
  } catch (error) {
    if (errorCode(error) === '42501') return false;
    throw error;
  }
}

/** Hands in the application of the viewer, who becomes its owner. One user applies once. */
export async function registerPartner(
  tx: Tx,
  viewer: Viewer,
  registration: Registration,
  origin: ConsentOrigin,
): Promise<Outcome<Partner>> {
  if (viewer.partner) return ALREADY;
  const secrets = await secretsOf(tx, viewer.userId, registration);
  if (!secrets.ok) return secrets;
  const bank = bankOf(registration, secrets.value.account_number);
  if (!bank.ok) return bank;
  const consents = registration.consents ?? [];
  const agreed = registration.consents ? firstRefusal(checkVersions(consents), requireConsents(consents)) : ok(null);
  if (!agreed.ok) return agreed;

  const partnerId = randomUUID();
  if (!(await insertOnce(tx, partnerId, viewer, registration))) return ALREADY;
  await writeSealed(tx, partnerId, {
    ...(secrets.value.id_number ? sealIdNumber(partnerId, secrets.value.id_number) : {}),
    ...(bank.value ? sealBankDetails(partnerId, bank.value) : {}),
  });
  await storeConsents(tx, viewer.userId, partnerId, consents, origin);
  await deleteDraft(tx, viewer.userId);
  await record(tx, {
    audit: {
      action: 'partner.registered',
      entity: 'partner',
      entityId: partnerId,
      partnerId,
      after: {
        business_type: registration.business_type,
        entity_type: entityOf(registration),
        province: registration.province,
        bank_details: bank.value !== null,
        id_number: secrets.value.id_number !== undefined,
        consents: consents.filter(({ granted }) => granted).map(({ purpose, version }) => `${purpose} ${version}`),
      },
    },
    events: [event('partner.registered', { partnerId })],
  });
  const partner = await readPartner(tx, partnerId);
  if (!partner) throw new Error('The application cannot be read back by its owner');
  return ok(partner);
}

const ALREADY = refuse(
  'application_exists',
  'You have already applied. You can follow your application on the status page.',
);

function firstRefusal(...outcomes: Outcome<null>[]): Outcome<null> {
  return outcomes.find(({ ok: isOk }) => !isOk) ?? ok(null);
}

/** The finer kind, where it was said or where there is only one. */
function entityOf({ entity_type: entity, business_type: type }: Registration): EntityType | null {
  return entity ?? (type === 'sole_proprietor' ? 'sole_proprietor' : null);
}

const SCHEMAS = { id_number: IdNumber, account_number: AccountNumber };

/** The secret fields as they were sent, or as they were sealed into the draft and are checked now. */
async function secretsOf(tx: Tx, userId: string, registration: Registration): Promise<Outcome<DraftSecrets>> {
  const secrets: DraftSecrets = {};
  const wanted = registration.from_draft ?? [];
  const row = wanted.length > 0 ? await selectDraft(tx, userId) : undefined;
  const kept: DraftSecrets = row?.sealed ? openDraftSecrets(userId, row.sealed) : {};
  const fields: Partial<Record<SecretField, string>> = {};
  for (const name of SECRET_FIELDS) {
    const sent = registration[name];
    if (sent !== undefined) secrets[name] = sent;
    if (sent !== undefined || !wanted.includes(name)) continue;
    const checked = SCHEMAS[name].safeParse(kept[name]);
    if (checked.success) secrets[name] = checked.data;
    else fields[name] = checked.error.issues[0]?.message ?? 'Please enter this again.';
  }
  const [message] = Object.values(fields);
  return message === undefined ? ok(secrets) : refuse('invalid_request', message, { fields });
}

/** Bank details, when any of them was given: then all of them. */
function bankOf(registration: Registration, accountNumber: string | undefined): Outcome<BankDetails | null> {
  const { bank_name, account_holder, account_type, branch_code } = registration;
  const given = { bank_name, account_holder, account_number: accountNumber, account_type, branch_code };
  if (Object.values(given).every((value) => value === undefined)) return ok(null);
  const parsed = BankDetails.safeParse(given);
  if (parsed.success) return ok(parsed.data);
  const fields = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join('.'), message]));
  return refuse('invalid_request', 'Bank details must be complete.', { fields });
}
