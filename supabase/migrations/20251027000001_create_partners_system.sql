-- Partners, the people who act for them, and their KYC documents (plan, 2.1), with the plan's known holes closed.
create table partners (
  id uuid primary key default gen_random_uuid(),
  -- The owner of the application. Other people join through partner_members.
  user_id uuid not null unique references auth.users (id) on delete restrict,
  partner_number text unique,

  business_name text not null,
  registration_number text,
  vat_number text,
  business_type text not null check (business_type in ('sole_proprietor', 'company', 'partnership')),

  contact_person text not null,
  email text not null,
  phone text not null,
  alternative_phone text,

  street_address text not null,
  suburb text,
  city text not null,
  province text not null,
  postal_code text not null,

  -- Ciphertext only, see docs/architecture.md; no role may read or write these columns yet.
  bank_name text,
  account_holder text,
  account_number text,
  account_type text,
  branch_code text,

  status text not null default 'pending'
    check (status in ('pending', 'under_review', 'approved', 'rejected', 'suspended')),
  approval_notes text,
  approved_by uuid references admin_users (id) on delete restrict,
  approved_at timestamptz,
  rejected_at timestamptz,
  submitted_at timestamptz,

  kyc_status text not null default 'incomplete'
    check (kyc_status in ('incomplete', 'submitted', 'verified', 'rejected')),
  kyc_verified_at timestamptz,

  tier text not null default 'bronze' check (tier in ('bronze', 'silver', 'gold', 'platinum')),

  -- Projections: the worker derives them anew from leads and ledger; nothing adds to them.
  total_leads integer not null default 0,
  converted_leads integer not null default 0,
  total_commission_earned numeric(14, 2) not null default 0,
  pending_commission numeric(14, 2) not null default 0,

  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  check ((status = 'approved') <= (partner_number is not null))
);

create table partner_members (
  partner_id uuid not null references partners (id) on delete restrict,
  -- One person acts for one partner, so that whose data a request sees is never a question of input.
  user_id uuid not null unique references auth.users (id) on delete restrict,
  role text not null check (role in ('owner', 'member')),
  created_at timestamptz not null default now(),
  primary key (partner_id, user_id)
);

create table partner_kyc_documents (
  id uuid primary key default gen_random_uuid(),
  partner_id uuid not null references partners (id) on delete restrict,
  document_type text not null check (
    document_type in (
      'id_document', 'proof_of_address', 'business_registration', 'tax_certificate', 'bank_statement', 'other'
    )
  ),
  document_name text not null,
  file_path text not null unique,
  file_size integer not null check (file_size > 0),
  mime_type text not null,
  verification_status text not null default 'pending'
    check (verification_status in ('pending', 'approved', 'rejected')),
  verified_by uuid references admin_users (id) on delete restrict,
  verified_at timestamptz,
  rejection_reason text,
  uploaded_by uuid not null default auth.uid() references auth.users (id) on delete restrict,
  uploaded_at timestamptz not null default now(),
  expires_at timestamptz,
  -- A row can never point into another partner's folder.
  check (file_path = partner_id::text || '/' || id::text)
);

alter table partners enable row level security;
alter table partner_members enable row level security;
alter table partner_kyc_documents enable row level security;

-- The queue of applications, oldest first, and each list of the desk by status.
create index partners_status_created_idx on partners (status, created_at, id);
create index partners_created_idx on partners (created_at, id);
create index partners_kyc_status_idx on partners (kyc_status);
create index partners_approved_by_idx on partners (approved_by);
create index partner_kyc_documents_partner_idx on partner_kyc_documents (partner_id, uploaded_at desc);

-- Partner numbers: CTPL-YYYY-NNNN. One sequence for all years: never reused, gaps are allowed.
create sequence partner_number_seq;

revoke all on sequence partner_number_seq from anon, authenticated;

create function portal.next_partner_number() returns text
language plpgsql security definer set search_path = '' as $$
declare
  n bigint := nextval('public.partner_number_seq');
begin
  -- lpad would cut a fifth digit off.
  return 'CTPL-' || to_char(now() at time zone 'Africa/Johannesburg', 'YYYY') || '-'
    || case when n < 10000 then lpad(n::text, 4, '0') else n::text end;
end
$$;
revoke execute on function portal.next_partner_number() from public, anon, authenticated;
grant execute on function portal.next_partner_number() to portal_staff;
