import { ALL_PERMISSIONS, PERMISSIONS as P, type Permission } from './permissions';

export type RoleTemplate = { name: string; description: string; permissions: readonly Permission[] };

const PARTNER_MEMBER: readonly Permission[] = [
  P.PARTNERS.VIEW,
  P.PARTNERS.VIEW_OWN_DATA,
  P.PARTNERS.MANAGE_LEADS,
  P.PARTNERS.ACCESS_RESOURCES,
  P.DASHBOARD.VIEW,
  P.CUSTOMERS.VIEW,
  P.ORDERS.VIEW,
  P.PRODUCTS.VIEW,
  P.COVERAGE.VIEW,
];

/**
 * Who may do what. The database holds the same table in `role_templates` (migration
 * 20251027000007_seed_role_templates.sql); supabase/tests/conventions.test.ts keeps the two equal.
 *
 * The four partner_* and sales_partner templates are chosen by a partner's state, see portal.partner_template_id();
 * the others are given to a member of staff in `admin_users.role_template_id`.
 */
export const ROLE_TEMPLATES = {
  partner_registrant: {
    name: 'Registrant',
    description: 'Signed in, has not applied yet',
    permissions: [P.PARTNERS.REGISTER],
  },
  partner_applicant: {
    name: 'Applicant',
    description: 'Has applied and is not, or no longer, approved',
    permissions: [P.PARTNERS.VIEW, P.PARTNERS.VIEW_OWN_DATA, P.PARTNERS.UPDATE_PROFILE],
  },
  partner_member: {
    name: 'Partner team member',
    description: 'Works leads for an approved partner',
    permissions: PARTNER_MEMBER,
  },
  sales_partner: {
    name: 'Sales Partner',
    description: 'External sales partners managing leads and tracking commissions',
    permissions: [...PARTNER_MEMBER, P.PARTNERS.VIEW_COMMISSIONS, P.PARTNERS.UPDATE_PROFILE],
  },
  partner_manager: {
    name: 'Partner Manager',
    description: 'Decides on applications and assigns leads',
    permissions: [
      P.DASHBOARD.VIEW,
      P.PARTNERS_ADMIN.VIEW_ALL,
      P.PARTNERS_ADMIN.APPROVE,
      P.PARTNERS_ADMIN.REJECT,
      P.PARTNERS_ADMIN.ASSIGN_LEADS,
      P.PARTNERS_ADMIN.VIEW_ANALYTICS,
      P.KYC.VIEW,
      P.KYC.REVIEW,
      P.CUSTOMERS.VIEW,
      P.ORDERS.VIEW,
      P.PRODUCTS.VIEW,
      P.COVERAGE.VIEW,
    ],
  },
  compliance_officer: {
    name: 'Compliance Officer',
    description: 'Verifies documents and reads the audit log',
    permissions: [P.DASHBOARD.VIEW, P.PARTNERS_ADMIN.VIEW_ALL, P.KYC.VIEW, P.KYC.REVIEW, P.AUDIT.VIEW],
  },
  finance_manager: {
    name: 'Finance Manager',
    description: 'Manages commissions and releases payouts',
    permissions: [
      P.DASHBOARD.VIEW,
      P.PARTNERS_ADMIN.VIEW_ALL,
      P.PARTNERS_ADMIN.MANAGE_COMMISSIONS,
      P.PARTNERS_ADMIN.APPROVE_PAYOUTS,
      P.PARTNERS_ADMIN.VIEW_ANALYTICS,
      P.CUSTOMERS.VIEW,
      P.ORDERS.VIEW,
      P.PRODUCTS.VIEW,
    ],
  },
  marketing_manager: {
    name: 'Marketing Manager',
    description: 'Keeps the marketing material current',
    permissions: [P.DASHBOARD.VIEW, P.RESOURCES.MANAGE, P.PRODUCTS.VIEW],
  },
  super_admin: {
    name: 'Super Administrator',
    description: 'Everything that staff may do',
    permissions: ALL_PERMISSIONS.filter((permission) => !permission.startsWith('partners:')),
  },
} as const satisfies Record<string, RoleTemplate>;
