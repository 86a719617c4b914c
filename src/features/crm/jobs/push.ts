import { setTimeout as delay } from 'node:timers/promises';
import { CrmError, type CrmErrorKind } from '@/integrations/zoho/errors';
import { withSystem } from '@/platform/db/with-system';
import { log } from '@/platform/log/log';
import { CrmHold } from './gate';
import { takeUpMapping } from './mapping-change';
import { nextDueInMs, selectOrphans, selectToVerify, WRITE_PAUSE_MS } from './outbox';
import { type Batch, takeBatch } from './push-batch';
import type { PushContext } from './push-context';
import { sendBatch } from './send-batch';
import { settleByReading } from './settle';

/** What is gone with the next attempt, perhaps; the gate makes the waits longer. */
const RETRY_MS = 500;
/**
 * What stays as it is until somebody does something: a field that the CRM lacks, a query that it refuses. The gate does not
 * hear of it, or hears of others that go well; a consent that is missing stops every call, so that is the gate's.
 */
const NEEDS_A_PERSON: ReadonlySet<CrmErrorKind> = new Set(['misconfigured', 'rejected']);
const LOOK_AGAIN_MS = 60_000;

/** More hands than calls at once: while some wait for the CRM, others make the next calls ready. */
const HANDS = 5;

/**
 * Brings everything that is due to the CRM, a hundred records a call, of each record what the portal changed. Runs alone
 * (its queue is serial), so a record found in flight was left there by a sender that died or never heard the answer:
 * whether the CRM has it is settled by reading, never by sending blindly. What is due within a moment is waited for, so
 * that a change that follows another one is not late.
 *
 * @returns when to look again, or null when nothing waits
 */
export async function pushToCrm(context: PushContext): Promise<Date | null> {
  try {
    await withSystem(takeUpMapping);
    for (;;) {
      await settleOrphans(context);
      await sendAllDue(context);
      await verify(context);
      const waitMs = await withSystem((tx) => nextDueInMs(tx, context.entities));
      if (waitMs === null || waitMs > WRITE_PAUSE_MS) return waitMs === null ? null : new Date(Date.now() + waitMs);
      // Due already, but held by a change that is being committed.
      await delay(Math.max(20, waitMs));
    }
  } catch (error) {
    return comeBack(error);
  } finally {
    await context.crm.flush();
  }
}

/** When the CRM may be tried again after a failure that is its own. @throws whatever is a fault of ours */
export function comeBack(error: unknown): Date {
  if (error instanceof CrmHold) {
    log.info({ reason: error.reason, until: error.until }, 'the CRM is not called for now');
    return error.until;
  }
  if (!(error instanceof CrmError)) throw error;
  log.warn({ err: error }, 'the CRM cannot be used right now');
  return new Date(Date.now() + (NEEDS_A_PERSON.has(error.kind) ? LOOK_AGAIN_MS : RETRY_MS));
}

async function settleOrphans(context: PushContext): Promise<void> {
  for (const entity of context.entities) {
    for (;;) {
      const orphans = await withSystem((tx) => selectOrphans(tx, entity));
      if (orphans.length === 0) break;
      await settleByReading(context, entity, orphans);
    }
  }
}

async function verify(context: PushContext): Promise<void> {
  for (const entity of context.entities) {
    const doubtful = await withSystem((tx) => selectToVerify(tx, entity));
    if (doubtful.length > 0) await settleByReading(context, entity, doubtful);
  }
}

/** Several hands take and send batches until none is due; the first failure of the whole connection stops all of them. */
async function sendAllDue(context: PushContext): Promise<void> {
  const failures: unknown[] = [];
  const next = async (): Promise<Batch | null> => {
    if (failures.length > 0) return null;
    await context.crm.ready();
    return takeBatch(context);
  };
  const hand = async (): Promise<void> => {
    for (let batch = await next(); batch; batch = await next()) await sendBatch(context, batch);
  };
  const hands = Array.from({ length: HANDS }, () => hand().catch((error: unknown) => failures.push(error)));
  await Promise.all(hands);
  if (failures.length > 0) throw failures.find((error) => !(error instanceof CrmHold)) ?? failures[0];
}
