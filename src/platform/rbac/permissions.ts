/** Every permission of the portal, `{resource}:{action}`; the names are the plan's (1.1) and CircleTel's. */
export const PERMISSIONS = {
  PARTNERS: {
    VIEW: 'partners:view',
    REGISTER: 'partners:register',
    VIEW_OWN_DATA: 'partners:view_own_data',
    MANAGE_LEADS: 'partners:manage_leads',
    VIEW_COMMISSIONS: 'partners:view_commissions',
    ACCESS_RESOURCES: 'partners:access_resources',
    UPDATE_PROFILE: 'partners:update_profile',
  },
  PARTNERS_ADMIN: {
    VIEW_ALL: 'partners_admin:view_all',
    APPROVE: 'partners_admin:approve',
    REJECT: 'partners_admin:reject',
    ASSIGN_LEADS: 'partners_admin:assign_leads',
    MANAGE_COMMISSIONS: 'partners_admin:manage_commissions',
    APPROVE_PAYOUTS: 'partners_admin:approve_payouts',
    VIEW_ANALYTICS: 'partners_admin:view_analytics',
  },
  KYC: { VIEW: 'kyc:view', REVIEW: 'kyc:review' },
  DASHBOARD: { VIEW: 'dashboard:view' },
  CUSTOMERS: { VIEW: 'customers:view' },
  ORDERS: { VIEW: 'orders:view' },
  PRODUCTS: { VIEW: 'products:view' },
  COVERAGE: { VIEW: 'coverage:view' },
  RESOURCES: { MANAGE: 'resources:manage' },
  INTEGRATIONS: { MANAGE: 'integrations:manage' },
  AUDIT: { VIEW: 'audit:view' },
  USERS: { MANAGE: 'users:manage' },
} as const;

type Groups = typeof PERMISSIONS;
type ValuesOf<T> = T[keyof T];
export type Permission = ValuesOf<{ [G in keyof Groups]: ValuesOf<Groups[G]> }>;

export const ALL_PERMISSIONS: readonly Permission[] = Object.values(PERMISSIONS).flatMap((group) =>
  Object.values(group),
);
