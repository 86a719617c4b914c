-- The tables that CircleTel's systems bring along, as far as they are known, with a few rows: what the portal's migrations
-- find on CircleTel's database. Grants are those that a hosted project gives by default.
create type customer_type as enum ('consumer', 'smme', 'enterprise');
create type lead_source as enum (
  'coverage_checker', 'business_inquiry', 'website_form', 'referral', 'marketing_campaign', 'social_media', 'direct_sales', 'other'
);
create type location_type as enum ('freestanding_home', 'complex', 'business_office', 'school_campus', 'estate', 'apartment');
create type coverage_check_status as enum ('pending', 'checking', 'complete', 'failed');

create table role_templates (
  id text primary key,
  name text not null,
  description text,
  department text,
  level text check (level in ('executive', 'management', 'staff', 'support')),
  permissions jsonb,
  is_default boolean default false,
  is_active boolean default true,
  color text,
  icon text,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table admin_users (
  id uuid primary key,
  email text not null unique,
  full_name text not null,
  role text not null,
  permissions jsonb default '{}',
  custom_permissions jsonb default '[]',
  role_template_id text references role_templates (id),
  department text,
  job_title text,
  is_active boolean default true,
  last_login timestamptz,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

create table customers (
  id uuid primary key default gen_random_uuid(),
  auth_user_id uuid,
  first_name text not null,
  last_name text not null,
  email text not null,
  phone text not null,
  id_number text,
  account_number text,
  account_type text default 'personal',
  account_status text default 'active',
  business_name text,
  business_registration text,
  tax_number text,
  whatsapp_consent boolean default false,
  whatsapp_consent_at timestamptz,
  whatsapp_consent_source text,
  created_at timestamptz default now()
);

create table service_packages (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  service_type text not null,
  speed_down integer,
  speed_up integer,
  price numeric(10, 2) not null,
  promotion_price numeric(10, 2),
  promotion_months integer,
  sku text,
  slug text,
  customer_type text,
  status text default 'active',
  base_price_zar numeric(10, 2),
  cost_price_zar numeric(10, 2)
);

create table coverage_leads (
  id uuid primary key default gen_random_uuid(),
  customer_type customer_type not null default 'consumer',
  first_name text not null,
  last_name text not null,
  email text not null,
  phone text not null,
  company_name text,
  address text not null,
  suburb text,
  city text,
  province text,
  postal_code text,
  coordinates jsonb,
  lead_source lead_source not null default 'coverage_checker',
  source_campaign text,
  referral_code text,
  requested_service_type text,
  requested_speed text,
  budget_range text,
  coverage_check_id uuid,
  zoho_lead_id text,
  zoho_synced_at timestamptz,
  zoho_sync_status text default 'pending',
  zoho_sync_error text,
  contact_preference text default 'email',
  best_contact_time text,
  follow_up_notes text,
  last_contacted_at timestamptz,
  next_follow_up_at timestamptz,
  follow_up_count integer default 0,
  status text default 'new',
  converted_to_order_id uuid,
  metadata jsonb,
  location_type location_type,
  requirements jsonb,
  coverage_results jsonb,
  coverage_check_status coverage_check_status default 'pending',
  zone_id uuid,
  lead_score numeric(5, 2),
  coverage_available boolean,
  available_services jsonb,
  checked_at timestamptz,
  assigned_admin_id uuid references admin_users (id),
  first_response_due_at timestamptz,
  first_responded_at timestamptz,
  created_at timestamptz default now(),
  updated_at timestamptz default now()
);

-- The older orders; newer ones are kept in consumer_orders, which the portal leaves alone.
create table orders (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid references customers (id),
  lead_id uuid references coverage_leads (id),
  package_id uuid references service_packages (id),
  order_status text default 'pending_payment',
  created_at timestamptz default now()
);

alter table admin_users enable row level security;
alter table coverage_leads enable row level security;
alter table customers enable row level security;

create policy website_inserts_leads on coverage_leads for insert to anon with check (true);
create policy admins_read_leads on coverage_leads for select to authenticated
  using (exists (select from admin_users a where a.id = auth.uid()));
create policy admins_read_themselves on admin_users for select to authenticated using (id = auth.uid());
create policy admins_edit_themselves on admin_users for update to authenticated using (id = auth.uid());

create function user_has_permission(user_id uuid, permission text) returns boolean
language sql stable security definer as $$
  select exists (
    select from public.admin_users a left join public.role_templates t on t.id = a.role_template_id
    where a.id = user_id and (t.permissions ? permission or a.custom_permissions ? permission)
  )
$$;

insert into role_templates (id, name, level, permissions, department) values
  ('super_admin', 'Super Administrator', 'executive', '["system:everything", "partners_admin:approve"]', 'IT'),
  ('finance_manager', 'Finance Manager', 'management', '["billing:view", "billing:approve"]', 'Finance'),
  ('viewer', 'Viewer', 'support', '["dashboard:view"]', null),
  ('empty', 'Not filled in yet', 'support', null, null);

insert into auth.users (id, aud, role, email) values
  ('a0000000-0000-4000-8000-000000000001', 'authenticated', 'authenticated', 'root@circletel.example'),
  ('a0000000-0000-4000-8000-000000000002', 'authenticated', 'authenticated', 'viewer@circletel.example'),
  ('a0000000-0000-4000-8000-000000000003', 'authenticated', 'authenticated', 'customer@example.com');
insert into admin_users (id, email, full_name, role, role_template_id, job_title) values
  ('a0000000-0000-4000-8000-000000000001', 'root@circletel.example', 'Root', 'super_admin', 'super_admin', 'Head of IT'),
  ('a0000000-0000-4000-8000-000000000002', 'viewer@circletel.example', 'Viewer', 'viewer', 'viewer', null);
insert into customers (id, auth_user_id, first_name, last_name, email, phone, id_number) values
  ('c0000000-0000-4000-8000-000000000001', 'a0000000-0000-4000-8000-000000000003', 'Ann', 'Customer', 'customer@example.com',
   '+27820000009', '8001015009087');
insert into coverage_leads (id, first_name, last_name, email, phone, address, status, lead_source, assigned_admin_id) values
  ('b0000000-0000-4000-8000-000000000001', 'First', 'Lead', 'one@example.com', '082 000 0001', '1 Road', 'new', 'website_form',
   'a0000000-0000-4000-8000-000000000001'),
  ('b0000000-0000-4000-8000-000000000002', 'Second', 'Lead', 'two@example.com', '082 000 0002', '2 Road', 'converted_to_order',
   'referral', null);
insert into orders (customer_id, lead_id) values
  ('c0000000-0000-4000-8000-000000000001', 'b0000000-0000-4000-8000-000000000002');
