import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { CrmEntity } from '../domain/sync-records';
import { type Agreement, Agreement as AgreementSchema, Values } from '../domain/values';

/** Writes of one record are this far apart, so that a person who changes their mind costs one write more, not ten. */
export const WRITE_PAUSE_MS = 1000;

/** A call of the CRM takes no more records. */
export const BATCH_SIZE = 100;

/** One row of crm_sync_records, as far as the sync decides by it. */
export type SyncRow = {
  entityId: string;
  state: 'pending' | 'in_flight' | 'synced' | 'failed';
  crmState: 'live' | 'deleted' | 'converted';
  version: string;
  sentVersion: string;
  attempts: number;
  zohoId: string | null;
  base: Agreement | null;
  sending: Values | null;
  /** What was sent and perhaps never came, or is still to come late; until when. */
  doubtful: Values[];
  doubtfulUntil: Date | null;
  sentHash: string | null;
  markedAt: Date;
};

/** What went wrong, for the list of dead letters: codes and field names, never what a person typed. */
export type CrmFault = { kind: string; code: string | null; field: string | null };

const ROW = [
  'r.entity_id as entityId',
  'r.state',
  'r.crm_state as crmState',
  'r.version',
  'r.sent_version as sentVersion',
  'r.attempts',
  'r.zoho_id as zohoId',
  'r.base',
  'r.sending',
  'r.doubtful',
  'r.doubtful_until as doubtfulUntil',
  'r.sent_hash as sentHash',
  'r.marked_at as markedAt',
] as const;

type Raw = Omit<SyncRow, 'base' | 'sending' | 'doubtful'> & { base: unknown; sending: unknown; doubtful: unknown };

function toRow(raw: Raw): SyncRow {
  return {
    ...raw,
    base: AgreementSchema.nullable().parse(raw.base),
    sending: Values.nullable().parse(raw.sending),
    doubtful: Values.array().parse(raw.doubtful ?? []),
  };
}

/** Takes records that are due, those that wait longest first. `linked`: whether the CRM is known to have them. */
export async function claimDue(tx: Tx, entity: CrmEntity, linked: boolean): Promise<SyncRow[]> {
  const due = tx.db
    .selectFrom('crm_sync_records')
    .select('entity_id')
    .where('entity', '=', entity)
    .where('state', '=', 'pending')
    .where('next_attempt_at', '<=', sql<Date>`now()`)
    .where('zoho_id', linked ? 'is not' : 'is', null)
    .orderBy('next_attempt_at')
    .orderBy('entity_id')
    .limit(BATCH_SIZE)
    .forUpdate()
    .skipLocked();
  const rows = await tx.db
    .with('due', () => due)
    .updateTable('crm_sync_records as r')
    .from('due')
    .set({ state: 'in_flight', attempts: sql`r.attempts + 1`, updated_at: sql`now()` })
    .where('r.entity', '=', entity)
    .whereRef('r.entity_id', '=', 'due.entity_id')
    .returning(ROW)
    .$castTo<Raw>()
    .execute();
  return rows.map(toRow);
}

function rowsOf(tx: Tx, entity: CrmEntity) {
  return tx.db.selectFrom('crm_sync_records as r').select(ROW).where('r.entity', '=', entity).$castTo<Raw>();
}
type RowQuery = ReturnType<typeof rowsOf>;

async function selectRows(tx: Tx, entity: CrmEntity, more: (query: RowQuery) => RowQuery): Promise<SyncRow[]> {
  return (await more(rowsOf(tx, entity)).execute()).map(toRow);
}

/** Records left in flight by a sender that is gone: the CRM may or may not have what was sent. */
export function selectOrphans(tx: Tx, entity: CrmEntity): Promise<SyncRow[]> {
  return selectRows(tx, entity, (query) => query.where('r.state', '=', 'in_flight').limit(BATCH_SIZE));
}

/** Records to be read once more: an earlier write may have come late, or a change was seen while another was in flight. */
export function selectToVerify(tx: Tx, entity: CrmEntity): Promise<SyncRow[]> {
  const now = sql<Date>`now()`;
  return selectRows(tx, entity, (query) =>
    query.where('r.state', '<>', 'in_flight').where('r.verify_at', '<=', now).limit(BATCH_SIZE),
  );
}

/** The rows of these records, locked in the order of their ids so that two that want the same never wait for each other. */
export async function lockRows(tx: Tx, entity: CrmEntity, ids: readonly string[]): Promise<SyncRow[]> {
  if (ids.length === 0) return [];
  return selectRows(tx, entity, (query) => query.where('r.entity_id', 'in', ids).orderBy('r.entity_id').forUpdate());
}

/** Notes what is about to be written: seen in the CRM before the answer came, it is an echo. */
export async function noteSending(
  tx: Tx,
  entity: CrmEntity,
  rows: readonly { entityId: string; sending: Values }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`update crm_sync_records r set sending = a.sending
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) a ("entityId" uuid, sending jsonb)
    where r.entity = ${entity} and r.entity_id = a."entityId"`.execute(tx.db);
}

export type Arrival = {
  entityId: string;
  version: string;
  zohoId: string;
  modifiedTime: string;
  base: Agreement;
  hash: string;
};

