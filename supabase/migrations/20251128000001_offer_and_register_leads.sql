-- How a lead comes to a partner and stays with it: offers that are accepted or declined, the partner's own registrations
-- with their claim, and what finds two leads of the same customer.
alter table coverage_leads
  -- Until when an offer may be answered; null when nothing has to be answered.
  add column if not exists partner_offer_expires_at timestamptz,
  -- What the CRM says of the lead: gone, or turned into a deal.
  add column if not exists crm_deleted_at timestamptz,
  add column if not exists crm_converted_at timestamptz,
  add column if not exists crm_deal_id text,
  add column if not exists crm_deal_stage text;

-- What has to be done by when: the first response while it is owed, then the next follow-up. Leads with nothing to do come
-- last, so that the most urgent order is one walk along an index. LEAD_DUE_NEVER in the leads feature is the same moment.
alter table coverage_leads add column if not exists partner_due_at timestamptz generated always as (
  case
    when status in ('not_interested', 'converted_to_order', 'lost') or crm_deleted_at is not null
      then '9999-12-31 00:00:00+00'::timestamptz
    when first_responded_at is null and first_response_due_at is not null then first_response_due_at
    else coalesce(next_follow_up_at, '9999-12-31 00:00:00+00'::timestamptz)
  end
) stored;
create index coverage_leads_partner_due_idx on coverage_leads (assigned_partner_id, partner_due_at, id);
-- A partner's list by its latest change, and what changed lately over all partners (portal.lead_changes).
create index coverage_leads_partner_updated_idx on coverage_leads (assigned_partner_id, updated_at desc, id desc);
create index coverage_leads_changed_idx on coverage_leads (updated_at) where assigned_partner_id is not null;
-- Offers that nobody has answered, for the worker.
create index coverage_leads_offers_idx on coverage_leads (partner_offer_expires_at) where partner_offer_expires_at is not null;

grant select (partner_offer_expires_at, partner_due_at, crm_deleted_at, crm_converted_at, crm_deal_stage)
  on coverage_leads to authenticated;
grant update (partner_offer_expires_at) on coverage_leads to portal_staff;
grant update (assigned_partner_id, partner_assigned_at, partner_offer_expires_at, first_response_due_at, first_responded_at,
  updated_at) on coverage_leads to service_role;
-- The desk imports leads from a file.
grant insert (id, customer_type, first_name, last_name, email, phone, company_name, address, suburb, city, province,
  postal_code, lead_source, source_campaign, requested_service_type, requested_speed, budget_range)
  on coverage_leads to portal_staff;
create policy staff_import_leads on coverage_leads for insert to portal_staff
  with check ((select portal.staff_has_permission('partners_admin:assign_leads')));

-- Keys by which two leads are found to be of one customer. Immutable, so that indexes can hold them; the same in words
-- stands in docs/user-guides/PARTNER_LEAD_MANAGEMENT_GUIDE.md.
create function portal.phone_key(phone text) returns text language sql immutable parallel safe as $$
  select case when length(d.digits) >= 9 then right(d.digits, 9) end
  from (select regexp_replace(replace(coalesce(phone, ''), '(0)', ''), '\D', '', 'g') as digits) d
$$;
create function portal.email_key(email text) returns text language sql immutable parallel safe as $$
  select nullif(regexp_replace(lower(btrim(coalesce(email, ''))), '\+[^@]*@', '@'), '')
$$;
create function portal.company_key(company text) returns text language sql immutable parallel safe as $$
  select nullif(regexp_replace(regexp_replace(lower(coalesce(company, '')),
    '\m(pty|proprietary|ltd|limited|cc|inc|incorporated|npc)\M', '', 'g'), '[^[:alnum:]]', '', 'g'), '')
$$;
create function portal.address_key(address text, city text) returns text language sql immutable parallel safe as $$
  select nullif(regexp_replace(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(lower(coalesce(address, '') || ' ' || coalesce(city, '')),
      '\mstreet\M', 'st', 'g'), '\mroad\M', 'rd', 'g'), '\mavenue\M', 'ave', 'g'), '\mdrive\M', 'dr', 'g'),
    '[^[:alnum:]]', '', 'g'), '')
$$;
create index coverage_leads_phone_key_idx on coverage_leads (portal.phone_key(phone));
create index coverage_leads_email_key_idx on coverage_leads (portal.email_key(email));
create index coverage_leads_address_key_idx on coverage_leads (portal.address_key(address, city));
-- Whoever inserts a lead has to be able to compute its index entries; CircleTel's website does so as anon.
grant usage on schema portal to anon;
revoke execute on all functions in schema portal from public;
grant execute on function portal.phone_key(text), portal.email_key(text), portal.company_key(text),
  portal.address_key(text, text) to anon, authenticated, portal_staff, service_role;

