-- The same table as src/platform/rbac/role-templates.ts. Where CircleTel has a template of that name already, it keeps
-- what it grants and gains what the portal needs.
insert into role_templates (id, name, description, level, permissions) values
  ('partner_registrant', 'Registrant', 'Signed in, has not applied yet', 'staff',
   '["partners:register"]'),
  ('partner_applicant', 'Applicant', 'Has applied and is not, or no longer, approved', 'staff',
   '["partners:view", "partners:view_own_data", "partners:update_profile"]'),
  ('partner_member', 'Partner team member', 'Works leads for an approved partner', 'staff',
   '["partners:view", "partners:view_own_data", "partners:manage_leads",
     "partners:access_resources", "dashboard:view", "customers:view", "orders:view",
     "products:view", "coverage:view"]'),
  ('sales_partner', 'Sales Partner', 'External sales partners managing leads and tracking commissions', 'staff',
   '["partners:view", "partners:view_own_data", "partners:manage_leads",
     "partners:access_resources", "dashboard:view", "customers:view", "orders:view",
     "products:view", "coverage:view", "partners:view_commissions", "partners:update_profile"]'),
  ('partner_manager', 'Partner Manager', 'Decides on applications and assigns leads', 'management',
   '["dashboard:view", "partners_admin:view_all", "partners_admin:approve", "partners_admin:reject",
     "partners_admin:assign_leads", "partners_admin:view_analytics", "kyc:view", "kyc:review",
     "customers:view", "orders:view", "products:view", "coverage:view"]'),
  ('compliance_officer', 'Compliance Officer', 'Verifies documents and reads the audit log', 'management',
   '["dashboard:view", "partners_admin:view_all", "kyc:view", "kyc:review", "audit:view"]'),
  ('finance_manager', 'Finance Manager', 'Manages commissions and releases payouts', 'management',
   '["dashboard:view", "partners_admin:view_all", "partners_admin:manage_commissions",
     "partners_admin:approve_payouts", "partners_admin:view_analytics", "customers:view",
     "orders:view", "products:view"]'),
  ('marketing_manager', 'Marketing Manager', 'Keeps the marketing material current', 'management',
   '["dashboard:view", "resources:manage", "products:view"]'),
  ('super_admin', 'Super Administrator', 'Everything that staff may do', 'executive',
   '["partners_admin:view_all", "partners_admin:approve", "partners_admin:reject",
     "partners_admin:assign_leads", "partners_admin:manage_commissions",
     "partners_admin:approve_payouts", "partners_admin:view_analytics", "kyc:view", "kyc:review",
     "dashboard:view", "customers:view", "orders:view", "products:view", "coverage:view",
     "resources:manage", "integrations:manage", "audit:view", "users:manage"]')
on conflict (id) do update set
  permissions = (
    select jsonb_agg(distinct p.permission order by p.permission)
    from jsonb_array_elements_text(role_templates.permissions || excluded.permissions) as p (permission)
  ),
  updated_at = now();
