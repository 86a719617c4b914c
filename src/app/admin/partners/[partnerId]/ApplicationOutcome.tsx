import type { Partner } from '@/features/onboarding/schema';
import { Alert } from '@/ui/Alert';
import { RelativeTime } from '@/ui/RelativeTime';

/** What was decided: the partner's number, or the reason that the partner reads. */
export function ApplicationOutcome({ partner }: { partner: Partner }) {
  if (partner.status === 'approved') {
    return (
      <Alert
        tone="success"
        className="mb-5"
        title={
          <>
            Partner number <span className="font-mono">{partner.partner_number}</span>
          </>
        }
      >
        {partner.approved_at ? (
          <>
            Approved <RelativeTime value={partner.approved_at} opens="start" />.
          </>
        ) : null}
        {partner.approval_notes ? ` Notes: ${partner.approval_notes}` : ''}
      </Alert>
    );
  }
  if (partner.status === 'rejected') {
    return (
      <Alert tone="danger" className="mb-5" title="This application was turned down">
        {partner.rejected_at ? (
          <>
            Decided <RelativeTime value={partner.rejected_at} opens="start" />.{' '}
          </>
        ) : null}
        The partner reads this reason: {partner.approval_notes}
      </Alert>
    );
  }
  if (partner.status === 'suspended') {
    return (
      <Alert tone="warning" className="mb-5" title="This partner is suspended">
        {partner.suspended_at ? (
          <>
            Since <RelativeTime value={partner.suspended_at} opens="start" />.{' '}
          </>
        ) : null}
        The partner reads this reason: {partner.suspension_reason}
      </Alert>
    );
  }
  return null;
}
