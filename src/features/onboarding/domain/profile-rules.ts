import type { PartnerStatus } from './partner-status';

type Rule = { facts: boolean; bankDetails: boolean; why: string };

/** What a partner may change by itself, by status, with the sentence that explains it. The use cases ask this table. */
export const PROFILE_RULES: Record<PartnerStatus, Rule> = {
  pending: {
    facts: true,
    bankDetails: true,
    why: 'Until your first document is in you can correct everything here.',
  },
  under_review: {
    facts: false,
    bankDetails: true,
    why: 'We are comparing these details with your documents, so they stay as they are for now. If one is wrong, write to us.',
  },
  approved: {
    facts: false,
    bankDetails: true,
    why: 'These details were verified with your documents. If one changes, write to us and we check it anew.',
  },
  rejected: { facts: false, bankDetails: false, why: 'The application is closed, so nothing can be changed here.' },
  suspended: {
    facts: false,
    bankDetails: false,
    why: 'Your partnership is suspended, so nothing can be changed here for now.',
  },
};

/** How long payouts wait after an account was changed, so that its owner can object before money moves. */
export const BANK_COOLOFF_HOURS = 72;

/**
 * Whether payouts wait. The account that comes with an application replaces nothing and no payout is near; any other
 * change could be somebody else's.
 */
export function needsCooloff(status: PartnerStatus, hadAccount: boolean): boolean {
  return hadAccount || status === 'approved';
}
