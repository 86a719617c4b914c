import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, get } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Resend } from 'resend';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type MailServer, startMail } from './server';

let dataDir: string;
let mail: MailServer;
const mailTo = (to: string, subject = 'Hello') => ({
  from: 'Portal <portal@example.test>',
  to,
  subject,
  html: '<p>Hi</p>',
});

async function post(pathname: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${mail.url}${pathname}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${mail.apiKey}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

async function messages(query = ''): Promise<{ id: string; to: string[]; subject: string }[]> {
  return (await fetch(`${mail.url}/messages${query}`)).json();
}

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'mailbox-'));
  mail = await startMail({ dataDir });
});
afterEach(async () => {
  await mail.close();
  rmSync(dataDir, { recursive: true });
});

describe('sending', () => {
  test('a message is kept with what was given and found by its recipient', async () => {
    const email = { ...mailTo('Ann <ann@example.test>'), text: 'Hi', headers: { 'X-Ref': '7' } };
    await post('/emails', email);
    await post('/emails', mailTo('bob@example.test'));
    const found = await messages('?to=ANN@example.test');
    expect(found).toMatchObject([
      { to: ['Ann <ann@example.test>'], subject: 'Hello', text: 'Hi', headers: { 'X-Ref': '7' } },
    ]);
  });

  test('messages, the key and used idempotency keys survive a restart', async () => {
    const first = await post('/emails', mailTo('ann@example.test'), { 'idempotency-key': 'k1' });
    const { apiKey } = mail;
    await mail.close();
    mail = await startMail({ dataDir });
    expect(mail.apiKey).toBe(apiKey);
    expect(await post('/emails', mailTo('ann@example.test'), { 'idempotency-key': 'k1' })).toEqual(first);
    expect(await messages()).toHaveLength(1);
  });

  test('a key is forgotten after a day by the clock it was given', async () => {
    await mail.close();
    let aheadMs = 0;
    mail = await startMail({ dataDir, nowMs: () => Date.now() + aheadMs });
    const once = await post('/emails', mailTo('ann@example.test'), { 'idempotency-key': 'k1' });
    aheadMs = 23 * 3_600_000;
    expect(await post('/emails', mailTo('ann@example.test'), { 'idempotency-key': 'k1' })).toEqual(once);
    aheadMs = 25 * 3_600_000;
    expect(await post('/emails', mailTo('ann@example.test'), { 'idempotency-key': 'k1' })).not.toEqual(once);
    expect(await messages()).toHaveLength(2);
  });

  test('sent mails are listed page by page in both directions, without their content', async () => {
    for (const subject of ['1', '2', '3', '4', '5']) await post('/emails', mailTo('ann@example.test', subject));
    const list = async (query: string) => {
      const answer = await fetch(`${mail.url}/emails?${query}`, {
        headers: { authorization: `Bearer ${mail.apiKey}` },
      });
      return answer.json();
    };
    const first = await list('limit=2');
    expect(first).toMatchObject({ object: 'list', has_more: true, data: [{ subject: '5' }, { subject: '4' }] });
    expect(Object.keys(first.data[0])).not.toContain('html');
    const second = await list(`limit=2&after=${first.data[1].id}`);
    expect(second).toMatchObject({ has_more: true, data: [{ subject: '3' }, { subject: '2' }] });
    expect(await list(`limit=2&after=${second.data[1].id}`)).toMatchObject({
      has_more: false,
      data: [{ subject: '1' }],
    });
    expect(await list(`limit=2&before=${second.data[0].id}`)).toMatchObject({
      data: [{ subject: '5' }, { subject: '4' }],
    });
    expect(await list('limit=101')).toMatchObject({ statusCode: 422, name: 'validation_error' });
    expect(await list('after=nobody')).toMatchObject({ statusCode: 404 });
  });

  test('the same key with another body is refused and keeps nothing', async () => {
    await post('/emails', mailTo('ann@example.test'), { 'idempotency-key': 'k1' });
    const second = await post('/emails', mailTo('ann@example.test', 'Other'), { 'idempotency-key': 'k1' });
    expect(second).toMatchObject({ status: 409, body: { statusCode: 409, name: 'invalid_idempotent_request' } });
    expect(await messages()).toHaveLength(1);
  });

  test('a refused message does not use its key up', async () => {
    const refused = await post(
      '/emails',
      { ...mailTo('ann@example.test'), subject: undefined },
      { 'idempotency-key': 'k1' },
    );
    expect(refused).toMatchObject({
      status: 422,
      body: { name: 'missing_required_field', message: 'Missing `subject` field.' },
    });
    expect(await post('/emails', mailTo('ann@example.test'), { 'idempotency-key': 'k1' })).toMatchObject({
      status: 200,
    });
  });

  test.each([
    ['no JSON', 'oops', 400, 'validation_error'],
    ['an array', [], 422, 'validation_error'],
    ['a malformed recipient', mailTo('ann'), 422, 'validation_error'],
    ['neither text nor HTML', { ...mailTo('a@b.test'), html: undefined }, 422, 'missing_required_field'],
    ['an empty attachment', { ...mailTo('a@b.test'), attachments: [{ filename: 'x' }] }, 422, 'invalid_attachment'],
  ])('%s is refused in Resend’s shape and kept nowhere', async (_, body, status, name) => {
    expect(await post('/emails', body)).toMatchObject({ status, body: { statusCode: status, name } });
    expect(await messages()).toHaveLength(0);
  });

  test('a strict batch is sent as a whole or not at all', async () => {
    const batch = [mailTo('ann@example.test'), mailTo('nobody')];
    expect(await post('/emails/batch', batch)).toMatchObject({ status: 422 });
    expect(await messages()).toHaveLength(0);
    const permissive = await post('/emails/batch', batch, { 'x-batch-validation': 'permissive' });
    expect(permissive.body).toMatchObject({ data: [{}], errors: [{ index: 1 }] });
    expect(await messages()).toHaveLength(1);
  });

  test('nobody sends without the key', async () => {
    expect(await post('/emails', mailTo('ann@example.test'), { authorization: '' })).toMatchObject({ status: 401 });
    expect(await post('/emails', mailTo('ann@example.test'), { authorization: 'Bearer no' })).toMatchObject({
      status: 403,
    });
    expect(await messages()).toHaveLength(0);
  });
});

