import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { CrmError } from '@/integrations/zoho/errors';
import type { CrmPort, CrmRecord } from '@/integrations/zoho/port';
import { withSystem } from '@/platform/db/with-system';
import { log } from '@/platform/log/log';
import { type LeadMapping, toCrmFields } from '../domain/crm-mapping';
import {
  type Claimed,
  type CrmFault,
  claimDue,
  markArrived,
  markDoubtful,
  markForRetry,
  markRefused,
  markVerified,
  nextDueInMs,
  selectMirrored,
  selectOrphans,
  selectToVerify,
  WRITE_PAUSE_MS,
} from './crm-queue';

type Fields = Record<string, string | null>;
type Outgoing = Claimed & { fields: Fields; hash: string };

/** Waits before another attempt, doubling with each, with jitter so that leads do not come back all at once. */
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15 * 60_000;

/** Longer than the CRM may work on a call that it took; a write that comes later than this finds nobody looking. */
const VERIFY_AFTER_MS = 3 * 60_000;

function retryDelayMs(attempts: number): number {
  const ceiling = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 20));
  return ceiling * (0.5 + Math.random() / 2);
}

/**
 * Brings every lead that is due to the CRM, a hundred a call, the latest state of each. Runs alone (its queue is serial),
 * so a lead found in flight was left there by a sender that died or never heard the answer: whether the CRM has it is
 * settled by reading, never by sending blindly.
 *
 * What is due within a moment is waited for, so that a change that follows another one is not late.
 *
 * @param verifyAfterMs when to look again at a lead that was sent a second time, since the first write may come late
 * @returns when the next lead is due, or null when none waits
 * @throws CrmError when the CRM as a whole cannot be used right now; the leads concerned stay queued
 */
export async function pushLeadsToZoho(
  connect: () => Promise<CrmPort>,
  mapping: LeadMapping,
  verifyAfterMs = VERIFY_AFTER_MS,
): Promise<Date | null> {
  for (;;) {
    const orphans = await withSystem(selectOrphans);
    if (orphans.length > 0) {
      await settleOrphans(await connect(), mapping, orphans, verifyAfterMs);
      continue;
    }
    const claimed = await withSystem(claimDue);
    if (claimed.length > 0) {
      const batch = await prepare(claimed, mapping);
      if (batch.length > 0) await send(await connectFor(connect, batch), mapping, batch);
      continue;
    }
    await verify(connect, mapping);
    const waitMs = await withSystem(nextDueInMs);
    if (waitMs === null || waitMs > WRITE_PAUSE_MS) return waitMs === null ? null : new Date(Date.now() + waitMs);
    // Due already, but held by a change that is being committed.
    await delay(Math.max(20, waitMs));
  }
}

/** A connection, or every claimed lead back in the queue: nothing was sent, so nothing is unknown. */
async function connectFor(connect: () => Promise<CrmPort>, claimed: readonly Claimed[]): Promise<CrmPort> {
  try {
    return await connect();
  } catch (error) {
    await putBack(claimed, faultOf(error));
    throw error;
  }
}

/** What is to be sent for each claim. A mark without a lead is a dead letter: there is nothing to send, ever. */
async function prepare(claimed: readonly Claimed[], mapping: LeadMapping): Promise<Outgoing[]> {
  const leads = await withSystem((tx) =>
    selectMirrored(
      tx,
      claimed.map(({ leadId }) => leadId),
    ),
  );
  const byId = new Map(leads.map((lead) => [lead.id, lead]));
  const gone = claimed.filter(({ leadId }) => !byId.has(leadId));
  if (gone.length > 0) {
    await withSystem(async (tx) => {
      for (const claim of gone) await markRefused(tx, claim, { kind: 'rejected', code: 'LEAD_IS_GONE', field: null });
    });
  }
  return claimed.flatMap((claim) => {
    const lead = byId.get(claim.leadId);
    if (!lead) return [];
    // The version that these very facts are: a change since the claim travels with them.
    const fields = toCrmFields(lead, mapping);
    return [{ ...claim, version: lead.version, fields, hash: hashOf(fields) }];
  });
}

