import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { API } from '@/shared/paths';
import { startWebhookSender } from '../../sandbox/mail/webhook-sender';
import { keptMails, type MailStage, startMailStage } from '../../tools/testing/mail-stage';
import { runJobs } from '../../tools/testing/run-jobs';
import type { TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const PATH = apiPath(API.webhooks.resend);
const KEY = Buffer.from('0123456789abcdef01234567');
const SECRET = `whsec_${KEY.toString('base64')}`;

let portal: TestPortal;
let mails: MailStage;
let resend: TestBrowser;
/** The mail that deliveries are about. */
let mail: { id: string; tags: Record<string, string> };

beforeAll(async () => {
  process.env.RESEND_WEBHOOK_SECRET = SECRET;
  portal = await startTestPortal();
  mails = await startMailStage(portal.stage);
  resend = portal.visitor();
});
beforeEach(async () => {
  await portal.stage.owner.query('delete from partner_mails');
  await mails.emit('partner.suspension_lifted', { partnerId: portal.stage.partnerIds.partner });
  await runJobs();
  const message = (await mails.messages('person@example.com'))[0];
  mail = { id: message?.id ?? '', tags: Object.fromEntries((message?.tags ?? []).map((tag) => [tag.name, tag.value])) };
});
afterAll(async () => {
  await mails.close();
  await portal.close();
});

type Delivery = { id?: string; at?: Date; type?: string; occurredAt?: string; data?: Record<string, unknown> };

const bodyOf = ({ type = 'email.delivered', occurredAt = '2026-11-22T10:00:00.000Z', data = {} }: Delivery) =>
  JSON.stringify({
    type,
    created_at: occurredAt,
    data: { email_id: mail.id, to: ['x@y.test'], tags: mail.tags, ...data },
  });

function headersFor(body: string, { id = `msg_${randomUUID()}`, at = new Date() }: Delivery, key: Buffer = KEY) {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const signed = { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,${signature}` };
  return { 'content-type': 'application/json', ...signed };
}

/** Sends a delivery as Resend does: without a session. */
async function deliver(delivery: Delivery) {
  const raw = bodyOf(delivery);
  return resend.send('POST', PATH, { raw, headers: headersFor(raw, delivery) });
}

const state = async () => (await keptMails(portal.stage, 'suspension_lifted'))[0];
const deliveries = async () =>
  (
    await portal.stage.owner.query<{ delivery_id: string; handled_at: Date | null }>(
      `select delivery_id, handled_at from webhook_deliveries where source = 'resend' and delivery_id like 'msg_%'`,
    )
  ).rows;

describe('a delivery that does not prove that it comes from Resend is refused, and nothing is kept', () => {
  const now = () => new Date();
  it.each<[string, () => { raw: string; headers: Record<string, string> }, number]>([
    ['without a signature', () => ({ raw: bodyOf({}), headers: {} }), 401],
    ['signed with another secret', () => withKey(Buffer.from('another key')), 401],
    ['changed on the way', () => ({ raw: `${bodyOf({})} `, headers: headersFor(bodyOf({}), {}) }), 401],
    ['six minutes old', () => aged(-6), 401],
    ['of six minutes from now', () => aged(6), 401],
    ['that is no JSON', () => ({ raw: 'oops', headers: headersFor('oops', { at: now() }) }), 400],
    ['larger than the limit', () => padded(300 * 1024), 413],
  ])('%s', async (_, make, status) => {
    const before = await portal.fingerprint();
    const { raw, headers } = make();
    expect(await resend.send('POST', PATH, { raw, headers })).toMatchObject({ status });
    expect(await portal.fingerprint()).toBe(before);
  });

  function withKey(key: Buffer) {
    return { raw: bodyOf({}), headers: headersFor(bodyOf({}), {}, key) };
  }
  function aged(minutes: number) {
    return { raw: bodyOf({}), headers: headersFor(bodyOf({}), { at: new Date(Date.now() + minutes * 60_000) }) };
  }
  function padded(bytes: number) {
    const raw = bodyOf({ data: { padding: 'x'.repeat(bytes) } });
    return { raw, headers: headersFor(raw, {}) };
  }
});

describe('a delivery of Resend', () => {
  it('is kept and answered at once, and worked on later', async () => {
    expect(await deliver({ id: 'msg_first' })).toMatchObject({ status: 200, body: { taken: true } });
    expect(await deliveries()).toContainEqual({ delivery_id: 'msg_first', handled_at: null });
    expect(await state()).toMatchObject({ delivery_state: 'sent' });
    await runJobs();
    expect(await deliveries()).toContainEqual({ delivery_id: 'msg_first', handled_at: expect.any(Date) });
    expect(await state()).toMatchObject({ delivery_state: 'delivered' });
  });

  it('that comes again is answered alike and changes nothing', async () => {
    await deliver({
      id: 'msg_again',
      type: 'email.bounced',
      data: { bounce: { type: 'Permanent', message: 'Gone.' } },
    });
    await runJobs();
    const before = await portal.fingerprint();
    const replay = await deliver({
      id: 'msg_again',
      type: 'email.bounced',
      data: { bounce: { type: 'Permanent', message: 'Gone.' } },
    });
    expect(replay.status).toBe(200);
    await runJobs();
    expect(await portal.fingerprint()).toBe(before);
    expect(await state()).toMatchObject({ delivery_state: 'bounced', delivery_detail: 'Gone.' });
  });

  it('of each kind moves the state on and never back, in whatever order they come', async () => {
    const order = ['email.sent', 'email.delivery_delayed', 'email.delivered', 'email.complained'];
    for (const types of [order, order.toReversed()]) {
      await portal.stage.owner.query(`update partner_mails set delivery_state = 'sent'`);
      for (const type of types) await deliver({ type });
      await runJobs();
      expect(await state()).toMatchObject({ delivery_state: 'complained' });
    }
  });

  it('settles a mail whose answer was lost, so that it is not sent again', async () => {
    await portal.stage.owner.query(
      `update partner_mails set sent_at = null, provider_id = null, delivery_state = null, content = '{}'`,
    );
    await deliver({ type: 'email.sent', occurredAt: '2026-11-22T10:00:00.000Z' });
    await runJobs();
    expect(await state()).toMatchObject({
      provider_id: mail.id,
      sent_at: new Date('2026-11-22T10:00:00.000Z'),
      content: null,
      delivery_state: 'sent',
    });
  });

  it.each([
    ['about somebody else’s mail', { data: { email_id: randomUUID(), tags: {} } }],
    ['about a domain', { type: 'domain.updated' }],
    ['that says what nobody asked', { type: 'email.opened' }],
    ['without a mail', { data: { email_id: 7 } }],
  ])('%s is taken and changes no mail', async (_, delivery) => {
    const before = await state();
    expect((await deliver(delivery)).status).toBe(200);
    await runJobs();
    expect(await state()).toEqual(before);
    expect((await deliveries()).filter(({ handled_at: handledAt }) => handledAt === null)).toEqual([]);
  });
});

describe('the mailbox’s own deliveries', () => {
  it('are such as the portal takes', async () => {
    const queue = [{ id: 'msg_mailbox', payload: bodyOf({ type: 'email.bounced' }), attempts: 0 }];
    const taken: string[] = [];
    const store = {
      dueDeliveries: () => queue.splice(0),
      removeDelivery: (id: string) => taken.push(id),
      postponeDelivery: () => {},
    };
    // The sender asks nothing else of a store.
    const sender = startWebhookSender(store as never, { url: (await portal.listen()) + PATH, secret: SECRET });
    await expect.poll(() => taken).toEqual(['msg_mailbox']);
    await sender.stop();
    await runJobs();
    expect(await state()).toMatchObject({ delivery_state: 'bounced' });
  });
});
