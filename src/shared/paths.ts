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
    documents: '/admin/kyc/documents',
    document: (documentId: string) => `/admin/kyc/documents?document=${documentId}`,
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
    onboardingAgain: '/partners/onboarding/again',
    onboardingHistory: '/partners/onboarding/history',
    onboardingDraft: '/partners/onboarding/draft',
    profile: '/partners/profile',
    bankDetails: '/partners/bank-details',
    consents: '/partners/consents',
    kycUpload: '/partners/kyc/upload',
    kycUploads: '/partners/kyc/uploads',
    kycUploadPieces: '/partners/kyc/uploads/{uploadId}',
    kycUploadFinish: '/partners/kyc/uploads/{uploadId}/finish',
    kycDocuments: '/partners/kyc/documents',
    kycDocumentLink: '/partners/kyc/documents/{documentId}/link',
    leads: '/partners/leads',
    lead: '/partners/leads/{leadId}',
    leadActivities: '/partners/leads/{leadId}/activities',
  },
  kycFile: '/kyc/files/{token}',
  webhooks: { resend: '/webhooks/resend' },
  admin: {
    partners: '/admin/partners',
    partner: '/admin/partners/{partnerId}',
    partnerApprove: '/admin/partners/{partnerId}/approve',
    partnerReject: '/admin/partners/{partnerId}/reject',
    partnerSuspend: '/admin/partners/{partnerId}/suspend',
    partnerLift: '/admin/partners/{partnerId}/lift',
    partnerNotes: '/admin/partners/{partnerId}/notes',
    partnerRevealBank: '/admin/partners/{partnerId}/reveal-bank',
    kycDocumentLink: '/admin/kyc/documents/{documentId}/link',
    kycDocumentApprove: '/admin/kyc/documents/{documentId}/approve',
    kycDocumentReject: '/admin/kyc/documents/{documentId}/reject',
    leads: '/admin/coverage-leads',
    leadAssign: '/admin/coverage-leads/{leadId}/assign',
  },
} as const;
