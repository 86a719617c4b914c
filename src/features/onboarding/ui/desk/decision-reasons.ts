import { type DeskDecision, PARTNER_TRANSITIONS, type PartnerStatus } from '../../domain/partner-status';

export type Choice = {
  /** Whether there is a button at all: the status allows the decision and the viewer may make it. */
  offered: boolean;
  /** Why it cannot be made now, sentence by sentence; empty where nothing keeps it from being made. */
  reasons: readonly string[];
};

export type Choices = Record<DeskDecision, Choice>;

/**
 * Whether a decision may be made, by the table of transitions, the viewer's role, and what is missing. A decision that the
 * status rules out has no reason: the page says what was decided already.
 *
 * @param whoMay the roles that may, in words
 * @param missing what keeps the decision from being made, in sentences
 */
export function choiceFor(
  decision: DeskDecision,
  status: PartnerStatus,
  held: boolean,
  whoMay: string,
  missing: readonly string[] = [],
): Choice {
  if (!PARTNER_TRANSITIONS[status].staff[decision]) return { offered: false, reasons: [] };
  if (!held) return { offered: false, reasons: [`This is decided by: ${whoMay}.`] };
  return { offered: true, reasons: missing };
}

/** True when there is a button and it works. */
export const isPossible = ({ offered, reasons }: Choice): boolean => offered && reasons.length === 0;
