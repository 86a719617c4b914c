-- What happened, who did it, and what must follow: written in the transaction of the change itself, by portal_recorder.
create table partner_audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor_id uuid,
  actor_kind text not null check (actor_kind in ('partner', 'staff', 'system')),
  action text not null,
  entity text not null,
  entity_id uuid not null,
  partner_id uuid references partners (id) on delete restrict,
  request_id text,
  before jsonb,
  after jsonb
);
create index partner_audit_log_entity_idx on partner_audit_log (entity, entity_id, id desc);
create index partner_audit_log_partner_idx on partner_audit_log (partner_id, id desc);
create index partner_audit_log_actor_idx on partner_audit_log (actor_id, id desc);
alter table partner_audit_log enable row level security;

revoke all on partner_audit_log from anon, authenticated, service_role;
grant insert (actor_id, actor_kind, action, entity, entity_id, partner_id, request_id, before, after)
  on partner_audit_log to portal_recorder;
grant select (id, at, actor_id, actor_kind, action, entity, entity_id, partner_id, request_id, before, after)
  on partner_audit_log to portal_staff;
create policy recorder_writes_audit on partner_audit_log for insert to portal_recorder with check (true);
create policy staff_view_audit on partner_audit_log for select to portal_staff
  using (
    (select portal.staff_has_permission('audit:view'))
    or (partner_id is not null and (select portal.staff_has_permission('partners_admin:view_all')))
  );

-- The door to the job queue: only this one task can be queued from a request; the worker knows what follows an event.
-- graphile-worker's schema is made by its own migrations; the body is looked up when it runs.
create function portal.emit_event(name text, payload jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform graphile_worker.add_job(
    'events.dispatch', json_build_object('event', name, 'payload', payload, 'id', gen_random_uuid()), max_attempts := 25
  );
end
$$;
revoke execute on function portal.emit_event(text, jsonb) from public, anon, authenticated;
grant execute on function portal.emit_event(text, jsonb) to portal_recorder;

-- One row a record that the CRM mirrors. version counts wishes, sent_version is the last one the CRM confirmed; the
-- difference is the work. An in_flight row without a living sender has an unknown outcome and is settled by reading.
create table crm_sync_records (
  entity text not null check (entity in ('lead', 'partner', 'activity')),
  entity_id uuid not null,
  state text not null default 'pending' check (state in ('pending', 'in_flight', 'synced', 'failed')),
  version bigint not null default 1,
  sent_version bigint not null default 0,
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  zoho_id text,
  zoho_modified_time timestamptz,
  sent_hash text,
  last_error jsonb,
  updated_at timestamptz not null default now(),
  primary key (entity, entity_id)
);
create index crm_sync_records_due_idx on crm_sync_records (entity, next_attempt_at) where state in ('pending', 'in_flight');
create index crm_sync_records_failed_idx on crm_sync_records (entity, updated_at desc) where state = 'failed';
alter table crm_sync_records enable row level security;

revoke all on crm_sync_records from anon, authenticated, service_role;
grant select (entity, entity_id, version, state), insert (entity, entity_id), update (version, state, attempts,
  next_attempt_at, updated_at) on crm_sync_records to portal_recorder;
grant select, insert, update on crm_sync_records to service_role;
create policy recorder_marks_records on crm_sync_records to portal_recorder using (true) with check (true);

-- Mail that was sent, once an event and template: what a partner was told, and when.
create table partner_mails (
  idempotency_key text primary key,
  partner_id uuid references partners (id) on delete restrict,
  template text not null,
  recipient text not null,
  provider_id text,
  sent_at timestamptz,
  created_at timestamptz not null default now()
);
create index partner_mails_partner_idx on partner_mails (partner_id, created_at desc);
alter table partner_mails enable row level security;
revoke all on partner_mails from anon, authenticated, service_role;
grant select, insert (idempotency_key, partner_id, template, recipient), update (provider_id, sent_at)
  on partner_mails to service_role;
grant select (idempotency_key, partner_id, template, recipient, sent_at, created_at) on partner_mails to portal_staff;
create policy staff_view_mails on partner_mails for select to portal_staff
  using ((select portal.staff_has_permission('partners_admin:view_all')));

-- Counters of rate-limiter-flexible, whose column names these are.
create table portal_rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
create index portal_rate_limits_expire_idx on portal_rate_limits (expire);
alter table portal_rate_limits enable row level security;
revoke all on portal_rate_limits from anon, authenticated, service_role;
grant select (key, points, expire), insert (key, points, expire), update (points, expire), delete
  on portal_rate_limits to portal_recorder;
create policy recorder_counts on portal_rate_limits to portal_recorder using (true) with check (true);
