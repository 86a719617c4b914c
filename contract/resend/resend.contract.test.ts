import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Resend } from 'resend';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MailError } from '@/integrations/resend/errors';
import { findMail } from '@/integrations/resend/find-mail';
import { sendMail } from '@/integrations/resend/send-mail';
import { type MailServer, startMail } from '../../sandbox/mail/server';

/**
 * One suite for the stand-in and for Resend itself: with RESEND_API_KEY set it sends to Resend's published test addresses
 * (https://resend.com/docs/dashboard/emails/send-test-emails), from EMAIL_FROM or Resend's own onboarding sender.
 */
const realKey = process.env.RESEND_API_KEY;
const from = (realKey && process.env.EMAIL_FROM) || 'Contract <onboarding@resend.dev>';

let mailbox: MailServer | null = null;
let dataDir: string | undefined;
let apiKey: string;
let baseUrl: string | undefined;

beforeAll(async () => {
  if (realKey) {
    apiKey = realKey;
    baseUrl = process.env.RESEND_BASE_URL || undefined;
  } else {
    dataDir = mkdtempSync(path.join(tmpdir(), 'mail-contract-'));
    mailbox = await startMail({ dataDir });
    ({ apiKey, url: baseUrl } = mailbox);
  }
});
afterAll(async () => {
  await mailbox?.close();
  if (dataDir) rmSync(dataDir, { recursive: true });
});

const mail = (to = 'delivered@resend.dev') => ({
  from,
  to,
  subject: 'Contract',
  html: '<p>Contract</p>',
  text: 'Contract',
});
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it was taken'),
    (error: unknown) => (error instanceof MailError ? error : expect.fail(String(error))),
  );

describe(`mail through ${realKey ? 'Resend' : 'the stand-in'}`, () => {
  test('a mail is taken and can be asked for by its id', async () => {
    const { id } = await sendMail({ apiKey, baseUrl, idempotencyKey: randomUUID(), ...mail() });
    const { data } = await new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl }).emails.get(id);
    expect(data).toMatchObject({ object: 'email', id, to: ['delivered@resend.dev'], subject: 'Contract' });
  });

  test('a repeated attempt with its key is the same mail', async () => {
    const idempotencyKey = randomUUID();
    const first = await sendMail({ apiKey, baseUrl, idempotencyKey, ...mail() });
    expect(await sendMail({ apiKey, baseUrl, idempotencyKey, ...mail() })).toEqual(first);
  });

  test('a mail whose answer was lost is found by recipient, subject and tags', async () => {
    const [subject, value] = [`Contract ${randomUUID()}`, randomUUID()];
    const tags = [{ name: 'contract', value }];
    const since = new Date(Date.now() - 60_000);
    const { id } = await sendMail({ apiKey, baseUrl, idempotencyKey: randomUUID(), ...mail(), subject, tags });
    const look = { apiKey, baseUrl, to: 'delivered@resend.dev', subject, since };
    await expect.poll(() => findMail({ ...look, tags }), { timeout: 20_000, interval: 1_000 }).toEqual({ id });
    expect(await findMail({ ...look, tags: [{ name: 'contract', value: 'another' }] })).toBeNull();
    expect(await findMail({ ...look, subject: `${subject}!`, tags })).toBeNull();
  });

  test('another mail under a used key is refused for good', async () => {
    const idempotencyKey = randomUUID();
    await sendMail({ apiKey, baseUrl, idempotencyKey, ...mail() });
    const error = await refusal(sendMail({ apiKey, baseUrl, idempotencyKey, ...mail(), subject: 'Other' }));
    expect(error).toMatchObject({ kind: 'rejected', retryable: false });
    expect(error.message).toContain('409 invalid_idempotent_request');
  });

  test('a malformed recipient is refused for good, and the error does not repeat it', async () => {
    const error = await refusal(sendMail({ apiKey, baseUrl, idempotencyKey: randomUUID(), ...mail('nobody-at-all') }));
    expect(error).toMatchObject({ kind: 'rejected', retryable: false });
    expect(error.message).toContain('422 validation_error');
    expect(error.message).not.toContain('nobody-at-all');
  });

  test('a wrong key is an operator’s problem', async () => {
    const error = await refusal(sendMail({ apiKey: 're_wrong', baseUrl, idempotencyKey: randomUUID(), ...mail() }));
    expect(error).toMatchObject({ kind: 'auth', retryable: false });
  });

  test('a batch gives one id for each mail, in order', async () => {
    const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
    const { data } = await resend.batch.send([mail(), mail('bounced@resend.dev')], { idempotencyKey: randomUUID() });
    expect(data?.data).toHaveLength(2);
    expect(new Set(data?.data.map((one) => one.id)).size).toBe(2);
  });
});