async function send(crm: CrmPort, mapping: LeadMapping, batch: readonly Outgoing[]): Promise<void> {
  const outcomes = await upsert(crm, mapping, batch);
  // Unknown: the leads stay in flight and the next round reads what became of them.
  if (!outcomes) return;
  await withSystem(async (tx) => {
    for (const [index, outgoing] of batch.entries()) {
      const outcome = outcomes[index];
      if (!outcome) throw new Error('The CRM answered with fewer outcomes than records');
      if (outcome.ok) await markArrived(tx, { ...outgoing, zohoId: outcome.id, modifiedTime: outcome.modifiedTime });
      else if (outcome.error.retryable)
        await markForRetry(tx, outgoing.leadId, retryDelayMs(outgoing.attempts), faultOf(outcome.error));
      else await markRefused(tx, outgoing, faultOf(outcome.error));
    }
  });
}

/** The outcomes, or null when nobody can tell what the CRM did. @throws CrmError after putting the batch back */
async function upsert(crm: CrmPort, mapping: LeadMapping, batch: readonly Outgoing[]) {
  const options = { externalIdField: mapping.externalIdField, trigger: ['workflow'] } as const;
  try {
    return await crm.upsertRecords(
      mapping.module,
      batch.map(({ fields }) => fields),
      options,
    );
  } catch (error) {
    if (error instanceof CrmError && error.kind === 'unknown_outcome') {
      log.warn({ err: error, leads: batch.length }, 'outcome unknown, will be settled by reading');
      return null;
    }
    await putBack(batch, faultOf(error));
    throw error;
  }
}

/**
 * Asks the CRM for the leads in flight. What stands there as it was to be sent has arrived; everything else goes back
 * into the queue and is sent again, which is safe since the upsert finds the record by its external id.
 */
async function settleOrphans(
  crm: CrmPort,
  mapping: LeadMapping,
  orphans: readonly Claimed[],
  verifyAfterMs: number,
): Promise<void> {
  const wanted = await prepare(orphans, mapping);
  const byLead = await readFromCrm(crm, mapping, wanted);
  await withSystem(async (tx) => {
    for (const outgoing of wanted) {
      const record = byLead.get(outgoing.leadId);
      if (record && hasArrived(record, outgoing)) {
        await markArrived(tx, { ...outgoing, zohoId: record.id, modifiedTime: record.modifiedTime });
      } else {
        // At once after the first loss; a CRM whose answers keep getting lost is asked less and less often.
        const delayMs = outgoing.attempts > 1 ? retryDelayMs(outgoing.attempts) : 0;
        await markForRetry(tx, outgoing.leadId, delayMs, { kind: 'unknown_outcome', code: null, field: null });
        await markDoubtful(tx, outgoing.leadId, verifyAfterMs);
      }
    }
  });
}

/** Looks once more at leads that were sent twice: a first write that came late may have put an old state over the new one. */
async function verify(connect: () => Promise<CrmPort>, mapping: LeadMapping): Promise<void> {
  const doubtful = await withSystem(selectToVerify);
  if (doubtful.length === 0) return;
  const wanted = await prepare(doubtful, mapping);
  const byLead = await readFromCrm(await connect(), mapping, wanted);
  await withSystem(async (tx) => {
    for (const outgoing of wanted) {
      const record = byLead.get(outgoing.leadId);
      await markVerified(tx, outgoing.leadId, record !== undefined && hasArrived(record, outgoing));
    }
  });
}

async function readFromCrm(crm: CrmPort, mapping: LeadMapping, wanted: readonly Outgoing[]) {
  const names = Object.keys(wanted[0]?.fields ?? {});
  const ids = wanted.map(({ leadId }) => leadId);
  const found = ids.length > 0 ? await crm.findByField(mapping.module, mapping.externalIdField, ids, names) : [];
  return new Map(found.map((record) => [record.fields[mapping.externalIdField], record]));
}

function hasArrived(record: CrmRecord, outgoing: Outgoing): boolean {
  return Object.entries(outgoing.fields).every(([name, value]) => (record.fields[name] ?? null) === value);
}

async function putBack(batch: readonly Claimed[], fault: CrmFault): Promise<void> {
  await withSystem(async (tx) => {
    for (const { leadId, attempts } of batch) await markForRetry(tx, leadId, retryDelayMs(attempts), fault);
  });
}

function hashOf(fields: Fields): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(fields)))
    .digest('base64url');
}

function faultOf(error: unknown): CrmFault {
  if (!(error instanceof CrmError)) return { kind: 'unavailable', code: null, field: null };
  return { kind: error.kind, code: error.code ?? null, field: error.apiName ?? null };
}
