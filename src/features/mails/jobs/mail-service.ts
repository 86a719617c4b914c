import { z } from 'zod';

/** A mail as it goes out, word for word. Kept until it is sent, so that every attempt is the same mail. */
export const OutgoingMail = z.object({
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  tags: z.array(z.object({ name: z.string(), value: z.string() })),
});
export type OutgoingMail = z.infer<typeof OutgoingMail>;

/** The mail service, as far as jobs need it. Both throw MailError. */
export type MailService = {
  /** Sends a mail; under the same key it is sent once within 24 hours. @returns the service's id of it */
  send: (mail: OutgoingMail, idempotencyKey: string) => Promise<{ id: string }>;
  /** Looks a mail up by recipient, subject and tags among those sent since then; null when there is none. */
  find: (mail: OutgoingMail, since: Date) => Promise<{ id: string } | null>;
};

/** What mails say that other features know: given by the worker, since features do not import each other. */
export type MailWords = {
  /** Hours within which CircleTel promised to decide. */
  promiseHours: number;
  /** Days after a rejection until the next application. */
  applyAgainAfterDays: number;
  /** "Proof of address" */
  documentLabel: (documentType: string) => string;
  /** A reviewer's reason from the list, in words for the partner; null for none. */
  documentReason: (code: string) => string | null;
  /** Whether a partner is asked for another copy of a document that does not count any more, and may hand it in. */
  isAskedAgain: (partner: MailedKind, documentType: string) => boolean;
  /** The last day on which a document is valid, in words, by the moment at which it expires. */
  lastValidDay: (expiresAt: Date) => string;
  /** What a lead is about, and where: "Fibre, 100 Mbps in Gardens, Cape Town". Never whose it is. */
  leadSummary: (lead: MailedLeadFacts) => string;
};

/** What says which documents a partner has to hand in. */
export type MailedKind = { status: string; entity_type: string | null; business_type: string };

/** Of a lead what a mail may tell. */
export type MailedLeadFacts = {
  suburb: string | null;
  city: string | null;
  province: string | null;
  requested_service_type: string | null;
  requested_speed: string | null;
};
