/** What a mail about a partner tells. Times are ISO 8601. Whatever a stranger typed has been through typedText(). */
export type PartnerFacts = {
  partnerId: string;
  contactPerson: string;
  businessName: string;
  partnerNumber: string | null;
  /** True for a partner, false for an application. */
  isApproved: boolean;
  /** Why it was turned down; the desk's words. */
  reason: string | null;
  suspensionReason: string | null;
  /** When it may apply again; null unless it was turned down. */
  applyAgainFrom: string | null;
  /** The terms of applying, as they were accepted. */
  terms: { version: string; at: string } | null;
  /** When the bank details were changed, and until when nothing is paid out. */
  bankChangedAt: string | null;
  bankCoolOffUntil: string | null;
};

/** What a mail about one document tells. */
export type DocumentFacts = {
  /** "Proof of address" */
  label: string;
  /** Why it was not accepted; the reviewer's words. */
  reason: string | null;
  /** The last day on which it is valid, in words; null for a document that does not expire. */
  lastDay: string | null;
  /** Whether another one is to be handed in, and would be taken. */
  isAskedAgain: boolean;
};

/** What a mail about a lead tells: never who the customer is, since mail is read on the way. */
export type LeadFacts = {
  leadId: string;
  /** "Fibre, 100 Mbps in Gardens, Cape Town" */
  what: string;
  /** Until when the offer has to be answered; null when there is nothing to answer. */
  respondBy: string | null;
  /** Until when CircleTel promised a first contact; null when that is not promised, or done. */
  contactBy: string | null;
  /** The partner's own registration of the lead, or null. */
  claim: {
    receiptNumber: string;
    /** When the claim ends. */
    endsAt: string;
    /** Why it should last longer; the partner's words. */
    reason: string;
    isExtended: boolean;
  } | null;
};
