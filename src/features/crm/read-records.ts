import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { readKeyPage } from '@/platform/http/key-page';
import { iso } from '@/shared/iso';
import type { CrmEntity } from './domain/sync-records';
import { outgoingFields } from './read-outgoing';
import type { DifferencesQuery, RecordsQuery } from './schema';
import { Difference, type DifferencesPage, RecordDetail, type RecordsPage, SyncRecord } from './schema-desk';

const RECORD_COLUMNS = [
  'r.row_key as id',
  'r.entity',
  'r.entity_id',
  'r.state',
  'r.crm_state',
  'r.zoho_id',
  'r.attempts',
  'r.last_error as last_fault',
  'r.marked_at',
  'r.next_attempt_at',
  'r.updated_at',
] as const;

type Times = { marked_at: Date; next_attempt_at: Date; updated_at: Date };

const timesOf = (row: Times) => ({
  marked_at: iso(row.marked_at),
  next_attempt_at: iso(row.next_attempt_at),
  updated_at: iso(row.updated_at),
});

/** By what a fault is found and replayed; `faultCode` in domain/fault-words.ts says the same. */
export const FAULT_CODE = sql<string>`coalesce(nullif(last_error->>'code', ''), last_error->>'kind', 'unknown')`;

/** Records in one state, the newest first; or the one that was asked for, whatever its state. */
export async function listRecords(tx: Tx, query: RecordsQuery): Promise<RecordsPage> {
  const { state, entity, code, record } = query;
  const found = tx.db
    .selectFrom('crm_sync_records as r')
    .$if(record !== undefined, (q) => q.where('r.entity_id', '=', record ?? ''))
    .$if(record === undefined, (q) => q.where('r.state', '=', state))
    // Beside its state, so that Postgres sees that the index without synced records may be used.
    .$if(record === undefined, (q) => q.where(sql<boolean>`r.state <> 'synced'`))
    .$if(entity !== undefined, (q) => q.where('r.entity', '=', entity ?? ''))
    .$if(Boolean(code), (q) => q.where(FAULT_CODE, '=', code ?? ''));
  const { rows, pagination } = await readKeyPage({
    found: found.select('r.entity_id'),
    shown: found.select(RECORD_COLUMNS),
    order: { by: 'r.updated_at', id: 'r.row_key', direction: 'desc' },
    query,
  });
  return { records: rows.map((row) => SyncRecord.parse({ ...row, ...timesOf(row) })), pagination };
}

/** One record and what would be sent of it now, or null when the portal never marked it for the CRM. */
export async function readRecord(tx: Tx, entity: CrmEntity, entityId: string): Promise<RecordDetail | null> {
  const row = await tx.db
    .selectFrom('crm_sync_records as r')
    .select(RECORD_COLUMNS)
    .select(['r.version', 'r.sent_version', 'r.zoho_modified_time'])
    .where('r.entity', '=', entity)
    .where('r.entity_id', '=', entityId)
    .executeTakeFirst();
  if (!row) return null;
  const fields = await outgoingFields(tx, entity, entityId);
  return RecordDetail.parse({
    record: { ...row, ...timesOf(row), zoho_modified_time: iso(row.zoho_modified_time) },
    payload: fields && Object.entries(fields).map(([field, value]) => ({ field, value: shown(value) })),
  });
}

/** A value as a person reads it; empty text for what would be emptied in the CRM. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Where the two sides were found apart, the newest first. */
export async function listDifferences(tx: Tx, query: DifferencesQuery): Promise<DifferencesPage> {
  const found = tx.db
    .selectFrom('crm_differences as d')
    .$if(query.kind !== undefined, (q) => q.where('d.kind', '=', query.kind ?? ''));
  const { rows, pagination } = await readKeyPage({
    found: found.select('d.row_key'),
    shown: found
      .select(['d.row_key as id', 'd.entity', 'd.entity_id', 'd.zoho_id', 'd.kind', 'd.fields', 'd.winner'])
      .select(['d.found_at', 'd.settled_at']),
    order: { by: 'd.found_at', id: 'd.row_key', direction: 'desc' },
    query,
  });
  const differences = rows.map((row) =>
    Difference.parse({ ...row, found_at: iso(row.found_at), settled_at: iso(row.settled_at) }),
  );
  return { differences, pagination };
}