-- Search of leads, as partners are searched: a function, since row level security keeps an index from answering
-- "contains". Staff find among all leads, a partner among its own.
create index coverage_leads_search_idx on coverage_leads using gin (
  (first_name || ' ' || last_name || ' ' || coalesce(company_name, '') || ' ' || email || ' ' || phone || ' ' || address
    || ' ' || coalesce(suburb, '') || ' ' || coalesce(city, '')) extensions.gin_trgm_ops
);

-- Rules give leads to partners, the first that fits wins. An empty list of a condition fits every lead.
create table partner_lead_rules (
  id uuid primary key default gen_random_uuid(),
  position integer not null,
  name text not null check (length(name) between 1 and 100),
  is_active boolean not null default true,
  provinces text[] not null default '{}',
  service_types text[] not null default '{}',
  customer_types text[] not null default '{}',
  tiers text[] not null default '{}',
  -- A partner with as many open leads gets no more from this rule.
  max_open_leads integer check (max_open_leads > 0),
  version integer not null default 1,
  archived_at timestamptz,
  created_by uuid not null default auth.uid() references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index partner_lead_rules_order_idx on partner_lead_rules (position, id) where archived_at is null;
create index partner_lead_rules_created_by_idx on partner_lead_rules (created_by);
-- Who takes turns under a rule, and how often; a rule without members takes every approved partner of its tiers once each.
create table partner_lead_rule_members (
  rule_id uuid not null references partner_lead_rules (id) on delete restrict,
  partner_id uuid not null references partners (id) on delete restrict,
  weight integer not null check (weight between 1 and 100),
  primary key (rule_id, partner_id)
);
create index partner_lead_rule_members_partner_idx on partner_lead_rule_members (partner_id);
-- The state of the round robin: what each partner has in hand for its next turn.
create table partner_lead_rule_turns (
  rule_id uuid not null references partner_lead_rules (id) on delete restrict,
  partner_id uuid not null references partners (id) on delete restrict,
  credit integer not null default 0,
  primary key (rule_id, partner_id)
);
create index partner_lead_rule_turns_partner_idx on partner_lead_rule_turns (partner_id);
alter table partner_lead_rules enable row level security;
alter table partner_lead_rule_members enable row level security;
alter table partner_lead_rule_turns enable row level security;
revoke all on partner_lead_rules, partner_lead_rule_members, partner_lead_rule_turns from anon, authenticated, service_role;
grant select on partner_lead_rules, partner_lead_rule_members to portal_staff, service_role;
grant insert (id, position, name, is_active, provinces, service_types, customer_types, tiers, max_open_leads),
  update (position, name, is_active, provinces, service_types, customer_types, tiers, max_open_leads, version, archived_at,
    updated_at) on partner_lead_rules to portal_staff;
grant insert (rule_id, partner_id, weight), update (weight), delete on partner_lead_rule_members to portal_staff;
grant select on partner_lead_rule_turns to portal_staff;
grant select, insert, update (credit) on partner_lead_rule_turns to service_role;
create policy staff_view_rules on partner_lead_rules for select to portal_staff
  using ((select portal.staff_has_permission('partners_admin:assign_leads')));
create policy staff_make_rules on partner_lead_rules for insert to portal_staff
  with check ((select portal.staff_has_permission('partners_admin:assign_leads')));
create policy staff_change_rules on partner_lead_rules for update to portal_staff
  using ((select portal.staff_has_permission('partners_admin:assign_leads')))
  with check ((select portal.staff_has_permission('partners_admin:assign_leads')));
create policy staff_keep_rule_members on partner_lead_rule_members to portal_staff
  using ((select portal.staff_has_permission('partners_admin:assign_leads')))
  with check ((select portal.staff_has_permission('partners_admin:assign_leads')));
create policy staff_view_rule_turns on partner_lead_rule_turns for select to portal_staff
  using ((select portal.staff_has_permission('partners_admin:assign_leads')));

-- Who was given a lead, why, and what they answered. One row an assignment, never deleted; at most one is open.
create table partner_lead_assignments (
  id uuid primary key default gen_random_uuid(),
  lead_id uuid not null references coverage_leads (id) on delete restrict,
  partner_id uuid not null references partners (id) on delete restrict,
  how text not null check (how in ('hand', 'rule', 'registration', 'crm')),
  rule_id uuid references partner_lead_rules (id) on delete restrict,
  -- Everything the decision was made from, so that it can be made again and must come out the same.
  why jsonb not null default '{}'::jsonb,
  offered_at timestamptz not null default now(),
  respond_by timestamptz,
  outcome text not null default 'open' check (outcome in ('open', 'accepted', 'declined', 'expired', 'moved')),
  answered_at timestamptz,
  decline_reason text check (decline_reason in (
    'outside_area', 'no_capacity', 'wrong_product', 'known_conflict', 'not_reachable', 'other')),
  decline_note text check (length(decline_note) <= 500),
  assigned_by uuid default auth.uid() references auth.users (id) on delete restrict,
  check ((outcome = 'declined') = (decline_reason is not null))
);
create unique index partner_lead_assignments_open_idx on partner_lead_assignments (lead_id) where outcome = 'open';
create index partner_lead_assignments_lead_idx on partner_lead_assignments (lead_id, offered_at desc);
create index partner_lead_assignments_partner_idx on partner_lead_assignments (partner_id, offered_at desc);
create index partner_lead_assignments_rule_idx on partner_lead_assignments (rule_id) where rule_id is not null;
create index partner_lead_assignments_assigned_by_idx on partner_lead_assignments (assigned_by);
alter table partner_lead_assignments enable row level security;
revoke all on partner_lead_assignments from anon, authenticated, service_role;
grant select (id, lead_id, partner_id, how, offered_at, respond_by, outcome, answered_at, decline_reason, decline_note)
  on partner_lead_assignments to authenticated;
grant select on partner_lead_assignments to portal_staff, service_role;
grant insert (id, lead_id, partner_id, how, why, respond_by), update (outcome, answered_at)
  on partner_lead_assignments to portal_staff;
grant insert (id, lead_id, partner_id, how, rule_id, why, respond_by, outcome, answered_at), update (outcome, answered_at)
  on partner_lead_assignments to service_role;
create policy partners_view_own_assignments on partner_lead_assignments for select to authenticated
  using (partner_id = (select portal.lead_partner_id()));
create policy staff_view_assignments on partner_lead_assignments for select to portal_staff
  using ((select portal.staff_has_permission('partners_admin:assign_leads')) or (select portal.staff_has_permission('partners_admin:view_all')));
create policy staff_make_assignments on partner_lead_assignments for insert to portal_staff
  with check (how = 'hand' and (select portal.staff_has_permission('partners_admin:assign_leads')));
create policy staff_end_assignments on partner_lead_assignments for update to portal_staff
  using (outcome in ('open', 'accepted') and (select portal.staff_has_permission('partners_admin:assign_leads')))
  with check (outcome = 'moved');

-- A partner answers an offer while its time lasts: accepted, it keeps the lead; declined, the lead is nobody's again,
-- and the worker looks for the next one. Which lead belongs to whom is no partner's column, so this is a function. Null: there is no such offer, whoever asks.
create function portal.answer_offer(lead uuid, answer text, reason text, note text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  partner uuid := portal.lead_partner_id();
begin
  if answer is null or answer not in ('accepted', 'declined') or (answer = 'declined' and reason is null)
    or length(note) > 500 then
    raise exception 'not an answer' using errcode = '22023';
  end if;
  update public.coverage_leads l
  set partner_offer_expires_at = null,
    assigned_partner_id = case when answer = 'accepted' then l.assigned_partner_id end,
    partner_assigned_at = case when answer = 'accepted' then l.partner_assigned_at end,
    first_response_due_at = case when answer = 'accepted' then l.first_response_due_at end,
    first_responded_at = case when answer = 'accepted' then l.first_responded_at end,
    next_follow_up_at = case when answer = 'accepted' then l.next_follow_up_at end,
    updated_at = now()
  where l.id = lead and l.assigned_partner_id = partner and l.partner_offer_expires_at > now()
    and l.crm_deleted_at is null;
  if not found then
    return null;
  end if;
  update public.partner_lead_assignments a
  set outcome = answer, answered_at = now(),
    decline_reason = case when answer = 'declined' then reason end,
    decline_note = case when answer = 'declined' then note end
  where a.lead_id = lead and a.partner_id = partner and a.outcome = 'open';
  if answer = 'declined' then
    insert into public.partner_lead_intake (lead_id, rounds)
      select lead, count(*) from public.partner_lead_assignments a
      where a.lead_id = lead and a.outcome in ('declined', 'expired')
    on conflict (lead_id) do update set state = 'due', due_at = now(), rounds = excluded.rounds, updated_at = now();
  end if;
  return answer;
end
$$;

-- Leads that wait for a partner: new ones by themselves (a trigger, since CircleTel's website inserts them), those that
-- were declined or not answered. A queue and no history, so a row goes with its lead.
create table partner_lead_intake (
  lead_id uuid primary key references coverage_leads (id) on delete cascade,
  state text not null default 'due' check (state in ('due', 'unmatched', 'escalated')),
  due_at timestamptz not null default now(),
  -- How many partners were asked and did not take it.
  rounds integer not null default 0,
  why jsonb,
  updated_at timestamptz not null default now()
);
create index partner_lead_intake_due_idx on partner_lead_intake (due_at) where state = 'due';
create index partner_lead_intake_state_idx on partner_lead_intake (state, updated_at);
alter table partner_lead_intake enable row level security;
revoke all on partner_lead_intake from anon, authenticated, service_role;
grant select on partner_lead_intake to portal_staff, service_role;
grant update (state, due_at, updated_at), delete on partner_lead_intake to portal_staff;
grant insert (lead_id), update (state, due_at, rounds, why, updated_at), delete on partner_lead_intake to service_role;
create policy staff_view_intake on partner_lead_intake for select to portal_staff
  using ((select portal.staff_has_permission('partners_admin:assign_leads')) or (select portal.staff_has_permission('partners_admin:view_all')));
create policy staff_take_from_intake on partner_lead_intake for delete to portal_staff
  using ((select portal.staff_has_permission('partners_admin:assign_leads')));
create policy staff_put_back_into_intake on partner_lead_intake for update to portal_staff
  using ((select portal.staff_has_permission('partners_admin:assign_leads')))
  with check (state = 'due' and (select portal.staff_has_permission('partners_admin:assign_leads')));

create function portal.take_in_new_leads() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.partner_lead_intake (lead_id)
  select i.id from inserted i where i.assigned_partner_id is null and i.status = 'new'
  on conflict do nothing;
  return null;
end
$$;
create trigger portal_take_in_new_leads after insert on coverage_leads
  referencing new table as inserted for each statement execute function portal.take_in_new_leads();

-- A partner's own lead, received at a time that counts: for 90 days nobody else's registration of the same customer is taken.
create sequence partner_lead_receipt_seq;
revoke all on sequence partner_lead_receipt_seq from anon, authenticated, service_role;
create table partner_lead_registrations (
  id uuid primary key default gen_random_uuid(),
  receipt_number text not null unique,
  -- Made by the device. A lead that is sent twice, since the first answer was lost, is registered once.
  request_id uuid not null default gen_random_uuid(),
  lead_id uuid not null unique references coverage_leads (id) on delete restrict,
  partner_id uuid not null references partners (id) on delete restrict,
  registered_by uuid not null default auth.uid() references auth.users (id) on delete restrict,
  -- When it was written down on the device, and when the portal received it; only the second decides who was first.
  captured_at timestamptz,
  received_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  state text not null default 'active' check (state in ('active', 'expired', 'converted')),
  -- Days before the end at which the last reminder was sent.
  reminded_days integer,
  extension_requested_at timestamptz,
  extension_reason text check (length(extension_reason) <= 500),
  extension_answer text check (extension_answer in ('granted', 'refused')),
  extension_answered_at timestamptz,
  extension_answered_by uuid references auth.users (id) on delete restrict,
  unique (partner_id, request_id)
);
create index partner_lead_registrations_partner_idx on partner_lead_registrations (partner_id, received_at desc);
create index partner_lead_registrations_expiry_idx on partner_lead_registrations (expires_at) where state = 'active';
create index partner_lead_registrations_asked_idx on partner_lead_registrations (extension_requested_at)
  where extension_requested_at is not null and extension_answer is null;
create index partner_lead_registrations_registered_by_idx on partner_lead_registrations (registered_by);
create index partner_lead_registrations_answered_by_idx on partner_lead_registrations (extension_answered_by);
alter table partner_lead_registrations enable row level security;
revoke all on partner_lead_registrations from anon, authenticated, service_role;
grant select (id, receipt_number, lead_id, partner_id, captured_at, received_at, expires_at, state, extension_requested_at,
  extension_reason, extension_answer, extension_answered_at), update (extension_requested_at, extension_reason)
  on partner_lead_registrations to authenticated;
grant select, update (expires_at, extension_answer, extension_answered_at, extension_answered_by, reminded_days)
  on partner_lead_registrations to portal_staff;
grant select, update (state, reminded_days) on partner_lead_registrations to service_role;
create policy partners_view_own_registrations on partner_lead_registrations for select to authenticated
  using (partner_id = (select portal.lead_partner_id()));
-- Once, now, and while the claim still stands on a lead that is still the partner's.
create policy partners_ask_for_extension on partner_lead_registrations for update to authenticated
  using (
    partner_id = (select portal.lead_partner_id()) and state = 'active' and expires_at > now()
    and extension_requested_at is null
    and exists (select from coverage_leads l where l.id = lead_id and l.assigned_partner_id = partner_id)
  )
  with check (partner_id = (select portal.lead_partner_id()) and extension_requested_at = now());
create policy staff_view_registrations on partner_lead_registrations for select to portal_staff
  using ((select portal.staff_has_permission('partners_admin:assign_leads')) or (select portal.staff_has_permission('partners_admin:view_all')));
create policy staff_answer_extensions on partner_lead_registrations for update to portal_staff
  using (state = 'active' and extension_requested_at is not null and extension_answer is null
    and (select portal.staff_has_permission('partners_admin:assign_leads')))
  with check (extension_answer is not null and extension_answered_by = (select auth.uid()));

-- What was tried, so that nobody can ask through all phone numbers. No personal data.
create table partner_lead_registration_attempts (
  id bigint generated always as identity primary key,
  partner_id uuid not null references partners (id) on delete restrict,
  at timestamptz not null default now(),
  outcome text not null check (outcome in ('registered', 'claimed', 'own'))
);
create index partner_lead_registration_attempts_idx on partner_lead_registration_attempts (partner_id, at desc);
alter table partner_lead_registration_attempts enable row level security;
revoke all on partner_lead_registration_attempts from anon, authenticated, service_role;

-- Until when a registration keeps others out: a claim whose extension was asked for in time waits for the desk's answer, but
-- no longer than 7 days (EXTENSION_HOLD_DAYS).
create function portal.claim_ends_at(registration public.partner_lead_registrations) returns timestamptz
language sql immutable parallel safe as $$
  select registration.expires_at + case
    when registration.extension_requested_at is not null and registration.extension_answer is null then interval '7 days'
    else interval '0' end
$$;

-- Facts as the API takes them: what is needed is there, and no text is longer than a form's field (LeadRegistration in the
-- leads feature). The wall for whoever comes with SQL of their own.
create function portal.are_lead_facts(facts jsonb) returns boolean language sql immutable parallel safe as $$
  select coalesce(
    jsonb_typeof(facts) = 'object'
    and facts ->> 'id' ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$'
    and facts ->> 'customer_type' in ('consumer', 'smme', 'enterprise')
    and length(btrim(facts ->> 'first_name')) between 1 and 100 and length(btrim(facts ->> 'last_name')) between 1 and 100
    and length(facts ->> 'phone') <= 40 and portal.phone_key(facts ->> 'phone') is not null
    and length(btrim(facts ->> 'address')) between 1 and 200 and length(btrim(facts ->> 'city')) between 1 and 100
    and coalesce(length(facts ->> 'email'), 0) <= 254 and coalesce(length(facts ->> 'company_name'), 0) <= 200
    and coalesce(length(facts ->> 'suburb'), 0) <= 100 and coalesce(length(facts ->> 'province'), 0) <= 50
    and coalesce(length(facts ->> 'postal_code'), 0) <= 10 and coalesce(length(facts ->> 'requested_service_type'), 0) <= 50
    and coalesce(length(facts ->> 'requested_speed'), 0) <= 50 and coalesce(length(facts ->> 'budget_range'), 0) <= 50
    and coalesce(length(facts ->> 'contact_preference'), 0) <= 20 and coalesce(length(facts ->> 'best_contact_time'), 0) <= 100, false)
$$;

-- Registers a lead for the partner of the session, or says why not. One function, so that looking and claiming are one act
-- and nobody learns more of others' leads than the day until which they are claimed: no time of day, since that would say
-- when the lead came in. The id in the facts is the device's, never a lead's: it can neither hit somebody else's lead nor
-- find out whether there is one, and the same id again answers the same receipt.
-- One partner's registrations come one after another. Two partners that register the same customer at once wait for each
-- other on the locks of its keys; the first to get them is first. A partner's own lock comes first and keys in their order,
-- so nobody waits in a circle.
-- Attempts count when the transaction is kept, so the API keeps it also when it answers "claimed".
-- Days and limits are those of domain/registration-terms.ts in the leads feature; a test compares them.
create function portal.register_lead(
  facts jsonb, captured timestamptz,
  out outcome text, out lead_id uuid, out receipt_number text, out captured_at timestamptz, out received_at timestamptz,
  out expires_at timestamptz, out claimed_until date, out try_again_at timestamptz, out is_repeated boolean
)
language plpgsql security definer set search_path = '' as $$
declare
  partner uuid := portal.lead_partner_id();
  phone_wanted text := portal.phone_key(facts ->> 'phone');
  email_wanted text := portal.email_key(facts ->> 'email');
  company_wanted text := portal.company_key(facts ->> 'company_name');
  address_wanted text := portal.address_key(facts ->> 'address', facts ->> 'city');
  request uuid;
  lock_key text;
begin
  if partner is null then
    raise exception 'only a partner registers leads' using errcode = '42501';
  end if;
  if not portal.are_lead_facts(facts) then
    raise exception 'these are no facts of a lead' using errcode = '22023';
  end if;
  request := (facts ->> 'id')::uuid;
  perform pg_advisory_xact_lock(hashtextextended('registrations of ' || partner, 90));
  select 'registered', r.lead_id, r.receipt_number, r.captured_at, r.received_at, r.expires_at
    into outcome, lead_id, receipt_number, captured_at, received_at, expires_at
    from public.partner_lead_registrations r where r.partner_id = partner and r.request_id = request;
  is_repeated := found;
  if is_repeated then
    return;
  end if;

  -- 200 a day, and 50 that were somebody else's: nobody asks through a list of phone numbers.
  select greatest(
      (select a.at from public.partner_lead_registration_attempts a
        where a.partner_id = partner order by a.at desc offset 199 limit 1),
      (select a.at from public.partner_lead_registration_attempts a
        where a.partner_id = partner and a.outcome = 'claimed' order by a.at desc offset 49 limit 1)
    ) + interval '1 day' into try_again_at;
  if try_again_at > now() then
    outcome := 'too_many';
    return;
  end if;
  try_again_at := null;

  for lock_key in
    select k.key from unnest(array['p' || phone_wanted, 'e' || email_wanted, 'a' || address_wanted]) as k (key) where k.key is not null order by 1
  loop
    perform pg_advisory_xact_lock(hashtextextended(lock_key, 90));
  end loop;
  select (max(c.until) filter (where c.assigned_partner_id is distinct from partner) at time zone 'Africa/Johannesburg')::date,
      (array_agg(c.id order by c.until desc) filter (where c.assigned_partner_id = partner))[1]
    into claimed_until, lead_id
    from (
      select l.id, l.assigned_partner_id, coalesce(
          (select portal.claim_ends_at(r) from public.partner_lead_registrations r
            where r.lead_id = l.id and r.partner_id = l.assigned_partner_id),
          greatest(l.created_at, l.partner_assigned_at) + interval '90 days'
        ) as until
      from public.coverage_leads l
      where l.status not in ('lost', 'not_interested') and l.crm_deleted_at is null and (
        portal.phone_key(l.phone) = phone_wanted or portal.email_key(l.email) = email_wanted
        or (portal.address_key(l.address, l.city) = address_wanted
          and (portal.company_key(l.company_name) = company_wanted
            or lower(l.last_name) = lower(btrim(facts ->> 'last_name'))))
      )
    ) c
    where c.until > now();
  if lead_id is not null then
    outcome := 'own';
    claimed_until := null;
  elsif claimed_until is not null then
    outcome := 'claimed';
  else
    outcome := 'registered';
  end if;
  insert into public.partner_lead_registration_attempts (partner_id, outcome) values (partner, register_lead.outcome);
  if outcome <> 'registered' then
    return;
  end if;

  lead_id := gen_random_uuid();
  insert into public.coverage_leads (id, customer_type, first_name, last_name, email, phone, company_name, address, suburb,
      city, province, postal_code, lead_source, requested_service_type, requested_speed, budget_range, contact_preference,
      best_contact_time, status, assigned_partner_id, partner_assigned_at)
    values (register_lead.lead_id, (facts ->> 'customer_type')::public.customer_type, btrim(facts ->> 'first_name'),
      btrim(facts ->> 'last_name'), coalesce(btrim(facts ->> 'email'), ''), facts ->> 'phone', facts ->> 'company_name',
      btrim(facts ->> 'address'), facts ->> 'suburb', btrim(facts ->> 'city'), facts ->> 'province', facts ->> 'postal_code',
      'direct_sales', facts ->> 'requested_service_type', facts ->> 'requested_speed', facts ->> 'budget_range',
      facts ->> 'contact_preference', facts ->> 'best_contact_time', 'new', partner, now());
  receipt_number := 'LR-' || to_char(now() at time zone 'Africa/Johannesburg', 'YYYY') || '-'
    || lpad(nextval('public.partner_lead_receipt_seq')::text, 6, '0');
  received_at := clock_timestamp();
  expires_at := received_at + interval '90 days';
  -- What the device says of its own clock can be late, not early.
  captured_at := least(captured, received_at);
  insert into public.partner_lead_registrations (receipt_number, request_id, lead_id, partner_id, captured_at, received_at,
      expires_at)
    values (register_lead.receipt_number, request, register_lead.lead_id, partner, register_lead.captured_at,
      register_lead.received_at, register_lead.expires_at);
  insert into public.partner_lead_assignments (lead_id, partner_id, how, outcome, answered_at)
    values (register_lead.lead_id, partner, 'registration', 'accepted', now());
end
$$;

-- A next action that was done is no longer due.
alter table partner_lead_activities add column next_action_done_at timestamptz;
create index partner_lead_activities_due_idx on partner_lead_activities (partner_id, next_action_date)
  where next_action_date is not null and next_action_done_at is null;
grant select (next_action_done_at) on partner_lead_activities to authenticated, portal_staff, service_role;
grant update (next_action_done_at) on partner_lead_activities to authenticated;
create policy partners_finish_next_actions on partner_lead_activities for update to authenticated
  using (partner_id = (select portal.lead_partner_id())) with check (partner_id = (select portal.lead_partner_id()));

-- A calendar that a phone subscribes to by a secret link. Only the hash of the secret is kept.
create table partner_calendar_feeds (
  user_id uuid primary key default auth.uid() references auth.users (id) on delete restrict,
  partner_id uuid not null references partners (id) on delete restrict,
  token_hash text not null unique,
  created_at timestamptz not null default now(),
  last_read_at timestamptz,
  revoked_at timestamptz
);
create index partner_calendar_feeds_partner_idx on partner_calendar_feeds (partner_id);
alter table partner_calendar_feeds enable row level security;
revoke all on partner_calendar_feeds from anon, authenticated, service_role;
grant select (user_id, partner_id, created_at, last_read_at, revoked_at), insert (partner_id, token_hash),
  update (partner_id, token_hash, created_at, last_read_at, revoked_at) on partner_calendar_feeds to authenticated;
create policy users_keep_own_feed on partner_calendar_feeds to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()) and partner_id = (select portal.lead_partner_id()));

