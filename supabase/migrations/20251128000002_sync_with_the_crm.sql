-- What both directions of the CRM sync need to know: what both sides last agreed on, how far changes were read, how the
-- connection fares, and what went wrong.
alter table crm_sync_records drop constraint crm_sync_records_entity_check;
alter table crm_sync_records
  add constraint crm_sync_records_entity_check check (entity in ('lead', 'partner', 'account', 'activity')),
  -- The mirrored fields as both sides last agreed on them, in the CRM's own words. A side has changed a field when its
  -- value differs from this one.
  add column base jsonb,
  -- What is being written right now; what was written with an unknown outcome, and how long it may still come late. Seen in
  -- the CRM both are our own echo.
  add column sending jsonb,
  add column doubtful jsonb,
  add column doubtful_until timestamptz,
  add column crm_state text not null default 'live' check (crm_state in ('live', 'deleted', 'converted')),
  -- When the portal last changed the record: the later writer of a shared field wins.
  add column marked_at timestamptz not null default now();
create unique index crm_sync_records_zoho_idx on crm_sync_records (entity, zoho_id) where zoho_id is not null;
-- Comparing what exists on both sides walks along the CRM's ids, which are numbers of different lengths.
create index crm_sync_records_zoho_number_idx on crm_sync_records (entity, (zoho_id::numeric)) where zoho_id is not null;
grant update (marked_at) on crm_sync_records to portal_recorder;
-- Administrators see how a record stands, and send a refused one again.
grant select (entity, entity_id, state, version, sent_version, attempts, next_attempt_at, zoho_id, zoho_modified_time,
  last_error, crm_state, marked_at, updated_at), update (state, next_attempt_at, attempts, updated_at)
  on crm_sync_records to portal_staff;
create policy staff_view_sync on crm_sync_records for select to portal_staff
  using ((select portal.staff_has_permission('integrations:manage')));
create policy staff_send_again on crm_sync_records for update to portal_staff
  using (state in ('failed', 'pending', 'synced') and (select portal.staff_has_permission('integrations:manage')))
  with check (state = 'pending');
drop index crm_sync_records_due_idx;
-- What is created and what is changed are separate calls, and each is looked for by itself.
create index crm_sync_records_due_idx on crm_sync_records (entity, next_attempt_at, entity_id)
  where state = 'pending' and zoho_id is null;
create index crm_sync_records_due_linked_idx on crm_sync_records (entity, next_attempt_at, entity_id)
  where state = 'pending' and zoho_id is not null;
-- Values of the CRM that meant nothing to the portal when they came: few, and looked at when the mapping changes.
create index crm_sync_records_held_idx on crm_sync_records (entity) where base -> 'held' <> '{}'::jsonb;
create index crm_sync_records_in_flight_idx on crm_sync_records (entity, updated_at) where state = 'in_flight';

-- Jobs mirror partners and activities too, and take over what people changed in the CRM.
grant select on partners, partner_lead_activities to service_role;
grant insert (id, customer_type, first_name, last_name, email, phone, company_name, address, suburb, city, province,
  postal_code, lead_source, requested_service_type, requested_speed, budget_range, coverage_available, status, zoho_lead_id,
  zoho_sync_status, zoho_synced_at), update (customer_type, first_name, last_name, email, phone, company_name, address, city,
  province, postal_code, requested_service_type, requested_speed, budget_range, coverage_available, status, next_follow_up_at,
  crm_deleted_at, crm_converted_at, crm_deal_id, crm_deal_stage) on coverage_leads to service_role;
-- What the CRM's people have deleted stays to be read, and closed to its partner.
alter policy partners_work_assigned_leads on coverage_leads
  using (assigned_partner_id = (select portal.lead_partner_id()) and status <> 'converted_to_order'
    and crm_deleted_at is null);
create unique index coverage_leads_deal_idx on coverage_leads (crm_deal_id) where crm_deal_id is not null;
create index coverage_leads_new_deal_idx on coverage_leads (crm_converted_at)
  where crm_deal_id is not null and crm_deal_stage is null;
create index coverage_leads_zoho_idx on coverage_leads (zoho_lead_id) where zoho_lead_id is not null;

-- How far the changes of a module were read. Moves in the transaction that applies a page, so none is passed over.
create table crm_cursors (
  module text primary key,
  modified_time timestamptz not null,
  after_id text,
  polled_at timestamptz,
  reconciled_at timestamptz
);

create table crm_channels (
  channel_id text primary key,
  module text not null,
  expires_at timestamptz not null,
  opened_at timestamptz not null default now(),
  last_delivery_at timestamptz
);

