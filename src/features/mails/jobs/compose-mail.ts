import { z } from 'zod';
import type { EventName } from '@/events/catalog';
import { accountAddress } from '@/platform/auth/account-address';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { env, publicUrl } from '@/platform/env/env';
import { mailKey, tagsOf } from '../domain/mail-key';
import type { MailRule } from '../mail-table';
import { type MailFacts, renderMail } from '../render-mail';
import type { LeadFacts } from '../templates/facts';
import { type MailedPartner, partnerOfUser, readMailedDocument, readMailedLead, readMailedPartner } from './mail-facts';
import type { MailWords, OutgoingMail } from './mail-service';

/** One mail of one event, as it stands in the queue. */
export type MailJob = { eventId: string; event: EventName; rule: MailRule; payload: unknown };

/** Of an event's payload what mails are about; the catalogue has checked it already. */
const Subject = z.object({
  userId: z.uuid().optional(),
  partnerId: z.uuid().optional(),
  documentId: z.uuid().optional(),
  leadId: z.uuid().optional(),
  daysLeft: z.number().int().optional(),
});

/** A mail that is ready to be kept and sent; null where nobody is there to get it. */
export type Composed = { partnerId: string | null; mail: OutgoingMail } | null;

/** The key of a job's mail. */
export function keyOf({ eventId, rule, payload }: MailJob): string {
  const id = rule.once ? (Subject.parse(payload).userId ?? eventId) : eventId;
  return mailKey(id, rule.template);
}

/** Writes a mail: reads what it is about, finds its recipient, renders it. */
export async function composeMail(job: MailJob, words: MailWords): Promise<Composed> {
  const { userId, partnerId, documentId, leadId, daysLeft } = Subject.parse(job.payload);
  const found = await withSystem(async (tx) => ({
    partner: partnerId ? await readMailedPartner(tx, partnerId, words) : null,
    document: documentId ? await readMailedDocument(tx, documentId, words) : null,
    lead: leadId && partnerId ? await readMailedLead(tx, leadId, partnerId, words) : null,
    partnerId: partnerId ?? (await partnerIdOf(tx, userId)),
  }));
  const to = await recipientOf(job.rule, userId ?? found.partner?.userId, found.partner);
  if (!to || isAnswered(job, found.lead)) return null;
  const facts: MailFacts = {
    portalUrl: publicUrl(),
    promiseHours: words.promiseHours,
    agreementUrl: env().PARTNER_AGREEMENT_URL,
    daysLeft,
    leadId,
    ...(found.partner ? { partner: found.partner.facts } : {}),
    ...(found.document ? { document: found.document } : {}),
    ...(found.lead ? { lead: found.lead } : {}),
  };
  const rendered = await renderMail(job.rule.template, facts);
  return {
    partnerId: found.partnerId,
    mail: { from: env().EMAIL_FROM, to, ...rendered, tags: tagsOf(keyOf(job)) },
  };
}

/** True for an offer that was answered, or moved on, before its mail was written. */
function isAnswered({ rule }: MailJob, lead: LeadFacts | null): boolean {
  return rule.template === 'lead_offered' && !lead?.respondBy;
}

async function partnerIdOf(tx: Tx, userId: string | undefined): Promise<string | null> {
  return userId ? partnerOfUser(tx, userId) : null;
}

async function recipientOf(
  rule: MailRule,
  userId: string | undefined,
  partner: MailedPartner | null,
): Promise<string | null> {
  if (rule.to === 'desk') return env().DESK_EMAIL ?? null;
  if (rule.to === 'partner') return partner?.email ?? null;
  return userId ? accountAddress(userId) : null;
}