-- What the calendar behind a secret shows: the partner's next actions that are not done. The secret is all the caller has,
-- so the wall is here: a feed that was turned off, and a partner that may no longer work leads, shows nothing.
create function portal.calendar_entries(secret text)
returns table (activity_id uuid, lead_id uuid, due_at timestamptz, next_action text, first_name text, last_name text,
  company_name text, phone text, address text, changed_at timestamptz)
language plpgsql volatile security definer set search_path = '' as $$
declare
  feed public.partner_calendar_feeds;
begin
  update public.partner_calendar_feeds f set last_read_at = now()
    where f.token_hash = encode(sha256(convert_to(secret, 'UTF8')), 'hex') and f.revoked_at is null
    returning f.* into feed;
  if not found or not exists (
    select from public.partner_members m
    join public.partners p on p.id = m.partner_id
    join public.role_templates t on t.id = portal.partner_template_id(p.status, m.role)
    where m.user_id = feed.user_id and m.partner_id = feed.partner_id and t.is_active
      and t.permissions ? 'partners:manage_leads'
  ) then
    raise exception 'no such calendar' using errcode = 'no_data_found';
  end if;
  return query
    select a.id, l.id, a.next_action_date, a.next_action, l.first_name, l.last_name, l.company_name, l.phone,
      concat_ws(', ', l.address, l.suburb, l.city), a.created_at
    from public.partner_lead_activities a
    join public.coverage_leads l on l.id = a.lead_id and l.assigned_partner_id = feed.partner_id
    where a.partner_id = feed.partner_id and a.next_action_date is not null and a.next_action_done_at is null
      and l.crm_deleted_at is null
    order by a.next_action_date limit 500;
