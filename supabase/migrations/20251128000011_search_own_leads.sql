-- What a partner's list needs: search among its own leads, indexes of its views, and changes for its open pages.
create extension if not exists btree_gin with schema extensions;

-- What the search of a partner's leads looks through. Phone numbers stand there in digits, as they were given and as one
-- dials them at home, since everybody types them differently; the "(0)" that some write is none of the number. Every word
-- has a space before it, so that the beginning of a word can be asked for. Immutable, so that an index can hold it; who
-- inserts a lead computes it. Which patterns a text becomes: features/leads/domain/lead-search.ts.
create function portal.lead_text(
  first_name text, last_name text, company_name text, email text, phone text, address text, suburb text, city text
) returns text language sql immutable parallel safe as $$
  select ' ' || first_name || ' ' || last_name || ' ' || coalesce(company_name, '') || ' ' || email || ' '
    || translate(replace(phone, '(0)', ''), ' ()+-./', '')
    || ' 0' || right(translate(replace(phone, '(0)', ''), ' ()+-./', ''), 9)
    || ' ' || address || ' ' || coalesce(suburb, '') || ' ' || coalesce(city, '')
$$;
revoke execute on function portal.lead_text(text, text, text, text, text, text, text, text) from public;
grant execute on function portal.lead_text(text, text, text, text, text, text, text, text)
  to anon, authenticated, portal_staff, service_role;

-- The partner stands in the index beside the text: a word that a fifth of all leads contain costs a partner no more than
-- its own leads with it.
create index coverage_leads_own_search_idx on coverage_leads using gin (
  assigned_partner_id extensions.uuid_ops,
  (portal.lead_text(first_name, last_name, company_name, email, phone, address, suburb, city)) extensions.gin_trgm_ops
);

-- Ids of the leads of the session's partner in which all patterns stand, no more than asked for and in no order. A
-- function, since row level security keeps an index from answering "contains"; the policy's question is asked here.
-- The plan is made for the patterns at hand: one for any pattern would read all leads of a partner. Few leads are read
-- through rather than looked up, which costs less than to join what other partners' leads have in common with them; what
-- stands in coalesce is nothing an index can answer.
create function portal.search_own_leads(patterns text[], at_most integer) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' rows 100 as $$
declare
  partner uuid := portal.lead_partner_id();
  few boolean := count(*) <= 2000 from (
    select from public.coverage_leads c where c.assigned_partner_id = partner limit 2001
  ) own;
  p1 text := patterns[1];
  p2 text := patterns[2];
  p3 text := patterns[3];
  p4 text := patterns[4];
begin
  if few then
    return query
      select c.id from public.coverage_leads c
      where c.assigned_partner_id = partner and coalesce(
        portal.lead_text(c.first_name, c.last_name, c.company_name, c.email, c.phone, c.address, c.suburb, c.city)
          operator(pg_catalog.~~*) all (patterns), false)
      limit at_most;
  else
    return query
      select l.id from (
        select c.id, portal.lead_text(c.first_name, c.last_name, c.company_name, c.email, c.phone, c.address, c.suburb,
          c.city) as words
        from public.coverage_leads c where c.assigned_partner_id = partner
      ) l
      where l.words operator(pg_catalog.~~*) p1 and (p2 is null or l.words operator(pg_catalog.~~*) p2)
        and (p3 is null or l.words operator(pg_catalog.~~*) p3) and (p4 is null or l.words operator(pg_catalog.~~*) p4)
      limit at_most;
  end if;
end
$$;
revoke execute on function portal.search_own_leads(text[], integer) from public, anon, authenticated;
grant execute on function portal.search_own_leads(text[], integer) to authenticated;

-- A partner's leads that wait to be accepted, and its leads by the day they were given to it.
create index coverage_leads_partner_offer_idx on coverage_leads (assigned_partner_id, partner_offer_expires_at)
  where partner_offer_expires_at is not null;
create index coverage_leads_partner_assigned_idx on coverage_leads (assigned_partner_id, partner_assigned_at);

-- As before, and also the leads that a partner no longer has: its page must not go on showing them.
create index partner_lead_assignments_answered_idx on partner_lead_assignments (answered_at) where answered_at is not null;
create or replace function portal.lead_changes(since timestamptz)
returns table (lead_id uuid, partner_id uuid, changed_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    (select l.id, l.assigned_partner_id, l.updated_at from public.coverage_leads l
      where l.updated_at > since and l.assigned_partner_id is not null
      order by l.updated_at desc limit 5000)
    union all
    (select a.lead_id, a.partner_id, a.answered_at from public.partner_lead_assignments a
      where a.answered_at > since
      order by a.answered_at desc limit 5000);
end
$$;
