-- Tables that CircleTel's own systems bring along. On CircleTel's database they exist already and keep their columns,
-- policies and grants; elsewhere this makes them, with the columns the portal relies on, closed to everybody.
do $$
begin
  if to_regclass('public.role_templates') is null then
    create table role_templates (
      id text primary key,
      name text not null,
      description text,
      department text,
      level text not null default 'staff' check (level in ('executive', 'management', 'staff', 'support')),
      permissions jsonb not null default '[]'::jsonb,
      is_default boolean not null default false,
      is_active boolean not null default true,
      color text,
      icon text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    revoke all on role_templates from anon, authenticated;
  end if;

  if to_regclass('public.admin_users') is null then
    create table admin_users (
      id uuid primary key references auth.users (id) on delete restrict,
      email text not null unique,
      full_name text not null,
      role text not null default 'viewer',
      permissions jsonb not null default '{}'::jsonb,
      custom_permissions jsonb not null default '[]'::jsonb,
      role_template_id text references role_templates (id) on delete restrict,
      department text,
      job_title text,
      is_active boolean not null default true,
      last_login timestamptz,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    revoke all on admin_users from anon, authenticated;
  end if;

  if to_regclass('public.customers') is null then
    create table customers (
      id uuid primary key default gen_random_uuid(),
      auth_user_id uuid references auth.users (id) on delete set null,
      first_name text not null,
      last_name text not null,
      email text not null,
      phone text not null,
      id_number text,
      account_number text unique,
      account_type text not null default 'personal' check (account_type in ('personal', 'business', 'internal_test')),
      account_status text not null default 'active'
        check (account_status in ('active', 'suspended', 'cancelled', 'pending')),
      business_name text,
      business_registration text,
      tax_number text,
      whatsapp_consent boolean not null default false,
      whatsapp_consent_at timestamptz,
      whatsapp_consent_source text,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    revoke all on customers from anon, authenticated;
  end if;

  if to_regclass('public.products') is null then
    create table products (
      id uuid primary key default gen_random_uuid(),
      name text not null,
      slug text unique,
      sku text unique,
      service_type text not null,
      speed_down integer,
      speed_up integer,
      price numeric(14, 2) not null,
      promotion_price numeric(14, 2),
      promotion_months integer,
      customer_type text not null default 'consumer'
        check (customer_type in ('consumer', 'business', 'both', 'soho')),
      status text not null default 'draft' check (status in ('active', 'inactive', 'archived', 'draft')),
      base_price_zar numeric(14, 2),
      cost_price_zar numeric(14, 2),
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    revoke all on products from anon, authenticated;
  end if;

  if to_regclass('public.coverage_leads') is null then
    create type customer_type as enum ('consumer', 'smme', 'enterprise');
    create type lead_source as enum (
      'coverage_checker', 'business_inquiry', 'website_form', 'referral', 'marketing_campaign',
      'social_media', 'direct_sales', 'other', 'whatsapp_flow'
    );
    create type location_type as enum (
      'freestanding_home', 'complex', 'business_office', 'school_campus', 'estate', 'apartment'
    );
    create type coverage_check_status as enum ('pending', 'checking', 'complete', 'failed');
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
      coverage_available boolean,
      available_services jsonb,
      coverage_check_status coverage_check_status not null default 'pending',
      coverage_results jsonb,
      checked_at timestamptz,
      zone_id uuid,
      location_type location_type,
      requirements jsonb,
      lead_score numeric(5, 2),
      zoho_lead_id text,
      zoho_synced_at timestamptz,
      zoho_sync_status text default 'pending',
      zoho_sync_error text,
      contact_preference text default 'email',
      best_contact_time text,
      follow_up_notes text,
      last_contacted_at timestamptz,
      next_follow_up_at timestamptz,
      follow_up_count integer not null default 0,
      status text not null default 'new' check (
        status in (
          'new', 'contacted', 'interested', 'not_interested', 'coverage_available', 'converted_to_order', 'lost',
          'follow_up_scheduled'
        )
      ),
      converted_to_order_id uuid,
      assigned_admin_id uuid references admin_users (id) on delete restrict,
      first_response_due_at timestamptz,
      first_responded_at timestamptz,
      metadata jsonb,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    revoke all on coverage_leads from anon, authenticated;
  end if;

  if to_regclass('public.orders') is null then
    create table orders (
      id uuid primary key default gen_random_uuid(),
      order_number text unique,
      customer_id uuid references customers (id) on delete restrict,
      lead_id uuid references coverage_leads (id) on delete restrict,
      package_id uuid references products (id) on delete restrict,
      package_name text,
      package_price numeric(14, 2),
      installation_fee numeric(14, 2),
      order_status text not null default 'pending_payment' check (
        order_status in ('pending_payment', 'payment_received', 'crm_processing', 'confirmed', 'cancelled', 'failed')
      ),
      payment_status text not null default 'pending'
        check (payment_status in ('pending', 'paid', 'partial', 'failed', 'refunded')),
      activation_date date,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now()
    );
    revoke all on orders from anon, authenticated;
  end if;
end
$$;

alter table role_templates enable row level security;
alter table admin_users enable row level security;
alter table customers enable row level security;
alter table products enable row level security;
alter table coverage_leads enable row level security;
alter table orders enable row level security;
