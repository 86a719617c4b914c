import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { outgoing } from '../domain/merge';
import { retryDelayMs } from '../domain/retry';
import type { CrmEntity } from '../domain/sync-records';
import type { Values } from '../domain/values';
import { type Mirrored, readMirrored } from '../mirrors';
import { lockForSettling, noteOutcomes } from './note-on-leads';
import { claimDue, noteSending, putBack, refuseRecords, type SyncRow, settleUnsent } from './outbox';
import type { PushContext } from './push-context';
import { settleByReading } from './settle';

/** A record that is being sent: what of it, and whether by the CRM's id or by ours. */
export type Outgoing = { row: SyncRow; sending: Values; links: NonNullable<Mirrored['links']> };
export type Batch = { entity: CrmEntity; linked: boolean; records: Outgoing[] };

/** A record that waits for another one, which travels in a batch before it. */
const WAIT_FOR_LINK_MS = 700;

/** The next batch to send, or null when none is due. What needs no call is settled on the way. */
export async function takeBatch(context: PushContext): Promise<Batch | null> {
  for (const entity of context.entities) {
    for (const linked of [false, true]) {
      for (;;) {
        const claimed = await withSystem((tx) => claim(tx, entity, linked, context));
        if (!claimed) break;
        await withSystem((tx) => settleWithoutCall(tx, entity, claimed));
        if (claimed.unread.length > 0) await settleByReading(context, entity, claimed.unread);
        if (claimed.outgoing.length > 0) return { entity, linked, records: claimed.outgoing };
      }
    }
  }
  return null;
}

/** Claims records, reads what they are now, and notes what will be sent, in one transaction. Null: none is due. */
async function claim(tx: Tx, entity: CrmEntity, linked: boolean, context: PushContext): Promise<Claimed | null> {
  const rows = await claimDue(tx, entity, linked);
  if (rows.length === 0) return null;
  const ids = rows.map(({ entityId }) => entityId);
  const mirrored = await readMirrored(tx, entity, ids, context.mapping);
  // Where the CRM has no place for accounts nobody waits for one.
  const alone = entity === 'partner' && !context.entities.includes('account');
  const claimed = sort(rows, mirrored, alone ? {} : null);
  const sending = claimed.outgoing.map((record) => ({ entityId: record.row.entityId, sending: record.sending }));
  await noteSending(tx, entity, sending);
  return claimed;
}

/** In a transaction of its own, since leads are locked before their marks. */
async function settleWithoutCall(tx: Tx, entity: CrmEntity, { gone, unchanged, waiting }: Claimed): Promise<void> {
  const settled = [...gone, ...unchanged].map(({ entityId }) => entityId);
  await lockForSettling(tx, entity, settled);
  const fault = { kind: 'rejected', code: 'RECORD_IS_GONE', field: null };
  const refused = gone.map(({ entityId, version }) => ({ entityId, version, fault }));
  await refuseRecords(tx, entity, refused);
  await settleUnsent(tx, entity, unchanged);
  const later = waiting.map(({ entityId, attempts }) => ({
    entityId,
    delayMs: WAIT_FOR_LINK_MS + retryDelayMs(Math.max(1, attempts - 4), Math.random()),
    fault: null,
  }));
  await putBack(tx, entity, later);
  if (entity === 'lead') await noteOutcomes(tx, [...gone, ...unchanged]);
}

type Claimed = {
  gone: SyncRow[];
  unchanged: SyncRow[];
  waiting: SyncRow[];
  /** The CRM has them, but what it says was never read: they are not overwritten blindly. */
  unread: SyncRow[];
  outgoing: Outgoing[];
};

/** @param missing what a record is linked to whose link is not there yet; null: it waits for it */
function sort(rows: readonly SyncRow[], mirrored: ReadonlyMap<string, Mirrored>, missing: Mirrored['links']): Claimed {
  const sorted: Claimed = { gone: [], unchanged: [], waiting: [], unread: [], outgoing: [] };
  for (const row of rows) {
    const record = mirrored.get(row.entityId);
    const links = record?.links ?? missing;
    if (!record) sorted.gone.push(row);
    // What the CRM has deleted or converted can no longer be written.
    else if (row.crmState !== 'live' || record.hasNoPlace) sorted.unchanged.push(row);
    else if (row.zohoId && !row.base) sorted.unread.push(row);
    else if (links === null) sorted.waiting.push(row);
    else {
      const sending = outgoing(record.rules, record.fields, row.base);
      if (Object.keys(sending).length > 0) sorted.outgoing.push({ row, sending, links: row.base ? {} : links });
      // Somebody asked for it although the portal has nothing to say: then it is the CRM that is asked.
      else (row.version === row.sentVersion ? sorted.unread : sorted.unchanged).push(row);
    }
  }
  return sorted;
}
