import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { EXACT_TOTAL_LIMIT, pagination } from '@/platform/http/schemas';
import { decodeCursor, encodeCursor } from '@/shared/cursor';
import { iso } from '@/shared/iso';
import { APPROVAL_PROMISE_HOURS } from './domain/partner-status';
import { PARTNER_COLUMNS, selectPartner } from './queries';
import type { ApplicationsPage, ApplicationsQuery } from './schema';
import { ApplicationRow, Partner } from './schema';

/** 0 for who waits for CircleTel, 1 for who has to hand something in first. Written as in partners_complete_queue_idx. */
export const WHOSE_TURN = sql<number>`(case when documents_completed_at is null then 1 else 0 end)`;

/** Since when an application waits: the promise runs from the last required document. Written as in that index, too. */
export const WAITING_SINCE = sql<Date>`(coalesce(documents_completed_at, submitted_at, created_at))`;

/** A place in the queue's order, as it is written in an index. */
export const QUEUE_PLACE = sql`${WHOSE_TURN}, ${WAITING_SINCE}, id`;

/** What was promised a decision by now and has none. */
export const IS_LATE = sql<boolean>`(status = 'under_review' and ${WHOSE_TURN} = 0 and ${WAITING_SINCE} < now() - make_interval(hours => ${APPROVAL_PROMISE_HOURS}))`;

type PartnerRow = NonNullable<Awaited<ReturnType<typeof selectPartner>>>;

function toPartner(row: PartnerRow): Partner {
  return Partner.parse({
    ...row,
    approved_at: iso(row.approved_at),
    rejected_at: iso(row.rejected_at),
    submitted_at: iso(row.submitted_at),
    documents_completed_at: iso(row.documents_completed_at),
    created_at: iso(row.created_at),
    bank_changed_at: iso(row.bank_changed_at),
    bank_cooloff_until: iso(row.bank_cooloff_until),
    suspended_at: iso(row.suspended_at),
    reverification_due_at: iso(row.reverification_due_at),
  });
}

/** One partner, or null when there is none that the user may see. */
export async function readPartner(tx: Tx, partnerId: string): Promise<Partner | null> {
  const row = await selectPartner(tx, partnerId);
  return row ? toPartner(row) : null;
}

/** The desk's queue: whoever has waited longest against the promised 48 hours first, then who has to act itself. */
export async function listApplications(tx: Tx, query: ApplicationsQuery): Promise<ApplicationsPage> {
  const after = query.cursor ? decodeCursor(query.cursor) : null;
  const filtered = tx.db
    .selectFrom('partners')
    .$if(query.status !== undefined, (q) => q.where('status', '=', query.status ?? ''))
    .$if(query.kyc_status !== undefined, (q) => q.where('kyc_status', '=', query.kyc_status ?? ''))
    .$if(query.entity_type !== undefined, (q) => q.where('entity_type', '=', query.entity_type ?? ''))
    .$if(query.late !== undefined, (q) => q.where(IS_LATE))
    // The function asks the trigram index, which row level security keeps this query from doing itself.
    .$if(Boolean(query.search), (q) => q.where(sql<boolean>`id in (select portal.search_partners(${query.search}))`));
  const rows = await filtered
    .select(PARTNER_COLUMNS)
    .select((e) => [
      sql<string>`${WAITING_SINCE}::text`.as('since_key'),
      e
        .selectFrom('partner_kyc_documents as d')
        .whereRef('d.partner_id', '=', 'partners.id')
        .select((c) => c.cast<number>(c.fn.countAll(), 'integer').as('n'))
        .as('documents'),
    ])
    .$if(after !== null, (q) =>
      q.where(
        sql<boolean>`(${QUEUE_PLACE}) > (
          (select ${WHOSE_TURN} from partners as here where here.id = ${after?.[1]}), ${after?.[0]}::timestamptz, ${after?.[1]}::uuid
        )`,
      ),
    )
    .orderBy(WHOSE_TURN)
    .orderBy(WAITING_SINCE)
    .orderBy('id')
    .limit(query.limit + 1)
    .offset(after ? 0 : (query.page - 1) * query.limit)
    .execute();
  const counted = await tx.db
    .selectFrom(
      filtered
        .select('id')
        .limit(EXACT_TOTAL_LIMIT + 1)
        .as('found'),
    )
    .select((e) => e.cast<number>(e.fn.countAll(), 'integer').as('n'))
    .executeTakeFirstOrThrow();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const next = rows.length > query.limit && last ? encodeCursor([last.since_key, last.id]) : null;
  return {
    partners: shown.map((row) => ApplicationRow.parse({ ...toPartner(row), documents: row.documents })),
    pagination: pagination(counted.n, query.page, query.limit, next),
  };
}
