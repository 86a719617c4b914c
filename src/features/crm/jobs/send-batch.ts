import { CrmError } from '@/integrations/zoho/errors';
import type { UpsertOutcome } from '@/integrations/zoho/port';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { log } from '@/platform/log/log';
import { placeOf } from '../domain/crm-mapping';
import { agreedOn } from '../domain/merge';
import { retryDelayMs } from '../domain/retry';
import { snapshotHash } from '../snapshot-hash';
import { CrmHold } from './gate';
import { lockForSettling, noteOutcomes } from './note-on-leads';
import { type Arrival, type CrmFault, linkTo, putBack, refuseRecords, type SyncRow, settleArrived } from './outbox';
import type { Batch, Outgoing } from './push-batch';
import type { PushContext } from './push-context';
import { lookAfterLeads } from './row-updates';
import { settleByReading } from './settle';

/** Workflows of CircleTel's run on what the portal writes; approvals and blueprints are for its people. */
const TRIGGER = ['workflow'] as const;

/** Sends one batch and settles what became of each record. @throws CrmError, CrmHold after putting the batch back */
export async function sendBatch(context: PushContext, batch: Batch): Promise<void> {
  const outcomes = await write(context, batch);
  const rows = batch.records.map(({ row }) => row);
  if (!outcomes) return settleByReading(context, batch.entity, rows);
  const toRead = await withSystem((tx) => settle(tx, batch, outcomes));
  if (toRead.length > 0) await settleByReading(context, batch.entity, toRead);
  const orphaned = batch.records.filter((_record, index) => isWithoutParent(batch, outcomes[index]));
  if (orphaned.length > 0) {
    const ids = orphaned.map(({ row }) => row.entityId);
    await withSystem((tx) => lookAfterLeads(tx, ids));
  }
}

/** What a note stands below is gone, and the portal has not heard of it yet: the lead is read, the note waits for that. */
function isWithoutParent({ entity }: Batch, outcome: UpsertOutcome | undefined): boolean {
  return entity === 'activity' && outcome?.ok === false && outcome.error.apiName === 'Parent_Id';
}

/** The outcomes, or null when nobody can tell what the CRM did. @throws CrmError, CrmHold after putting the batch back */
async function write({ crm, mapping }: PushContext, batch: Batch): Promise<readonly UpsertOutcome[] | null> {
  const { module, externalIdField } = placeOf(batch.entity, mapping);
  try {
    if (!batch.linked) {
      const records = batch.records.map(({ sending, links }) => ({ ...sending, ...links }));
      return await crm.upsertRecords(module, records, { externalIdField, trigger: TRIGGER });
    }
    const records = batch.records.map(({ row, sending, links }) => ({
      id: row.zohoId ?? '',
      fields: { ...sending, ...links },
    }));
    return await crm.updateRecords(module, records, TRIGGER);
  } catch (error) {
    if (error instanceof CrmError && error.kind === 'unknown_outcome') {
      log.warn({ err: error, records: batch.records.length }, 'outcome unknown, will be settled by reading');
      return null;
    }
    // A call that was not even made is no failed attempt of these records.
    const isHeld = error instanceof CrmHold;
    const back = batch.records.map(({ row }) => ({
      entityId: row.entityId,
      delayMs: isHeld ? 0 : retryDelayMs(row.attempts, Math.random()),
      fault: isHeld ? null : faultOf(error),
    }));
    await withSystem((tx) => putBack(tx, batch.entity, back));
    throw error;
  }
}

/** Settles every record by its outcome. @returns those that the CRM no longer has as the portal knew them */
async function settle(tx: Tx, batch: Batch, outcomes: readonly UpsertOutcome[]): Promise<SyncRow[]> {
  const { entity } = batch;
  const ids = batch.records.map(({ row }) => row.entityId);
  await lockForSettling(tx, entity, ids);
  const sorted = {
    arrived: [] as Arrival[],
    later: [] as Outgoing[],
    refused: [] as Refused[],
    toRead: [] as SyncRow[],
  };
  for (const [index, outgoing] of batch.records.entries()) {
    const outcome = outcomes[index];
    if (!outcome) throw new Error('The CRM answered with fewer outcomes than records');
    if (outcome.ok) sorted.arrived.push(arrivalOf(outgoing, outcome));
    else if (outcome.error.retryable || isWithoutParent(batch, outcome)) sorted.later.push(outgoing);
    else if (isGone(outcome.error)) sorted.toRead.push(outgoing.row);
    else sorted.refused.push({ row: outgoing.row, error: outcome.error });
  }
  const others = await settleArrived(tx, entity, sorted.arrived);
  const back = sorted.later.map(({ row }) => ({
    entityId: row.entityId,
    delayMs: retryDelayMs(row.attempts, Math.random()),
    fault: { kind: 'unavailable', code: null, field: null },
  }));
  await putBack(tx, entity, back);
  const { dead, linked } = await linkDuplicates(tx, batch, sorted.refused);
  const taken = others.map(({ entityId, version }) => ({ entityId, version, fault: TAKEN }));
  await refuseRecords(tx, entity, [...dead, ...taken]);
  if (entity === 'lead')
    await noteOutcomes(
      tx,
      ids.map((entityId) => ({ entityId })),
    );
  return [...sorted.toRead, ...linked];
}

type Refused = { row: SyncRow; error: CrmError };

/** Another record of the portal already stands for this one in the CRM. */
const TAKEN: CrmFault = { kind: 'rejected', code: 'DUPLICATE_DATA', field: null };

function arrivalOf({ row, sending }: Outgoing, outcome: UpsertOutcome & { ok: true }): Arrival {
  const base = agreedOn(row.base, sending);
  return {
    entityId: row.entityId,
    version: row.version,
    zohoId: outcome.id,
    modifiedTime: outcome.modifiedTime,
    base,
    hash: snapshotHash(base.agreed),
  };
}

/** Deleted or converted meanwhile: the CRM then finds fault with the id itself. */
function isGone(error: CrmError): boolean {
  return error.code === 'INVALID_DATA' && (error.apiName === undefined || error.apiName === 'id');
}

/**
 * A record that the CRM has under another of its unique fields is the same one: it is linked, and read before anything of
 * it is written. What was linked before and still meets a duplicate is for people.
 */
async function linkDuplicates(tx: Tx, batch: Batch, refused: readonly Refused[]) {
  const dead: { entityId: string; version: string; fault: CrmFault }[] = [];
  const linked: SyncRow[] = [];
  for (const { row, error } of refused) {
    const known = !batch.linked && error.code === 'DUPLICATE_DATA' ? error.duplicateRecordId : undefined;
    if (known && (await linkTo(tx, batch.entity, row.entityId, known))) linked.push({ ...row, zohoId: known });
    else dead.push({ entityId: row.entityId, version: row.version, fault: faultOf(error) });
  }
  return { dead, linked };
}

export function faultOf(error: unknown): CrmFault {
  if (!(error instanceof CrmError)) return { kind: 'unavailable', code: null, field: null };
  return { kind: error.kind, code: error.code ?? null, field: error.apiName ?? null };
}
