import { LEAD_STATUS_LABELS, type LeadStatus } from '@/shared/lead-status';
import type { Tone } from '@/ui/Alert';
import { StatusPill } from '@/ui/StatusPill';

const TONES: Record<LeadStatus, Tone> = {
  new: 'info',
  contacted: 'neutral',
  interested: 'warning',
  not_interested: 'neutral',
  coverage_available: 'info',
  converted_to_order: 'success',
  lost: 'neutral',
  follow_up_scheduled: 'neutral',
};

export function LeadStatusPill({ status, className }: { status: LeadStatus; className?: string }) {
  return (
    <StatusPill tone={TONES[status]} className={className}>
      {LEAD_STATUS_LABELS[status]}
    </StatusPill>
  );
}
