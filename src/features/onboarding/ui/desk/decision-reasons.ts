import { PARTNER_STATUS_LABELS, PARTNER_TRANSITIONS, type PartnerStatus } from '../../domain/partner-status';

export type Choice = { possible: boolean; reason: string | undefined };

/** What each status says when a decision cannot follow it. */
const CLOSED: Partial<Record<PartnerStatus, string>> = {
  approved: 'This partner is approved already.',
  rejected: 'This application has been turned down; that decision is final.',
  suspended: 'A suspended partner can be approved again, but its application is no longer open to be rejected.',
};

/** Whether a decision may be made, by the table of transitions and the viewer's role; where not, the reason in words. */
export function choiceFor(
  decision: 'approved' | 'rejected',
  status: PartnerStatus,
  held: boolean,
  whoMay: string,
): Choice {
  if (!PARTNER_TRANSITIONS[status].staff.includes(decision)) {
    return { possible: false, reason: CLOSED[status] ?? `“${PARTNER_STATUS_LABELS[status]}” cannot become this.` };
  }
  if (!held) {
    const deed = decision === 'approved' ? 'Approving' : 'Rejecting';
    return { possible: false, reason: `${deed} is open to: ${whoMay}.` };
  }
  return { possible: true, reason: undefined };
}