end
$$;

-- Leads of a file, looked through before any of them is made.
create table partner_lead_imports (
  id uuid primary key default gen_random_uuid(),
  file_name text not null,
  state text not null default 'previewed' check (state in ('previewed', 'imported', 'discarded')),
  created_by uuid not null default auth.uid() references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  imported_at timestamptz
);
create index partner_lead_imports_created_by_idx on partner_lead_imports (created_by, created_at desc);
create table partner_lead_import_rows (
  import_id uuid not null references partner_lead_imports (id) on delete cascade,
  line integer not null,
  facts jsonb not null,
  faults jsonb not null default '{}'::jsonb,
  lead_id uuid references coverage_leads (id) on delete restrict,
  primary key (import_id, line)
);
create index partner_lead_import_rows_lead_idx on partner_lead_import_rows (lead_id) where lead_id is not null;
alter table partner_lead_imports enable row level security;
alter table partner_lead_import_rows enable row level security;
revoke all on partner_lead_imports, partner_lead_import_rows from anon, authenticated, service_role;
grant select, insert (id, file_name), update (state, imported_at) on partner_lead_imports to portal_staff;
grant select, insert (import_id, line, facts, faults), update (lead_id) on partner_lead_import_rows to portal_staff;
create policy staff_import on partner_lead_imports to portal_staff
  using (created_by = (select auth.uid()) and (select portal.staff_has_permission('partners_admin:assign_leads')))
  with check (created_by = (select auth.uid()) and (select portal.staff_has_permission('partners_admin:assign_leads')));
