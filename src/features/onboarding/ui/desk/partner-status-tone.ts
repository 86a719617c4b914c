import type { Tone } from '@/ui/Alert';
import type { PartnerStatus } from '../../domain/partner-status';

/** How each status of an application looks on the desk: what waits for us stands out, what waits for the partner does not. */
export const PARTNER_STATUS_TONES: Record<PartnerStatus, Tone> = {
  pending: 'neutral',
  under_review: 'info',
  approved: 'success',
  rejected: 'danger',
  suspended: 'warning',
};