/**
 * The CRM has these versions; what was changed meanwhile is due after the pause.
 * @returns those whose record in the CRM already stands for another record of the portal: they are not settled
 */
export async function settleArrived(tx: Tx, entity: CrmEntity, arrivals: readonly Arrival[]): Promise<Arrival[]> {
  if (arrivals.length === 0) return [];
  const taken = await tx.db
    .selectFrom('crm_sync_records')
    .select(['entity_id', 'zoho_id'])
    .where('entity', '=', entity)
    .where(
      'zoho_id',
      'in',
      arrivals.map(({ zohoId }) => zohoId),
    )
    .execute();
  const owners = new Map(taken.map(({ zoho_id, entity_id }) => [zoho_id, entity_id]));
  const isFree = ({ zohoId, entityId }: Arrival) => (owners.get(zohoId) ?? entityId) === entityId;
  await sql`update crm_sync_records r set
      state = case when r.version > a.version then 'pending' else 'synced' end,
      sent_version = a.version, attempts = 0, next_attempt_at = ${after(WRITE_PAUSE_MS)}, zoho_id = a."zohoId",
      zoho_modified_time = a."modifiedTime", base = a.base, sent_hash = a.hash, sending = null, last_error = null,
      updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(arrivals.filter(isFree))}::jsonb)
      a ("entityId" uuid, version bigint, "zohoId" text, "modifiedTime" timestamptz, base jsonb, hash text)
    where r.entity = ${entity} and r.entity_id = a."entityId"`.execute(tx.db);
  return arrivals.filter((arrival) => !isFree(arrival));
}

/** From now on the CRM's record `zohoId` stands for ours. @returns false when it is another's */
export async function linkTo(tx: Tx, entity: CrmEntity, entityId: string, zohoId: string): Promise<boolean> {
  const owner = await tx.db
    .selectFrom('crm_sync_records')
    .select('entity_id')
    .where('entity', '=', entity)
    .where('zoho_id', '=', zohoId)
    .executeTakeFirst();
  if (owner && owner.entity_id !== entityId) return false;
  await tx.db
    .updateTable('crm_sync_records')
    // What was sent did not arrive there: the record was somebody else's, so nothing is agreed yet.
    .set({ zoho_id: zohoId, sending: null, updated_at: sql`now()` })
    .where('entity', '=', entity)
    .where('entity_id', '=', entityId)
    .execute();
  return true;
}

/** Nothing had to be sent for these versions. */
export async function settleUnsent(
  tx: Tx,
  entity: CrmEntity,
  rows: readonly Pick<SyncRow, 'entityId' | 'version'>[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`update crm_sync_records r set
      state = case when r.version > a.version then 'pending' else 'synced' end,
      sent_version = a.version, attempts = 0, sending = null, last_error = null, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) a ("entityId" uuid, version bigint)
    where r.entity = ${entity} and r.entity_id = a."entityId"`.execute(tx.db);
}

export type Retry = { entityId: string; delayMs: number; fault: CrmFault | null };

/** To be tried again later; nothing of it was written, as far as anybody knows. */
export async function putBack(tx: Tx, entity: CrmEntity, rows: readonly Retry[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`update crm_sync_records r set state = 'pending', sending = null,
      next_attempt_at = now() + make_interval(secs => a."delayMs" / 1000.0),
      last_error = coalesce(a.fault, r.last_error), updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) a ("entityId" uuid, "delayMs" float8, fault jsonb)
    where r.entity = ${entity} and r.entity_id = a."entityId"`.execute(tx.db);
}

/** The CRM refuses these records as they are: dead letters, until somebody changes or replays them. */
export async function refuseRecords(
  tx: Tx,
  entity: CrmEntity,
  rows: readonly { entityId: string; version: string; fault: CrmFault }[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`update crm_sync_records r set
      state = case when r.version > a.version then 'pending' else 'failed' end, sending = null, last_error = a.fault,
      updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) a ("entityId" uuid, version bigint, fault jsonb)
    where r.entity = ${entity} and r.entity_id = a."entityId"`.execute(tx.db);
}

/** In how many milliseconds the next record is due, by the clock of the database; null when none waits. */
export async function nextDueInMs(tx: Tx, entities: readonly CrmEntity[]): Promise<number | null> {
  // A CRM without a field for any of the portal's ids takes nothing; then nothing is due.
  if (entities.length === 0) return null;
  const of = (entity: CrmEntity) => sql`
    (select min(next_attempt_at) from crm_sync_records
      where entity = ${entity} and state = 'pending' and zoho_id is null),
    (select min(next_attempt_at) from crm_sync_records
      where entity = ${entity} and state = 'pending' and zoho_id is not null),
    (select min(verify_at) from crm_sync_records
      where entity = ${entity} and verify_at is not null and state <> 'in_flight')`;
  const { rows } = await sql<{ wait: number | null }>`
    select ceil(1000 * extract(epoch from least(${sql.join(entities.map(of))}) - now()))::float8 as wait`.execute(
    tx.db,
  );
  return rows[0]?.wait ?? null;
}

export function after(delayMs: number) {
  return sql<Date>`now() + make_interval(secs => ${delayMs / 1000})`;
}
