import type { Tone } from '@/ui/Alert';
import type { KycStatus, RequirementState } from '../domain/completeness';
import type { DocumentStatus } from '../domain/document-status';

export const REQUIREMENT_TONES: Record<RequirementState, Tone> = {
  missing: 'neutral',
  waiting: 'info',
  approved: 'success',
  rejected: 'danger',
  expired: 'warning',
};

export const REQUIREMENT_LABELS: Record<RequirementState, string> = {
  missing: 'Missing',
  waiting: 'Being checked',
  approved: 'Accepted',
  rejected: 'Not accepted',
  expired: 'Expired',
};

export const DOCUMENT_TONES: Record<DocumentStatus, Tone> = {
  pending: 'info',
  approved: 'success',
  rejected: 'danger',
  expired: 'warning',
  replaced: 'neutral',
};

export const KYC_TONES: Record<KycStatus, Tone> = {
  incomplete: 'neutral',
  submitted: 'info',
  verified: 'success',
  rejected: 'danger',
};
