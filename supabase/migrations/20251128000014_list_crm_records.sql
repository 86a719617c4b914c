-- The desk walks through what the CRM refused or is still owed, and through differences, by key. A list's key is a time and
-- a UUID: a partner and its account share one id, and differences are numbered. The two digits make it one by RFC 9562.
alter table crm_sync_records add column row_key uuid not null generated always as (
  overlay(overlay(md5(entity || entity_id::text) placing '8' from 13) placing '8' from 17)::uuid
) stored;
grant select (row_key) on crm_sync_records to portal_staff;
-- What is not in step, the newest first. Synced records, nearly all of a large table, are not in it.
drop index crm_sync_records_failed_idx;
create index crm_sync_records_unsynced_idx on crm_sync_records (state, updated_at desc, row_key desc)
  where state <> 'synced';
-- The oldest change that the CRM does not have yet.
create index crm_sync_records_lag_idx on crm_sync_records (marked_at) where state in ('pending', 'in_flight');

alter table crm_differences add column row_key uuid not null default gen_random_uuid();
drop index crm_differences_found_idx;
create index crm_differences_found_idx on crm_differences (found_at desc, row_key desc);
create index crm_differences_kind_idx on crm_differences (kind, found_at desc, row_key desc);
