import { sql } from 'kysely';
import { MailError } from '@/integrations/resend/errors';
import { withSystem } from '@/platform/db/with-system';
import { log } from '@/platform/log/log';
import { composeMail, keyOf, type MailJob } from './compose-mail';
import { type MailService, type MailWords, OutgoingMail } from './mail-service';

/** Resend remembers a key for 24 hours; an attempt that may reach it later than that looks first. */
const KEY_TRUSTED_FOR_MS = 23 * 60 * 60 * 1000;

/** How far the mail service's clock may be behind ours, when mails of a time are looked through. */
const CLOCK_MARGIN_MS = 10 * 60 * 1000;

/** How Resend says that it has taken another mail under this key. */
const KEY_IS_USED = 'invalid_idempotent_request';

/**
 * Sends one mail of one event exactly once, however often and wherever it is interrupted:
 * 1. the mail is written and kept under its key, so that every attempt is the same mail, word for word;
 * 2. the time of the first attempt is kept before it is made;
 * 3. it is sent under the key, which the mail service recognises for 24 hours; later it is looked up before;
 * 4. what the service says is kept, and the mail's words are forgotten.
 *
 * @throws MailError while the service cannot take it: the job is tried again
 */
export async function sendMailOnce(service: MailService, words: MailWords, job: MailJob): Promise<void> {
  const key = keyOf(job);
  const kept = (await readKept(key)) ?? (await keep(key, job, words));
  if (!kept || kept.isSettled) return;
  const mail = OutgoingMail.parse(kept.content);
  if (kept.firstAttemptAt && Date.now() - kept.firstAttemptAt.getTime() > KEY_TRUSTED_FOR_MS) {
    const sent = await service.find(mail, new Date(kept.firstAttemptAt.getTime() - CLOCK_MARGIN_MS));
    if (sent) return complete(key, sent.id);
  }
  await noteAttempt(key);
  try {
    await complete(key, (await service.send(mail, key)).id);
  } catch (error) {
    if (!(error instanceof MailError) || error.kind !== 'rejected') throw error;
    await settleRefused(service, key, mail, error);
  }
}

type Kept = { content: unknown; firstAttemptAt: Date | null; isSettled: boolean };

function readKept(key: string): Promise<Kept | null> {
  return withSystem(async (tx) => {
    const row = await tx.db
      .selectFrom('partner_mails')
      .select(['content', 'first_attempt_at', 'sent_at', 'delivery_state'])
      .where('idempotency_key', '=', key)
      .executeTakeFirst();
    if (!row) return null;
    // A delivery event of the service may have said so before the answer of the attempt was kept.
    const isSettled = row.sent_at !== null || row.delivery_state === 'failed';
    return { content: row.content, firstAttemptAt: row.first_attempt_at, isSettled };
  });
}

/** Writes the mail and keeps it; of two who do so at once, the first one's words count. */
async function keep(key: string, job: MailJob, words: MailWords): Promise<Kept | null> {
  const composed = await composeMail(job, words);
  if (!composed) {
    log.info({ event: job.event, template: job.rule.template, to: job.rule.to }, 'a mail has no recipient; left out');
    return null;
  }
  await withSystem(async (tx) => {
    await tx.db
      .insertInto('partner_mails')
      .values({
        idempotency_key: key,
        partner_id: composed.partnerId,
        template: job.rule.template,
        recipient: composed.mail.to,
        content: JSON.stringify(composed.mail),
      })
      .onConflict((conflict) => conflict.column('idempotency_key').doNothing())
      .execute();
  });
  return readKept(key);
}

async function noteAttempt(key: string): Promise<void> {
  await withSystem(async (tx) => {
    await tx.db
      .updateTable('partner_mails')
      .set({ first_attempt_at: sql`coalesce(first_attempt_at, now())` })
      .where('idempotency_key', '=', key)
      .execute();
  });
}

async function complete(key: string, providerId: string): Promise<void> {
  await withSystem(async (tx) => {
    await tx.db
      .updateTable('partner_mails')
      .set({
        provider_id: providerId,
        sent_at: sql`coalesce(sent_at, now())`,
        content: null,
        delivery_state: sql`coalesce(delivery_state, 'sent')`,
      })
      .where('idempotency_key', '=', key)
      .execute();
  });
}

/** A mail that the service refuses will be refused again, so it is given up where the desk sees it. */
async function settleRefused(service: MailService, key: string, mail: OutgoingMail, error: MailError): Promise<void> {
  if (error.code === KEY_IS_USED) {
    // It took this mail before, as it was put by another version of the portal.
    const sent = await service.find(mail, new Date(Date.now() - 2 * KEY_TRUSTED_FOR_MS));
    if (sent) return complete(key, sent.id);
  }
  log.error({ err: error, key }, 'a mail was refused for good');
  await withSystem(async (tx) => {
    await tx.db
      .updateTable('partner_mails')
      .set({
        content: null,
        delivery_state: 'failed',
        delivery_detail: `The mail service refused it: ${error.code ?? 'no reason given'}`,
        delivery_at: sql`now()`,
      })
      .where('idempotency_key', '=', key)
      .execute();
  });
}
