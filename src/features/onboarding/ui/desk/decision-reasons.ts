import { PARTNER_STATUS_LABELS, PARTNER_TRANSITIONS, type PartnerStatus } from '../../domain/partner-status';

export type Choice = {
  possible: boolean;
  /** Why not; undefined where the page says what was decided anyway. */
  reason: string | undefined;
};

/** Statuses that are a decision already: the page shows it, with its reason or number. */
const DECIDED: ReadonlySet<PartnerStatus> = new Set(['approved', 'rejected']);

/** Whether a decision may be made, by the table of transitions and the viewer's role; where not, the reason in words. */
export function choiceFor(
  decision: 'approved' | 'rejected',
  status: PartnerStatus,
  held: boolean,
  whoMay: string,
): Choice {
  if (!Object.values(PARTNER_TRANSITIONS[status].staff).includes(decision)) {
    const from = PARTNER_STATUS_LABELS[status];
    const reason = `A partner that is “${from}” can no longer become “${PARTNER_STATUS_LABELS[decision]}”.`;
    return { possible: false, reason: DECIDED.has(status) ? undefined : reason };
  }
  if (!held) {
    return { possible: false, reason: `This is decided by: ${whoMay}.` };
  }
  return { possible: true, reason: undefined };
}
