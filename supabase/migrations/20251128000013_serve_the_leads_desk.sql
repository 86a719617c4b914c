-- What the leads desk needs: search among all leads, indexes of its lists, giving leads to the rules by hand, what a file's
-- rows look like, and how partners respond.

-- The desk's list narrowed by one fact, newest or oldest first.
create index coverage_leads_status_created_idx on coverage_leads (status, created_at desc, id desc);
create index coverage_leads_province_created_idx on coverage_leads (province, created_at desc, id desc);
create index coverage_leads_service_created_idx on coverage_leads (requested_service_type, created_at desc, id desc);
-- Partial, since row level security keeps an index from comparing an enum for the user. Most leads are of consumers.
create index coverage_leads_smme_created_idx on coverage_leads (created_at desc, id desc) where customer_type = 'smme';
create index coverage_leads_enterprise_created_idx on coverage_leads (created_at desc, id desc)
  where customer_type = 'enterprise';
-- How partners responded in the last months (leads.refresh-statistics), read on the index alone.
create index coverage_leads_responses_idx on coverage_leads (partner_assigned_at)
  include (assigned_partner_id, first_response_due_at, first_responded_at) where assigned_partner_id is not null;

-- What the rules look at next: due leads, and those that no rule knew, which are tried again after a while.
create index partner_lead_intake_next_idx on partner_lead_intake (due_at, lead_id) where state <> 'escalated';
drop index partner_lead_intake_due_idx;
-- The desk gives a lead to the rules that never waited for one: CircleTel's own of before.
grant insert (lead_id) on partner_lead_intake to portal_staff;
create policy staff_give_to_rules on partner_lead_intake for insert to portal_staff
  with check (
    (select portal.staff_has_permission('partners_admin:assign_leads'))
    and exists (select from coverage_leads l where l.id = lead_id and l.assigned_partner_id is null)
  );

-- A row of a file that looks like a lead that is there already, or like an earlier row: said, and nothing more.
alter table partner_lead_import_rows add column same_as jsonb;
grant insert (same_as) on partner_lead_import_rows to portal_staff;

-- Of how many leads a first response was owed in the months looked at: what the answers in time are a share of.
alter table partner_lead_statistics add column due integer not null default 0;

