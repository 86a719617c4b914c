/** Every address of the portal. Nothing else writes one down: a convention test looks. */
export const PAGES = {
  home: '/',
  login: '/login',
  signup: '/signup',
  forgotPassword: '/forgot-password',
  resetPassword: '/reset-password',
  partner: {
    dashboard: '/partners',
    onboarding: '/partners/onboarding',
    verify: '/partners/onboarding/verify',
    leads: '/partners/leads',
    lead: (leadId: string) => `/partners/leads/${leadId}`,
    profile: '/partners/profile',
  },
  admin: {
    desk: '/admin',
    partners: '/admin/partners',
    partner: (partnerId: string) => `/admin/partners/${partnerId}`,
    leads: '/admin/coverage-leads',
  },
} as const;

/** Where the API is mounted. */
export const API_BASE = '/api';

/** API paths below API_BASE, with OpenAPI parameters. */
export const API = {
  health: '/health',
  ready: '/ready',
  metrics: '/metrics',
  openapi: '/openapi.json',
  auth: {
    signup: '/auth/signup',
    login: '/auth/login',
    logout: '/auth/logout',
    forgotPassword: '/auth/forgot-password',
    resetPassword: '/auth/reset-password',
    callback: '/auth/callback',
  },
  partners: {
    onboarding: '/partners/onboarding',
    onboardingDraft: '/partners/onboarding/draft',
    profile: '/partners/profile',
    bankDetails: '/partners/bank-details',
    consents: '/partners/consents',
    kycUpload: '/partners/kyc/upload',
    kycDocuments: '/partners/kyc/documents',
    leads: '/partners/leads',
    lead: '/partners/leads/{leadId}',
    leadActivities: '/partners/leads/{leadId}/activities',
  },
  admin: {
    partners: '/admin/partners',
    partner: '/admin/partners/{partnerId}',
    partnerApprove: '/admin/partners/{partnerId}/approve',
    partnerReject: '/admin/partners/{partnerId}/reject',
    partnerRevealBank: '/admin/partners/{partnerId}/reveal-bank',
    kycDocumentLink: '/admin/kyc/documents/{documentId}/link',
    leads: '/admin/coverage-leads',
    leadAssign: '/admin/coverage-leads/{leadId}/assign',
  },
} as const;
