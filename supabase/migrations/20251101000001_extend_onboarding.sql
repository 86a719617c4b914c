-- What an application needs beyond the plan's columns: the finer kind of business, sealed identity and bank details,
-- what must be verified again, and the version of the rules it was checked by.
create extension if not exists pg_trgm with schema extensions;

alter table partners
  add column entity_type text check (
    entity_type in (
      'sole_proprietor', 'pty_ltd', 'close_corporation', 'partnership', 'trust', 'non_profit_company', 'co_operative'
    )
  ),
  -- Sealed by the portal (AES-256-GCM, key id and row bound in), never readable here; hashes are keyed, for duplicates.
  add column id_number_sealed text,
  add column id_number_hash text,
  add column id_number_last4 text,
  add column account_number_hash text,
  add column account_number_last4 text,
  add column bank_changed_at timestamptz,
  -- Payouts wait until then, so that a thief who changes the account is noticed before money moves.
  add column bank_cooloff_until timestamptz,
  add column reverification_due_at timestamptz,
  add column kyc_rules_version text,
  add column suspended_at timestamptz,
  add column suspension_reason text,
  add constraint account_number_is_sealed check (account_number is null or account_number like 'v1.%'),
  add constraint id_number_is_sealed check (id_number_sealed is null or id_number_sealed like 'v1.%');

-- Duplicates are looked up by exact value; each is rare, so small indexes serve.
create index partners_registration_number_idx on partners (registration_number) where registration_number is not null;
create index partners_vat_number_idx on partners (vat_number) where vat_number is not null;
create index partners_phone_idx on partners (phone);
create index partners_alternative_phone_idx on partners (alternative_phone) where alternative_phone is not null;
create index partners_id_number_hash_idx on partners (id_number_hash) where id_number_hash is not null;
create index partners_account_number_hash_idx on partners (account_number_hash) where account_number_hash is not null;
create index partners_reverification_idx on partners (reverification_due_at) where reverification_due_at is not null;
-- The desk searches names, people, addresses and numbers by any part of them.
create index partners_search_idx on partners using gin (
  (business_name || ' ' || contact_person || ' ' || email || ' ' || coalesce(partner_number, '')) extensions.gin_trgm_ops
);

grant select (
  entity_type, id_number_last4, bank_name, account_holder, account_type, branch_code, account_number_last4,
  bank_changed_at, bank_cooloff_until, reverification_due_at, kyc_rules_version, suspended_at, suspension_reason
) on partners to authenticated, portal_staff, service_role;
-- Hashes show who shares a number, not the number: for the desk's list of duplicates.
grant select (id_number_hash, account_number_hash) on partners to portal_staff, service_role;
grant insert (entity_type), update (entity_type) on partners to authenticated;
grant update (reverification_due_at, suspended_at, suspension_reason, kyc_rules_version) on partners to portal_staff, service_role;
grant update (kyc_verified_at) on partners to service_role;
-- Sealed values pass through the portal's own hands only: sealed, hashed and written in one use case.
grant select (id, id_number_sealed, account_number), update (
  id_number_sealed, id_number_hash, id_number_last4, bank_name, account_holder, account_number, account_number_hash,
  account_number_last4, account_type, branch_code, bank_changed_at, bank_cooloff_until, updated_at
) on partners to portal_recorder;
-- The role is lent to one statement, but whose row it reaches is still asked of the person: a partner its own, finance all.
grant execute on function portal.current_partner_id(), portal.staff_has_permission(text) to portal_recorder;
create policy recorder_seals_own_details on partners for update to portal_recorder
  using (id = (select portal.current_partner_id())) with check (id = (select portal.current_partner_id()));
create policy recorder_reads_sealed_details on partners for select to portal_recorder
  using (
    id = (select portal.current_partner_id())
    or (select portal.staff_has_permission('partners_admin:approve_payouts'))
  );
-- The rotation of keys seals everything anew.
grant select (id_number_sealed, account_number), update (
  id_number_sealed, id_number_hash, account_number, account_number_hash
) on partners to service_role;

-- An application that is still being filled in. Secret fields are sealed by the portal before they come here.
create table partner_application_drafts (
  user_id uuid primary key references auth.users (id) on delete cascade,
  step text not null,
  fields jsonb not null default '{}'::jsonb,
  sealed text check (sealed like 'v1.%'),
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
alter table partner_application_drafts enable row level security;
revoke all on partner_application_drafts from anon, authenticated, service_role;
grant select (user_id, step, fields, sealed, version, created_at, updated_at),
  insert (user_id, step, fields, sealed), update (step, fields, sealed, version, updated_at), delete
  on partner_application_drafts to authenticated;
grant select (user_id, sealed), update (sealed) on partner_application_drafts to service_role;
create policy registrants_keep_own_draft on partner_application_drafts to authenticated
  using (user_id = (select auth.uid()))
  with check (user_id = (select auth.uid()) and (select user_has_permission('partners:register')));

-- What a person agreed to: which text, which version, when and from where. Never changed, never removed.
create table partner_consents (
  id bigint generated always as identity primary key,
  user_id uuid not null references auth.users (id) on delete restrict,
  partner_id uuid references partners (id) on delete restrict,
  purpose text not null,
  text_version text not null,
  granted boolean not null,
  ip_address inet,
  user_agent text,
  at timestamptz not null default now()
);
create index partner_consents_user_idx on partner_consents (user_id, id desc);
create index partner_consents_partner_idx on partner_consents (partner_id, id desc);
alter table partner_consents enable row level security;
revoke all on partner_consents from anon, authenticated, service_role;
grant select (id, user_id, partner_id, purpose, text_version, granted, ip_address, user_agent, at)
  on partner_consents to authenticated, portal_staff;
grant insert (user_id, partner_id, purpose, text_version, granted, ip_address, user_agent) on partner_consents to portal_recorder;
create policy people_view_own_consents on partner_consents for select to authenticated using (user_id = (select auth.uid()));
create policy staff_view_consents on partner_consents for select to portal_staff
  using ((select portal.staff_has_permission('partners_admin:view_all')));
create policy recorder_writes_consents on partner_consents for insert to portal_recorder
  with check (user_id = (select auth.uid()));

-- What the desk notes about an application, for itself.
create table partner_desk_notes (
  id bigint generated always as identity primary key,
  partner_id uuid not null references partners (id) on delete restrict,
  author_id uuid not null default auth.uid() references admin_users (id) on delete restrict,
  note text not null check (length(note) between 1 and 4000),
  at timestamptz not null default now()
);
create index partner_desk_notes_partner_idx on partner_desk_notes (partner_id, id desc);
create index partner_desk_notes_author_idx on partner_desk_notes (author_id);
alter table partner_desk_notes enable row level security;
revoke all on partner_desk_notes from anon, authenticated, service_role;
grant select (id, partner_id, author_id, note, at), insert (partner_id, note) on partner_desk_notes to portal_staff;
create policy staff_view_notes on partner_desk_notes for select to portal_staff
  using ((select portal.staff_has_permission('partners_admin:view_all')));
create policy staff_write_notes on partner_desk_notes for insert to portal_staff
  with check (author_id = (select auth.uid()) and (select portal.staff_has_permission('partners_admin:view_all')));
