-- Leads that a partner works (plan, 3.1): partner columns on CircleTel's coverage_leads, and the activities.
alter table coverage_leads
  add column if not exists assigned_partner_id uuid references partners (id) on delete restrict,
  add column if not exists partner_assigned_at timestamptz,
  add column if not exists partner_notes text,
  add column if not exists partner_last_contact timestamptz;

create table partner_lead_activities (
  id uuid primary key default gen_random_uuid(),
  lead_id uuid not null references coverage_leads (id) on delete restrict,
  partner_id uuid not null references partners (id) on delete restrict,
  activity_type text not null
    check (activity_type in ('call', 'email', 'meeting', 'quote_sent', 'follow_up', 'note')),
  subject text,
  description text,
  outcome text,
  next_action text,
  next_action_date timestamptz,
  created_by uuid not null default auth.uid() references auth.users (id) on delete restrict,
  created_at timestamptz not null default now()
);

-- A partner's list, newest first, with and without a status; the id makes the order total, so that pages walk by key.
create index coverage_leads_partner_created_idx on coverage_leads (assigned_partner_id, created_at desc, id desc);
create index coverage_leads_partner_status_created_idx
  on coverage_leads (assigned_partner_id, status, created_at desc, id desc);
-- The desk's list: all leads newest first, and those nobody works yet, oldest first.
create index coverage_leads_created_idx on coverage_leads (created_at desc, id desc);
create index coverage_leads_unassigned_idx on coverage_leads (created_at, id) where assigned_partner_id is null;
create index partner_lead_activities_lead_idx on partner_lead_activities (lead_id, created_at desc, id desc);
create index partner_lead_activities_partner_idx on partner_lead_activities (partner_id, created_at desc);

create index partner_lead_activities_created_by_idx on partner_lead_activities (created_by);

alter table partner_lead_activities enable row level security;

-- CircleTel's website goes on inserting leads as anon; reading and changing them goes through the portal's roles.
revoke select, update, delete, truncate, references, trigger on coverage_leads from anon, authenticated;
revoke all on partner_lead_activities from anon, authenticated, service_role;

grant select (
  id, customer_type, first_name, last_name, email, phone, company_name, address, suburb, city, province, postal_code,
  coordinates, lead_source, requested_service_type, requested_speed, budget_range, coverage_available,
  available_services, coverage_check_status, checked_at, location_type, requirements, contact_preference,
  best_contact_time, last_contacted_at, next_follow_up_at, status, converted_to_order_id, first_response_due_at,
  first_responded_at, zoho_sync_status, zoho_synced_at, assigned_partner_id, partner_assigned_at, partner_notes,
  partner_last_contact, created_at, updated_at
) on coverage_leads to authenticated;
grant update (status, partner_notes, partner_last_contact, next_follow_up_at, first_responded_at, updated_at)
  on coverage_leads to authenticated;
grant select on coverage_leads to portal_staff, service_role;
grant update (
  assigned_partner_id, partner_assigned_at, partner_notes, partner_last_contact, first_response_due_at,
  first_responded_at, updated_at
) on coverage_leads to portal_staff;
grant update (zoho_lead_id, zoho_synced_at, zoho_sync_status, zoho_sync_error) on coverage_leads to service_role;

create policy partners_view_assigned_leads on coverage_leads for select to authenticated
  using (assigned_partner_id = (select portal.lead_partner_id()));
-- Which status may follow which is a table in the leads feature; the wall here is what a partner may set at all, and
-- that a finished lead stays finished.
create policy partners_work_assigned_leads on coverage_leads for update to authenticated
  using (assigned_partner_id = (select portal.lead_partner_id()) and status <> 'converted_to_order')
  with check (
    assigned_partner_id = (select portal.lead_partner_id())
    and status in ('new', 'contacted', 'interested', 'not_interested', 'coverage_available', 'follow_up_scheduled', 'lost')
  );
create policy staff_view_leads on coverage_leads for select to portal_staff
  using ((select portal.staff_has_permission('partners_admin:assign_leads')) or (select portal.staff_has_permission('partners_admin:view_all')));
create policy staff_assign_leads on coverage_leads for update to portal_staff
  using ((select portal.staff_has_permission('partners_admin:assign_leads')))
  with check ((select portal.staff_has_permission('partners_admin:assign_leads')));

grant select (
  id, lead_id, partner_id, activity_type, subject, description, outcome, next_action, next_action_date, created_by,
  created_at
) on partner_lead_activities to authenticated, portal_staff, service_role;
grant insert (
  id, lead_id, partner_id, activity_type, subject, description, outcome, next_action, next_action_date
) on partner_lead_activities to authenticated;

create policy partners_view_own_activities on partner_lead_activities for select to authenticated
  using (partner_id = (select portal.lead_partner_id()));
create policy partners_add_activities on partner_lead_activities for insert to authenticated
  with check (
    partner_id = (select portal.lead_partner_id())
    and exists (select from coverage_leads l where l.id = lead_id and l.assigned_partner_id = partner_id)
  );
create policy staff_view_activities on partner_lead_activities for select to portal_staff
  using ((select portal.staff_has_permission('partners_admin:assign_leads')) or (select portal.staff_has_permission('partners_admin:view_all')));
