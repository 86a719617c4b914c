-- Documents as the rule pack asks for them, and what is known about each file.
alter table partner_kyc_documents drop constraint partner_kyc_documents_document_type_check;
alter table partner_kyc_documents add constraint partner_kyc_documents_document_type_check check (
  document_type in (
    'id_document', 'proof_of_address', 'business_registration', 'tax_certificate', 'bank_statement', 'other',
    'bank_confirmation', 'company_profile', 'directors_register', 'founding_document', 'vat_registration',
    'business_address', 'authorization', 'trust_deed', 'letters_of_authority'
  )
);
alter table partner_kyc_documents drop constraint partner_kyc_documents_verification_status_check;
alter table partner_kyc_documents add constraint partner_kyc_documents_verification_status_check check (
  verification_status in ('pending', 'approved', 'rejected', 'expired', 'replaced')
);
alter table partner_kyc_documents
  add column content_sha256 text,
  add column page_count integer,
  add column scan_status text not null default 'not_scanned' check (scan_status in ('not_scanned', 'clean')),
  add column issued_on date,
  add column rejection_code text,
  add column replaces_id uuid references partner_kyc_documents (id) on delete restrict,
  -- Which key sealed the file, for rotation.
  add column key_id text,
  -- The last reminder that went out before it expires: 30, 7 or 0 days.
  add column reminded_days integer check (reminded_days in (30, 7, 0));

-- The same file is never kept twice, however often it is sent after a lost connection. The hash is of what was handed in.
create unique index partner_kyc_documents_content_idx on partner_kyc_documents (partner_id, document_type, content_sha256)
  where verification_status in ('pending', 'approved');

-- The reviewer's queue, the oldest first, and what expires next.
create index partner_kyc_documents_pending_idx on partner_kyc_documents (uploaded_at, id) where verification_status = 'pending';
create index partner_kyc_documents_expiry_idx on partner_kyc_documents (expires_at) where verification_status = 'approved';
create index partner_kyc_documents_key_idx on partner_kyc_documents (key_id);
create index partner_kyc_documents_verified_by_idx on partner_kyc_documents (verified_by);
create index partner_kyc_documents_uploaded_by_idx on partner_kyc_documents (uploaded_by);
create index partner_kyc_documents_replaces_idx on partner_kyc_documents (replaces_id);

grant select (content_sha256, page_count, scan_status, issued_on, rejection_code, replaces_id, key_id)
  on partner_kyc_documents to authenticated, portal_staff, service_role;
grant insert (content_sha256, page_count, scan_status, issued_on, replaces_id, key_id)
  on partner_kyc_documents to authenticated;
grant update (rejection_code, issued_on) on partner_kyc_documents to portal_staff;
grant update (verification_status, key_id, reminded_days) on partner_kyc_documents to service_role;
grant select (reminded_days) on partner_kyc_documents to service_role;

-- What was approved once is handed in anew when it expires.
drop policy partners_upload_documents on partner_kyc_documents;
create policy partners_upload_documents on partner_kyc_documents for insert to authenticated
  with check (
    uploaded_by = (select auth.uid())
    and exists (
      select from partners p
      where p.id = partner_id and p.id = (select portal.current_partner_id())
        and (p.status in ('pending', 'under_review') or (p.status = 'approved' and p.reverification_due_at is not null))
    )
  );

-- A new file takes the place of another at once, but of an approved one only when it is approved itself. Nobody may
-- write this status by hand.
create function portal.replace_kyc_document() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  seen text;
begin
  if tg_op = 'INSERT' then
    select d.verification_status into seen from public.partner_kyc_documents d
      where d.id = new.replaces_id and d.partner_id = new.partner_id and d.document_type = new.document_type
      for update;
    if seen is null or seen = 'replaced' then
      raise exception 'there is no such document to replace' using errcode = '40001';
    end if;
    update public.partner_kyc_documents d set verification_status = 'replaced'
      where d.id = new.replaces_id and seen in ('pending', 'rejected', 'expired');
  else
    with recursive older as (
      select new.replaces_id as id
      union
      select d.replaces_id from public.partner_kyc_documents d join older on d.id = older.id
        where d.replaces_id is not null
    )
    update public.partner_kyc_documents d set verification_status = 'replaced'
      from older where d.id = older.id and d.verification_status in ('approved', 'expired');
  end if;
  return null;
end
$$;
revoke execute on function portal.replace_kyc_document() from public, anon, authenticated;
create trigger replace_kyc_document_at_upload after insert on partner_kyc_documents
  for each row when (new.replaces_id is not null)
  execute function portal.replace_kyc_document();
create trigger replace_kyc_document_at_approval after update of verification_status on partner_kyc_documents
  for each row when (new.replaces_id is not null and new.verification_status = 'approved' and old.verification_status <> 'approved')
  execute function portal.replace_kyc_document();

-- A file on its way, piece by piece, so that a lost connection costs one piece. Gone when it is finished, or after a day.
create table partner_kyc_uploads (
  id uuid primary key default gen_random_uuid(),
  partner_id uuid not null references partners (id) on delete restrict,
  document_type text not null,
  file_name text not null check (length(file_name) <= 1000),
  file_size integer not null check (file_size between 1 and 10485760),
  content_sha256 text not null check (content_sha256 ~ '^[0-9a-f]{64}$'),
  replaces_id uuid references partner_kyc_documents (id) on delete restrict,
  received integer not null default 0 check (received between 0 and file_size),
  created_by uuid not null default auth.uid() references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  -- Who begins with the same file again goes on where it stopped, on another device too.
  unique (partner_id, document_type, content_sha256)
);
create index partner_kyc_uploads_created_idx on partner_kyc_uploads (created_at);
create index partner_kyc_uploads_created_by_idx on partner_kyc_uploads (created_by);
create index partner_kyc_uploads_replaces_idx on partner_kyc_uploads (replaces_id);
create table partner_kyc_upload_pieces (
  upload_id uuid not null references partner_kyc_uploads (id) on delete cascade,
  starts_at integer not null check (starts_at >= 0),
  -- A sealed piece of at most 512 KB.
  sealed bytea not null check (octet_length(sealed) between 1 and 525000),
  key_id text not null,
  primary key (upload_id, starts_at)
);
alter table partner_kyc_uploads enable row level security;
alter table partner_kyc_upload_pieces enable row level security;
revoke all on partner_kyc_uploads, partner_kyc_upload_pieces from anon, authenticated, service_role;
grant select, insert (id, partner_id, document_type, file_name, file_size, content_sha256, replaces_id),
  update (received), delete on partner_kyc_uploads to authenticated;
grant select, insert (upload_id, starts_at, sealed, key_id), delete on partner_kyc_upload_pieces to authenticated;
grant select (id, created_at), delete on partner_kyc_uploads to service_role;
create policy partners_send_files on partner_kyc_uploads to authenticated
  using (partner_id = (select portal.current_partner_id()))
  with check (
    exists (
      select from partners p
      where p.id = partner_id and p.id = (select portal.current_partner_id())
        and (p.status in ('pending', 'under_review') or (p.status = 'approved' and p.reverification_due_at is not null))
    )
  );
create policy partners_send_pieces on partner_kyc_upload_pieces to authenticated
  using (
    exists (select from partner_kyc_uploads u where u.id = upload_id and u.partner_id = (select portal.current_partner_id()))
  );
