import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import type { PartnerLeadStatistics } from './schema-desk';

/** How partners work their leads, as it was counted last: those named, or all, those with the fewest open leads first. */
export async function listStatistics(
  tx: Tx,
  partnerIds: readonly string[] | null,
  limit: number,
): Promise<PartnerLeadStatistics[]> {
  return tx.db
    .selectFrom('partner_lead_statistics as s')
    .innerJoin('partners as p', 'p.id', 's.partner_id')
    .select(['s.partner_id', 'p.business_name as partner_name', 'p.tier', 's.assigned', 's.open', 's.due'])
    .select(['s.answered_in_time', 's.median_response_minutes', 's.converted', 's.declined'])
    .where('p.status', '=', 'approved')
    .$if(partnerIds !== null, (q) => q.where('s.partner_id', 'in', partnerIds ?? []))
    .orderBy('s.open')
    .orderBy('p.business_name')
    .limit(limit)
    .execute();
}

/** All partners in one line. Times in ISO 8601; null before the worker has counted for the first time. */
export type StatisticsTotals = {
  partners: number;
  averageLeads: number;
  answeredInTime: number;
  due: number;
  medianResponseMinutes: number | null;
  assigned: number;
  converted: number;
  declined: number;
  computedAt: Date | null;
};

/** Averages over the approved partners; the median is the middle one of the partners' medians. */
export async function readStatisticsTotals(tx: Tx): Promise<StatisticsTotals> {
  return tx.db
    .selectFrom('partner_lead_statistics as s')
    .innerJoin('partners as p', 'p.id', 's.partner_id')
    .select([
      sql<number>`count(*)::int`.as('partners'),
      sql<number>`coalesce(avg(s.assigned), 0)::float8`.as('averageLeads'),
      sql<number>`coalesce(sum(s.answered_in_time), 0)::int`.as('answeredInTime'),
      sql<number>`coalesce(sum(s.due), 0)::int`.as('due'),
      sql<number | null>`percentile_disc(0.5) within group (order by s.median_response_minutes)`.as(
        'medianResponseMinutes',
      ),
      sql<number>`coalesce(sum(s.assigned), 0)::int`.as('assigned'),
      sql<number>`coalesce(sum(s.converted), 0)::int`.as('converted'),
      sql<number>`coalesce(sum(s.declined), 0)::int`.as('declined'),
      sql<Date | null>`max(s.computed_at)`.as('computedAt'),
    ])
    .where('p.status', '=', 'approved')
    .executeTakeFirstOrThrow();
}
