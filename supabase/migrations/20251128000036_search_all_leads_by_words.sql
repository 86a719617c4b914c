-- The desk searches as partners do: words in any order, telephone numbers however they are written. Both ask one index.

-- What is searched stands in the row, in small letters: a search that looks at twenty thousand leads would spend nearly all
-- of its time on putting it together. Compared byte by byte, which is what small letters are for.
alter table coverage_leads add column search_text text collate "C" generated always as (
  lower(portal.lead_text(first_name, last_name, company_name, email, phone, address, suburb, city))
) stored;
grant select (search_text) on coverage_leads to authenticated, portal_staff;

drop function portal.search_leads(text);
drop function portal.rare_letters(text, text[]);
drop index coverage_leads_search_idx;
drop index coverage_leads_own_search_idx;
create index coverage_leads_own_search_idx on coverage_leads using gin (
  assigned_partner_id extensions.uuid_ops, search_text extensions.gin_trgm_ops
);

-- As before, in what stands in the row.
create or replace function portal.search_own_leads(patterns text[], at_most integer) returns setof uuid
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' rows 100 as $$
declare
  partner uuid := portal.lead_partner_id();
  few boolean := count(*) <= 2000 from (
    select from public.coverage_leads c where c.assigned_partner_id = partner limit 2001
  ) own;
  p1 text := lower(patterns[1]);
  p2 text := lower(patterns[2]);
  p3 text := lower(patterns[3]);
  p4 text := lower(patterns[4]);
begin
  if few then
    return query
      select c.id from public.coverage_leads c
      where c.assigned_partner_id = partner and coalesce(
        c.search_text like p1 and (p2 is null or c.search_text like p2) and (p3 is null or c.search_text like p3)
          and (p4 is null or c.search_text like p4), false)
      limit at_most;
  else
    return query
      select c.id from public.coverage_leads c
      where c.assigned_partner_id = partner and c.search_text like p1 and (p2 is null or c.search_text like p2)
        and (p3 is null or c.search_text like p3) and (p4 is null or c.search_text like p4)
      limit at_most;
  end if;
end
$$;

-- Ids of the leads in which all patterns stand, for staff; null when walking a list in its order finds a page of them
-- sooner. A function, since row level security keeps an index from answering "contains". Which patterns a text becomes:
-- features/leads/domain/lead-search.ts.
--
-- A sample of about 2 400 leads on random pages says which of the two it is, and what to ask the index for: not for all
-- letters, since looking up what is in every fifth lead costs more than everything else, but for a few that are rare
-- together. What they find is compared with the patterns.
create function portal.search_leads(patterns text[]) returns uuid[]
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
declare
  sampled constant integer := 2400;
  -- A walk looks at about 21 * sampled / hits leads for a page, the index at leads * candidates / sampled, and each of
  -- these costs half as much again.
  even constant real := 76e6;
  most constant integer := 6000;
  wanted text[] := array(select lower(p.pattern) from unnest(patterns) as p (pattern));
  leads real;
  sample text[] := '{}';
  hits integer := 0;
  rare text[];
  ids uuid[];
begin
  if not (portal.staff_has_permission('partners_admin:assign_leads') or portal.staff_has_permission('partners_admin:view_all')) then
    return '{}';
  end if;
  select c.reltuples into leads from pg_catalog.pg_class c where c.oid = 'public.coverage_leads'::regclass;
  if leads > 20000 then
    sample := array(select l.search_text from public.coverage_leads l tablesample system (100 * sampled / leads));
    hits := portal.count_like(sample, wanted);
    if hits::real * hits * leads > even then
      return null;
    end if;
  end if;
  rare := portal.rare_letters(wanted, sample);
  if hits > 1 and hits::real * portal.count_like(sample, rare) * leads > even then
    return null;
  end if;
  ids := portal.leads_like(rare[1], rare[2], rare[3], wanted, most + 1);
  return case when cardinality(ids) <= most then ids end;
end
$$;

-- In how many texts all patterns stand.
create function portal.count_like(texts text[], patterns text[]) returns integer
language sql immutable set search_path = '' as $$
  select count(*)::integer from unnest(texts) as t (said) where (t.said collate "C") like all (patterns)
$$;

-- Up to three pieces of patterns that are rare together in the sample, as patterns: three letters, or how a word begins. Each
-- is the rarest among those samples that hold the ones before, so that they do not all come from one rare word; when
-- hardly a sample is left, what they find is read sooner than another piece is looked up.
create function portal.rare_letters(patterns text[], sample text[]) returns text[]
language plpgsql immutable set search_path = '' as $$
declare
  words text[] := array(
    select regexp_replace(regexp_replace(p.pattern, '^%|%$', '', 'g'), '\\(.)', '\1', 'g') from unnest(patterns) as p (pattern)
  );
  those text[] := sample[1:300];
  pieces text[] := '{}';
  letters text;
begin
  for turn in 1..3 loop
    select l.letters into letters
      from (
        select distinct substr(w.word, g.at, 3) as letters
        from unnest(words) as w (word), generate_series(1, greatest(1, least(length(w.word) - 2, 40))) as g (at)
      ) l
      where l.letters ~ '^[^%_\\][[:alnum:]]{1,2}$' and '%' || l.letters || '%' <> all (pieces)
      order by (select count(*) from unnest(those) as s (said) where strpos(s.said, l.letters) > 0),
        (select count(*) from unnest(sample[1:100]) as s (said) where strpos(s.said, l.letters) > 0), l.letters
      limit 1;
    exit when letters is null;
    pieces := pieces || ('%' || letters || '%');
    those := array(
      select s.said from unnest(case turn when 1 then sample else those end) as s (said) where strpos(s.said, letters) > 0
    );
    exit when cardinality(sample) > 0 and cardinality(those) < 4;
  end loop;
  return case when cardinality(pieces) > 0 then pieces else patterns end;
end
$$;

-- The leads in which three pieces, or fewer, and all patterns stand: a plan for the pieces at hand.
create function portal.leads_like(p1 text, p2 text, p3 text, patterns text[], at_most integer) returns uuid[]
language plpgsql stable security definer set search_path = '' set plan_cache_mode = 'force_custom_plan' as $$
begin
  return array(
    select l.id from public.coverage_leads l
    where l.search_text like p1 and (p2 is null or l.search_text like p2) and (p3 is null or l.search_text like p3)
      and l.search_text like all (patterns)
    limit at_most
  );
end
$$;
revoke execute on function portal.search_leads(text[]), portal.count_like(text[], text[]), portal.rare_letters(text[], text[]),
  portal.leads_like(text, text, text, text[], integer) from public, anon, authenticated;
grant execute on function portal.search_leads(text[]) to portal_staff;
