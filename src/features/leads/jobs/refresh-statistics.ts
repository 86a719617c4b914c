import { sql } from 'kysely';
import { withSystem } from '@/platform/db/with-system';
import { FINISHED_STATUSES } from '../domain/lead-views';
import { RESPONSE_WINDOW_DAYS } from '../domain/partner-statistics';

/**
 * Counts anew how each partner works its leads. Set-based and on indexes alone: what a partner has, on the index of its
 * statuses; how fast it answered, on that of the assignments of the last months. A partner that has never had a lead has
 * a row of noughts.
 */
export async function refreshStatistics(): Promise<void> {
  const closed = sql.join(FINISHED_STATUSES);
  const since = sql`now() - make_interval(days => ${RESPONSE_WINDOW_DAYS})`;
  await withSystem(async ({ db }) => {
    await sql`
      with held as (
        select assigned_partner_id as partner_id, count(*) as assigned, count(*) filter (where status not in (${closed})) as open,
          count(*) filter (where status = 'converted_to_order') as converted
        from coverage_leads where assigned_partner_id is not null group by 1
      ), answers as (
        select assigned_partner_id as partner_id, count(first_responded_at) as answered,
          count(*) filter (where first_responded_at <= first_response_due_at) as in_time,
          count(*) filter (where first_responded_at is not null or first_response_due_at < now()) as due,
          percentile_cont(0.5) within group (order by extract(epoch from first_responded_at - partner_assigned_at))
            filter (where first_responded_at is not null) as median_seconds
        from coverage_leads
        where assigned_partner_id is not null and partner_assigned_at >= ${since} and first_response_due_at is not null
        group by 1
      ), refusals as (
        select partner_id, count(*) as declined from partner_lead_assignments
        where outcome in ('declined', 'expired') and offered_at >= ${since} group by 1
      )
      insert into partner_lead_statistics as s (partner_id, assigned, open, converted, answered, answered_in_time, due,
        median_response_minutes, declined, computed_at)
      select p.id, coalesce(h.assigned, 0), coalesce(h.open, 0), coalesce(h.converted, 0), coalesce(a.answered, 0),
        coalesce(a.in_time, 0), coalesce(a.due, 0), round(a.median_seconds / 60)::integer, coalesce(r.declined, 0), now()
      from partners p
      left join held h on h.partner_id = p.id
      left join answers a on a.partner_id = p.id
      left join refusals r on r.partner_id = p.id
      where p.status = 'approved' or h.partner_id is not null or r.partner_id is not null
      on conflict (partner_id) do update set assigned = excluded.assigned, open = excluded.open,
        converted = excluded.converted, answered = excluded.answered, answered_in_time = excluded.answered_in_time,
        due = excluded.due, median_response_minutes = excluded.median_response_minutes, declined = excluded.declined,
        computed_at = excluded.computed_at`.execute(db);
  });
}
