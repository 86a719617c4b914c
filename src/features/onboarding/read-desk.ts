import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { EXACT_TOTAL_LIMIT } from '@/platform/http/schemas';
import { IS_LATE, QUEUE_PLACE, WAITING_SINCE, WHOSE_TURN } from './read';

/** How many applications wait for a decision; counting stops at `atMost`. */
export async function countWaitingApplications(tx: Tx, atMost: number): Promise<number> {
  const waiting = tx.db.selectFrom('partners').select('id').where('status', '=', 'under_review').limit(atMost);
  const { n } = await tx.db
    .selectFrom(waiting.as('waiting'))
    .select((e) => e.cast<number>(e.fn.countAll(), 'integer').as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** A count that stops where counting on would cost more than it tells. */
export type DeskCount = { count: number; isExact: boolean };

/** Applications that wait for longer than CircleTel promised. The promise begins with the last required document. */
export async function countLateApplications(tx: Tx): Promise<DeskCount> {
  const late = tx.db
    .selectFrom('partners')
    .select('id')
    .where(IS_LATE)
    .limit(EXACT_TOTAL_LIMIT + 1);
  const { n } = await tx.db
    .selectFrom(late.as('late'))
    .select((e) => e.cast<number>(e.fn.countAll(), 'integer').as('n'))
    .executeTakeFirstOrThrow();
  return { count: Math.min(n, EXACT_TOTAL_LIMIT), isExact: n <= EXACT_TOTAL_LIMIT };
}

/** The application to decide after this one: the next in the queue's order, from the last on the oldest; or null. */
export async function nextApplication(tx: Tx, partnerId: string): Promise<string | null> {
  const waiting = tx.db
    .selectFrom('partners')
    .select('id')
    .where('status', '=', 'under_review')
    .where('id', '<>', partnerId)
    .orderBy(WHOSE_TURN)
    .orderBy(WAITING_SINCE)
    .orderBy('id')
    .limit(1);
  const after = await waiting
    .where(sql<boolean>`(${QUEUE_PLACE}) > (select ${QUEUE_PLACE} from partners as here where here.id = ${partnerId})`)
    .executeTakeFirst();
  const next = after ?? (await waiting.executeTakeFirst());
  return next?.id ?? null;
}
