import type { CrmRecord } from '@/integrations/zoho/port';
import type { Tx } from '@/platform/db/transaction';
import { merge, outgoing } from '../domain/merge';
import { retryDelayMs } from '../domain/retry';
import { comparableFields } from '../domain/take-over';
import { readMirrored, rulesOf } from '../mirrors';
import { snapshotHash } from '../snapshot-hash';
import { type ApplyContext, type Applying, agreementOf, type Judged, sentValues } from './apply-context';
import { applyToLeads, tombstone } from './apply-to-leads';
import { type Difference, noteDifferences } from './differences';
import { lockLeads, noteOutcomes } from './note-on-leads';
import { lockRows, type SyncRow } from './outbox';
import { type RowUpdate, updateRows, verifySoon } from './row-updates';
import { stubbornFields } from './stubborn-fields';

/** More lost answers of one record in a row are not remembered one by one. */
const MOST_DOUBTS = 8;

/** A record of ours, and what stands for it in the CRM; null: nothing does. */
export type Seen = { entityId: string; record: CrmRecord | null };

/**
 * Compares records with what the CRM says of them and settles the difference, all in one transaction: the portal takes over
 * what is the CRM's to say, and what the portal has to say goes back into the queue. Running it again changes nothing.
 * @returns those that stand in the CRM and were no mere echo
 */
export async function applyRecords(tx: Tx, context: ApplyContext, seen: readonly Seen[]): Promise<Judged[]> {
  const { entity } = context;
  const byId = new Map(seen.map((one) => [one.entityId, one.record]));
  const ids = [...byId.keys()].toSorted();
  if (entity === 'lead') await lockLeads(tx, ids);
  const all = await lockRows(tx, entity, ids);
  const news = all.filter((row) => !isEcho(row, byId.get(row.entityId) ?? null, context));
  const rows = context.mode === 'settle' ? news : news.filter((row) => row.state !== 'in_flight');
  // A change seen while we write the same record: who was first shows when the write is settled.
  await verifySoon(
    tx,
    entity,
    news.filter((row) => !rows.includes(row)),
  );

  const gone = rows.filter((row) => !byId.get(row.entityId));
  const found = rows.flatMap((row) => {
    const record = byId.get(row.entityId);
    return record ? [{ row, record }] : [];
  });
  const differences: Difference[] = [];
  const stubborn = await stubbornFields(
    tx,
    entity,
    found.map(({ row }) => row.entityId),
  );
  const applying = { ...context, stubborn };
  const judged =
    entity === 'lead'
      ? await applyToLeads(tx, applying, found, differences)
      : await compare(tx, applying, found, differences);
  const lost = gone.filter((row) => row.zohoId !== null && row.crmState !== 'deleted');
  if (entity === 'lead')
    await tombstone(
      tx,
      lost.map((row) => row.entityId),
    );
  differences.push(
    ...lost.map((row) => ({
      entity,
      entityId: row.entityId,
      zohoId: row.zohoId,
      kind: 'missing_in_crm' as const,
      fields: [],
    })),
  );
  await updateRows(tx, entity, [
    ...judged.map((one) => afterReading(one, context)),
    ...gone.map((row) => afterMissing(row, context)),
  ]);
  await noteDifferences(tx, differences);
  if (entity === 'lead') await noteOutcomes(tx, rows);
  return judged;
}

/** The record says what was last agreed, or in flight what is being sent: nobody changed anything. */
function isEcho(row: SyncRow, record: CrmRecord | null, { entity, mapping, mode }: ApplyContext): boolean {
  if (mode === 'settle' || !record || record.id !== row.zohoId || row.crmState !== 'live') return false;
  if (record.fields.Converted__s === true) return false;
  const fields = comparableFields(record.fields, rulesOf(entity, mapping));
  if (snapshotHash(fields) === row.sentHash) return true;
  if (row.state !== 'in_flight') return false;
  const { sending, base } = row;
  return Object.entries(fields).every(([field, value]) => {
    return (
      value === (base?.agreed[field] ?? null) ||
      (sending !== null && field in sending && value === (sending[field] ?? null))
    );
  });
}

