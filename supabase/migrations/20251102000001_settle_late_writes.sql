-- A write whose answer got lost may still be carried out by the CRM later, over a newer one. verify_at is when a record
-- that was sent again after such a loss is read once more: features/leads/jobs/push-leads-to-zoho.ts.
alter table crm_sync_records add column verify_at timestamptz;
create index crm_sync_records_verify_idx on crm_sync_records (entity, verify_at) where verify_at is not null;

-- next_attempt_at also keeps writes of one record a second apart; who marks a record has to see it.
grant select (next_attempt_at) on crm_sync_records to portal_recorder;
