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
  add column key_id text;

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
grant update (verification_status, key_id) on partner_kyc_documents to service_role;