create policy staff_import_rows on partner_lead_import_rows to portal_staff
  using (import_id in (select i.id from partner_lead_imports i)) with check (import_id in (select i.id from partner_lead_imports i));

-- Lists that somebody looks at again and again: a name for a query string.
create table portal_saved_views (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  list text not null check (list in ('leads', 'desk_leads')),
  name text not null check (length(name) between 1 and 60),
  query text not null check (length(query) <= 1000),
  created_at timestamptz not null default now(),
  unique (user_id, list, name)
);
alter table portal_saved_views enable row level security;
revoke all on portal_saved_views from anon, authenticated, service_role;
grant select, insert (list, name, query), delete on portal_saved_views to authenticated, portal_staff;
create policy partners_keep_own_views on portal_saved_views to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()) and (select portal.current_partner_id()) is not null);
create policy staff_keep_own_views on portal_saved_views to portal_staff
  using (user_id = (select auth.uid()) and (select portal.staff_has_permission('dashboard:view')))
  with check (user_id = (select auth.uid()) and (select portal.staff_has_permission('dashboard:view')));

-- How each partner works its leads, counted anew by the worker every few minutes.
create table partner_lead_statistics (
  partner_id uuid primary key references partners (id) on delete restrict,
  assigned integer not null,
  open integer not null,
  answered integer not null,
  answered_in_time integer not null,
  median_response_minutes integer,
  converted integer not null,
  declined integer not null,
  computed_at timestamptz not null default now()
);
alter table partner_lead_statistics enable row level security;
revoke all on partner_lead_statistics from anon, authenticated, service_role;
grant select on partner_lead_statistics to authenticated, portal_staff;
grant select, insert, update on partner_lead_statistics to service_role;
create policy partners_view_own_statistics on partner_lead_statistics for select to authenticated
  using (partner_id = (select portal.current_partner_id()));