describe('faults', () => {
  const order = (kind: string | number, times = 1) => post('/faults', { kind, times });

  test('429 and 500 are answered as often as ordered, without sending', async () => {
    await order(429);
    await order('500');
    expect(await post('/emails', mailTo('ann@example.test'))).toMatchObject({
      status: 429,
      body: { name: 'rate_limit_exceeded' },
    });
    expect(await post('/emails', mailTo('ann@example.test'))).toMatchObject({ status: 500 });
    expect(await messages()).toHaveLength(0);
    expect(await post('/emails', mailTo('ann@example.test'))).toMatchObject({ status: 200 });
  });

  test.each([
    ['hang_after_accept', 1],
    ['hang_before_accept', 0],
    ['down', 0],
  ])('%s gives no answer and keeps %i messages', async (kind, kept) => {
    await order(kind);
    const call = fetch(`${mail.url}/emails`, {
      method: 'POST',
      headers: { authorization: `Bearer ${mail.apiKey}` },
      body: JSON.stringify(mailTo('ann@example.test')),
      signal: AbortSignal.timeout(500),
    });
    await expect(call).rejects.toThrow(/timeout|fetch failed/);
    expect(await messages()).toHaveLength(kept);
  });

  test('a name of another site that points to this machine reaches nothing', async () => {
    const status = await new Promise<number | undefined>((resolve) => {
      const { port } = new URL(mail.url);
      get({ port, host: '127.0.0.1', path: '/messages', headers: { host: 'evil.test' } }, (answer) =>
        resolve(answer.statusCode),
      );
    });
    expect(status).toBe(403);
  });
});

describe('pages', () => {
  test('text of a message is shown as text, and its HTML runs no script', async () => {
    const { body } = await post('/emails', { ...mailTo('ann@example.test', '<script>x</script>'), html: '<b>hi</b>' });
    expect(await (await fetch(mail.url)).text()).toContain('&lt;script&gt;x&lt;/script&gt;');
    const content = await fetch(`${mail.url}/messages/${body.id}/html`);
    expect(content.headers.get('content-security-policy')).toMatch(/^sandbox (?!.*allow-scripts).*default-src 'none'/);
    expect(await content.text()).toContain('<b>hi</b>');
  });
});

describe('webhooks', () => {
  test('events are signed so that the Resend package accepts them, and tried again until taken', async () => {
    const secret = `whsec_${Buffer.from('0123456789abcdef01234567').toString('base64')}`;
    const seen: unknown[] = [];
    let refusals = 1;
    const receiver = createServer((request, response) => {
      let payload = '';
      request.on('data', (part) => (payload += String(part)));
      request.on('end', () => {
        if (refusals-- > 0) return void response.writeHead(500).end();
        const header = (name: string) => String(request.headers[`svix-${name}`]);
        const headers = { id: header('id'), timestamp: header('timestamp'), signature: header('signature') };
        seen.push(new Resend('re_x').webhooks.verify({ payload, headers, webhookSecret: secret }));
        response.end();
      });
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const address = receiver.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    await mail.close();
    mail = await startMail({ dataDir, webhook: { url: `http://127.0.0.1:${port}/hook`, secret } });
    const { body } = await post('/emails', mailTo('gone@bounce.test'));
    await vi.waitFor(() => expect(seen).toHaveLength(2), { timeout: 10_000 });
    expect(seen).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'email.sent', data: expect.objectContaining({ email_id: body.id }) }),
        expect.objectContaining({ type: 'email.bounced', data: expect.objectContaining({ email_id: body.id }) }),
      ]),
    );
    receiver.close();
  });
});