/** Partners and activities: the portal alone decides, so the question is only what it has to write again. */
async function compare(
  tx: Tx,
  context: Applying,
  found: readonly { row: SyncRow; record: CrmRecord }[],
  differences: Difference[],
): Promise<Judged[]> {
  const { entity, mapping } = context;
  const ids = found.map(({ row }) => row.entityId);
  const mirrored = await readMirrored(tx, entity, ids, mapping);
  const rules = rulesOf(entity, mapping);
  return found.map(({ row, record }) => {
    const portal = mirrored.get(row.entityId)?.fields ?? {};
    const merged = merge({
      rules,
      portal,
      crm: comparableFields(record.fields, rules),
      base: agreementOf(row),
      sent: sentValues(row, record, context.crm.writesAs()),
      portalChangedAt: row.markedAt,
      crmChangedAt: new Date(record.modifiedTime),
      stubborn: context.stubborn.get(row.entityId),
    });
    const of = { entity, entityId: row.entityId, zohoId: record.id };
    if (merged.restored.length > 0) differences.push({ ...of, kind: 'restored', fields: merged.restored });
    if (merged.left.length > 0) differences.push({ ...of, kind: 'left_alone', fields: merged.left });
    // A note is written once: that it is there is all that has to be.
    const base = entity === 'activity' ? { agreed: portal, held: {} } : merged.base;
    const owes = Object.keys(outgoing(rules, portal, base)).length > 0;
    return { row, record, base, owes, changed: [], conflicts: 0, unknown: 0 };
  });
}

function afterReading({ row, record, base, owes, converted }: Judged, context: ApplyContext): RowUpdate {
  const wasInFlight = row.state === 'in_flight';
  const landed = Object.entries(row.sending ?? {}).every(([field, value]) => (base.agreed[field] ?? null) === value);
  const isDoubtful = wasInFlight && !landed;
  // At once after the first loss; a CRM whose answers keep getting lost is asked less and less often.
  const delayMs = isDoubtful && row.attempts > 1 ? retryDelayMs(row.attempts, Math.random()) : 0;
  return {
    entityId: row.entityId,
    state: owes ? (row.state === 'failed' ? 'failed' : 'pending') : 'synced',
    crmState: converted ? 'converted' : 'live',
    zohoId: record.id,
    modifiedTime: record.modifiedTime,
    base,
    hash: snapshotHash(base.agreed),
    ...doubtsOf(row, isDoubtful, context),
    delayMs,
  };
}

/** Writes that may still come late: those of before whose time is not over, and the one that was just given up. */
function doubtsOf(
  row: SyncRow,
  isNew: boolean,
  { verifyAfterMs }: ApplyContext,
): Pick<RowUpdate, 'doubtful' | 'doubtMs'> {
  const leftMs = (row.doubtfulUntil?.getTime() ?? 0) - Date.now();
  const older = leftMs > 0 ? row.doubtful : [];
  if (isNew && row.sending) return { doubtful: [...older, row.sending].slice(-MOST_DOUBTS), doubtMs: verifyAfterMs };
  return leftMs > 0 ? { doubtful: older, doubtMs: leftMs } : { doubtful: [], doubtMs: null };
}

/** Nothing stands there. What the CRM once had is deleted; what it never confirmed has to be sent again. */
function afterMissing(row: SyncRow, context: ApplyContext): RowUpdate {
  const unsent = row.zohoId === null;
  return {
    entityId: row.entityId,
    state: unsent ? 'pending' : 'synced',
    crmState: unsent ? 'live' : 'deleted',
    zohoId: row.zohoId,
    modifiedTime: null,
    base: row.base,
    hash: null,
    ...doubtsOf(row, unsent && row.state === 'in_flight', context),
    delayMs: row.attempts > 1 ? retryDelayMs(row.attempts, Math.random()) : 0,
  };
}