create policy staff_view_statistics on partner_lead_statistics for select to portal_staff
  using ((select portal.staff_has_permission('partners_admin:assign_leads')) or (select portal.staff_has_permission('partners_admin:view_analytics')));

-- Which leads changed lately, for the open pages of their partners: ids only. The web process asks it once a second for
-- all of them, as portal_gate, since no session may see them all.
create function portal.lead_changes(since timestamptz)
returns table (lead_id uuid, partner_id uuid, changed_at timestamptz)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
    select l.id, l.assigned_partner_id, l.updated_at from public.coverage_leads l
    where l.updated_at > since and l.assigned_partner_id is not null
    order by l.updated_at desc limit 5000;
end
$$;

revoke execute on function portal.answer_offer(uuid, text, text, text), portal.register_lead(jsonb, timestamptz),
  portal.are_lead_facts(jsonb), portal.claim_ends_at(public.partner_lead_registrations), portal.calendar_entries(text), portal.lead_changes(timestamptz), portal.take_in_new_leads()
  from public, anon, authenticated;
grant execute on function portal.answer_offer(uuid, text, text, text), portal.register_lead(jsonb, timestamptz) to authenticated;
grant execute on function portal.calendar_entries(text) to anon;
grant execute on function portal.lead_changes(timestamptz) to portal_gate;