-- The one connection: paused or not, how it fares, what it may spend, how it is mapped, and OAuth's sealed tokens.
create table crm_connection (
  id boolean primary key default true check (id),
  paused_at timestamptz,
  paused_by uuid references auth.users (id) on delete restrict,
  -- Circuit breaker: after failures in a row nothing is called until then.
  failures integer not null default 0,
  open_until timestamptz,
  -- Calls at once: halved when the CRM asks to slow down, back up as calls succeed.
  lanes integer not null default 3 check (lanes between 1 and 3),
  slow_until timestamptz,
  credits_a_day integer not null default 20000 check (credits_a_day > 0),
  last_ok_at timestamptz,
  -- The CRM user in whose name the portal writes; what anybody else wrote is never our echo.
  writes_as text,
  last_fault jsonb,
  last_fault_at timestamptz,
  -- Values of the mapping that an administrator set over the defaults, and what the CRM said of its fields.
  mapping jsonb not null default '{}'::jsonb,
  mapping_changed_at timestamptz,
  mapping_changed_by uuid references auth.users (id) on delete restrict,
  -- Up to which change of the mapping leads whose values meant nothing before were read again.
  mapping_applied_at timestamptz,
  fields jsonb,
  fields_read_at timestamptz,
  -- A consent that is under way, the code it brought, and the tokens. Sealed with the portal's keys.
  oauth_state text,
  oauth_url text,
  oauth_pending text,
  oauth_code text,
  oauth_tokens text,
  oauth_expires_at timestamptz,
  oauth_connected_at timestamptz,
  oauth_needs_consent boolean not null default false
);
insert into crm_connection default values;
create index crm_connection_paused_by_idx on crm_connection (paused_by);
create index crm_connection_mapping_by_idx on crm_connection (mapping_changed_by);

create table crm_usage (
  hour timestamptz primary key,
  calls integer not null default 0,
  credits integer not null default 0,
  failures integer not null default 0
);

-- Walks over everything: a dry run, the first filling, the nightly comparison. cursor says where to go on.
create table crm_runs (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('dry_run', 'backfill', 'reconcile')),
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'stopped')),
  cursor jsonb not null default '{}'::jsonb,
  counts jsonb not null default '{}'::jsonb,
  samples jsonb not null default '[]'::jsonb,
  -- Ids of the CRM that the walk has missed so far. None is a tombstone before it is known that they are not too many.
  missing jsonb not null default '[]'::jsonb,
  fault jsonb,
  requested_by uuid default auth.uid() references auth.users (id) on delete restrict,
  requested_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create unique index crm_runs_active_idx on crm_runs ((true)) where state in ('queued', 'running');
create index crm_runs_requested_idx on crm_runs (requested_at desc, id desc);
create index crm_runs_requested_by_idx on crm_runs (requested_by);

-- Where the two sides were found apart, and how it ended. Names of fields and codes, never what a person typed.
create table crm_differences (
  id bigint generated always as identity primary key,
  entity text not null,
  entity_id uuid,
  zoho_id text,
  kind text not null check (kind in ('conflict', 'restored', 'missing_in_crm', 'unknown_value', 'not_importable')),
  fields text[] not null default '{}',
  winner text check (winner in ('portal', 'crm')),
  found_at timestamptz not null default now(),
  settled_at timestamptz
);
create index crm_differences_found_idx on crm_differences (found_at desc, id desc);
create index crm_differences_record_idx on crm_differences (entity, entity_id);

alter table crm_cursors enable row level security;
alter table crm_channels enable row level security;
alter table crm_connection enable row level security;
alter table crm_usage enable row level security;
alter table crm_runs enable row level security;
alter table crm_differences enable row level security;
revoke all on crm_cursors, crm_channels, crm_connection, crm_usage, crm_runs, crm_differences from anon, authenticated, service_role;
grant select, insert, update, delete on crm_cursors, crm_channels to service_role;
grant select, update on crm_connection to service_role;
grant select, insert, update on crm_usage, crm_runs, crm_differences to service_role;
grant select on crm_cursors, crm_channels, crm_usage, crm_runs, crm_differences to portal_staff;
grant select (id, paused_at, paused_by, failures, open_until, lanes, slow_until, credits_a_day, last_ok_at, writes_as, last_fault,
  last_fault_at, mapping, mapping_changed_at, mapping_changed_by, fields, fields_read_at, oauth_state, oauth_url,
  oauth_expires_at, oauth_connected_at, oauth_needs_consent),
  update (paused_at, paused_by, credits_a_day, mapping, mapping_changed_at, mapping_changed_by, oauth_state, oauth_url, oauth_code)
  on crm_connection to portal_staff;
grant insert (kind), update (state) on crm_runs to portal_staff;
create policy staff_view_cursors on crm_cursors for select to portal_staff
  using ((select portal.staff_has_permission('integrations:manage')));
create policy staff_view_channels on crm_channels for select to portal_staff
  using ((select portal.staff_has_permission('integrations:manage')));
create policy staff_view_usage on crm_usage for select to portal_staff
  using ((select portal.staff_has_permission('integrations:manage')));
create policy staff_view_connection on crm_connection for select to portal_staff
  using ((select portal.staff_has_permission('integrations:manage')));
create policy staff_set_connection on crm_connection for update to portal_staff
  using ((select portal.staff_has_permission('integrations:manage')))
  with check ((select portal.staff_has_permission('integrations:manage')));
create policy staff_view_runs on crm_runs for select to portal_staff
  using ((select portal.staff_has_permission('integrations:manage')));
create policy staff_order_runs on crm_runs for insert to portal_staff
  with check ((select portal.staff_has_permission('integrations:manage')));
create policy staff_stop_runs on crm_runs for update to portal_staff
  using (state in ('queued', 'running') and (select portal.staff_has_permission('integrations:manage')))
  with check (state = 'stopped');
create policy staff_view_differences on crm_differences for select to portal_staff
  using ((select portal.staff_has_permission('integrations:manage')));
-- The route that takes Zoho's callbacks compares their channel with the open ones.
grant select (channel_id, module), update (last_delivery_at) on crm_channels to portal_recorder;
create policy recorder_reads_channels on crm_channels to portal_recorder using (true) with check (true);
