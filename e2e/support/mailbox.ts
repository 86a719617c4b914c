import { expect } from '@playwright/test';
import { z } from 'zod';
import { services } from './services';

const Mail = z.object({
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string().nullable(),
  html: z.string().nullable(),
});
type Mail = z.infer<typeof Mail>;

/** The mails that an address got, the newest first. */
async function mailsTo(address: string): Promise<Mail[]> {
  const answer = await fetch(`${services.mail}/messages?to=${encodeURIComponent(address)}`);
  return z.array(Mail).parse(await answer.json());
}

/** Waits for a mail with these words in its subject, and returns it. */
export async function mailTo(address: string, subject: RegExp): Promise<Mail> {
  const find = async () => (await mailsTo(address)).find((mail) => subject.test(mail.subject));
  await expect.poll(find, { message: `a mail to ${address} about ${subject}` }).toBeDefined();
  const mail = await find();
  if (!mail) throw new Error('The mail was taken out of the mailbox');
  return mail;
}

/** The first link of a mail, as a person would click it. */
function linkIn(mail: Mail): string {
  const link = /href="([^"]+)"/.exec(mail.html ?? '')?.[1] ?? /https?:\/\/\S+/.exec(mail.text ?? '')?.[0];
  if (!link) throw new Error(`There is no link in “${mail.subject}”`);
  return link.replaceAll('&amp;', '&');
}

/** The link of the mail that somebody got for signing up. */
export async function linkMailedTo(address: string): Promise<string> {
  return linkIn(await mailTo(address, /confirm/i));
}