-- Ids of the leads in whose name, company, contact or address a text stands, for staff; null when it stands in so many that
-- walking a list in its order finds a page of them sooner. A function, since row level security keeps an index from
-- answering "contains"; the expression is that of coverage_leads_search_idx, character for character.
--
-- A sample of about 2 400 leads on random pages says which of the two it is, and what to ask the index for: not for all
-- letters of the text, since looking up what is in every lead (the beginning of a word, "com") costs more than everything
-- else, but for three that are rare together. What they find is compared with the text as a whole, plain letters without
-- regard to the language, which is several times faster. A telephone number is found however it is written.
create function portal.search_leads(part text) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  most constant integer := 1500;
  escaped text := replace(replace(replace(part, '\', '\\'), '%', '\%'), '_', '\_');
  plain text := lower(part collate "C");
  is_ascii boolean := part ~ '^[ -~]*$';
  leads real;
  sample text[] := '{}';
  rare text;
  ids uuid[];
begin
  if not (portal.staff_has_permission('partners_admin:assign_leads') or portal.staff_has_permission('partners_admin:view_all')) then
    return '{}';
  end if;
  if part !~ '[[:alpha:]]' and portal.phone_key(part) is not null then
    return array(select l.id from public.coverage_leads l where portal.phone_key(l.phone) = portal.phone_key(part) limit most);
  end if;
  select c.reltuples into leads from pg_catalog.pg_class c where c.oid = 'public.coverage_leads'::regclass;
  if leads > 20000 then
    sample := array(
      select lower((l.first_name || ' ' || l.last_name || ' ' || coalesce(l.company_name, '') || ' ' || l.email || ' ' || l.phone || ' '
        || l.address || ' ' || coalesce(l.suburb, '') || ' ' || coalesce(l.city, '')) collate "C")
      from public.coverage_leads l tablesample system (100 * 2400 / leads)
    );
    if (select count(*) from unnest(sample) as s (words) where strpos(s.words, plain) > 0) >= 4 then
      return null;
    end if;
  end if;
  rare := portal.rare_letters(plain, sample);
  if rare is null then
    return null;
  end if;
  ids := array(
    select l.id from public.coverage_leads l
    where (l.first_name || ' ' || l.last_name || ' ' || coalesce(l.company_name, '') || ' ' || l.email || ' ' || l.phone || ' '
        || l.address || ' ' || coalesce(l.suburb, '') || ' ' || coalesce(l.city, '')) ilike rare
      and case when is_ascii
        then (l.first_name || ' ' || l.last_name || ' ' || coalesce(l.company_name, '') || ' ' || l.email || ' ' || l.phone || ' '
        || l.address || ' ' || coalesce(l.suburb, '') || ' ' || coalesce(l.city, '')) ilike ('%' || escaped || '%') collate "C"
        else (l.first_name || ' ' || l.last_name || ' ' || coalesce(l.company_name, '') || ' ' || l.email || ' ' || l.phone || ' '
        || l.address || ' ' || coalesce(l.suburb, '') || ' ' || coalesce(l.city, '')) ilike '%' || escaped || '%' end
    limit most + 1
  );
  return case when cardinality(ids) <= most then ids end;
end
$$;

-- Up to three places of a text whose letters are rare together in the sample, as a pattern in their order; null for a text
-- too short to have any. Each is the rarest among those samples that hold the ones before, so that they do not all come
-- from one rare word. A place is three letters, and a few of its word to the left and right.
create function portal.rare_letters(plain text, sample text[]) returns text
language plpgsql immutable set search_path = '' as $$
declare
  chosen integer[] := '{}';
  those text[] := sample[1:300];
  next integer;
  letter text;
  pattern text := '%';
begin
  for turn in 1..3 loop
    select w.at into next
      from generate_series(1, least(length(plain) - 2, 40)) as w (at)
      where substr(plain, w.at, 3) ~ '^[[:alnum:]]{2}[[:alnum:] ]$'
        and not exists (select from unnest(chosen) as c (at) where abs(c.at - w.at) < 3)
      order by (select count(*) from unnest(those) as s (words) where strpos(s.words, substr(plain, w.at, 3)) > 0),
        (select count(*) from unnest(sample[1:100]) as s (words) where strpos(s.words, substr(plain, w.at, 3)) > 0), w.at
      limit 1;
    exit when next is null;
    chosen := chosen || next;
    those := array(
      select s.words from unnest(case turn when 1 then sample else those end) as s (words)
      where strpos(s.words, substr(plain, next, 3)) > 0
    );
  end loop;
  for place in 1..least(length(plain), 44) loop
    letter := substr(plain, place, 1);
    if letter ~ '[[:alnum:]]' and exists (
        select from unnest(chosen) as c (at)
        where place between c.at - 2 and c.at + 4
          and substr(plain, least(place, c.at), abs(place - c.at) + 1) ~ '^[[:alnum:]]+$'
      ) then
      pattern := pattern || letter;
    elsif letter = ' ' and place - 2 = any (chosen) then
      pattern := pattern || ' %';
    elsif right(pattern, 1) <> '%' then
      pattern := pattern || '%';
    end if;
  end loop;
  return case when cardinality(chosen) > 0 then rtrim(pattern, '%') || '%' end;
end
$$;
revoke execute on function portal.search_leads(text), portal.rare_letters(text, text[]) from public, anon, authenticated;
grant execute on function portal.search_leads(text) to portal_staff;

-- For each telephone number and e-mail address of a file, a lead that has the same: for staff, since row level security keeps
-- the indexes of the keys from answering, too. Both lists are of one length; `place` counts from 1.
create function portal.find_same_leads(phones text[], emails text[])
returns table (place integer, lead_id uuid, by text)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not portal.staff_has_permission('partners_admin:assign_leads') then
    return;
  end if;
  return query
    select f.place::integer, s.id, s.by
    from unnest(phones, emails) with ordinality as f (phone, email, place)
    cross join lateral (
      (select l.id, 'phone' as by from public.coverage_leads l where portal.phone_key(l.phone) = portal.phone_key(f.phone) limit 1)
      union all
      (select l.id, 'email' from public.coverage_leads l where portal.email_key(l.email) = portal.email_key(f.email) limit 1)
      limit 1
    ) s;
end
$$;
revoke execute on function portal.find_same_leads(text[], text[]) from public, anon, authenticated;
grant execute on function portal.find_same_leads(text[], text[]) to portal_staff;
