-- What became of a mail, as the mail service reports it, and when a reminder was sent for what.
alter table partner_mails
  add column delivery_state text check (delivery_state in ('sent', 'delivered', 'delayed', 'bounced', 'complained', 'failed')),
  add column delivery_detail text,
  add column delivery_at timestamptz,
  -- The mail as it will go out, word for word, so that every attempt under the same key is the same mail. Gone once sent.
  add column content jsonb,
  -- Resend remembers a key for 24 hours from here; an attempt that is later looks first.
  add column first_attempt_at timestamptz,
  add constraint sent_mail_keeps_no_content check (sent_at is null or content is null);
create unique index partner_mails_provider_idx on partner_mails (provider_id) where provider_id is not null;
create index partner_mails_bounced_idx on partner_mails (partner_id, delivery_at desc) where delivery_state in ('bounced', 'complained', 'failed');
grant select (delivery_state, delivery_detail, delivery_at) on partner_mails to portal_staff;
grant insert (content), update (delivery_state, delivery_detail, delivery_at, content, first_attempt_at)
  on partner_mails to service_role;
-- The mail of an approval names the agreement that was accepted.
grant select (partner_id, purpose, text_version, granted, at) on partner_consents to service_role;

-- Deliveries of webhooks, kept under the sender's own id before they are answered, worked on afterwards.
create table webhook_deliveries (
  source text not null check (source in ('resend', 'zoho', 'strapi')),
  delivery_id text not null,
  received_at timestamptz not null default now(),
  body jsonb not null,
  handled_at timestamptz,
  primary key (source, delivery_id)
);
create index webhook_deliveries_open_idx on webhook_deliveries (source, received_at) where handled_at is null;
alter table webhook_deliveries enable row level security;
revoke all on webhook_deliveries from anon, authenticated, service_role;
-- The sender has no session: the route, after it has checked the signature, writes as portal_recorder.
grant select (source, delivery_id), insert (source, delivery_id, body) on webhook_deliveries to portal_recorder;
grant select, update (handled_at) on webhook_deliveries to service_role;
create policy recorder_keeps_deliveries on webhook_deliveries to portal_recorder using (true) with check (true);
