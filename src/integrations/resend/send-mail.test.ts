import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { MailError } from './errors';
import { sendMail } from './send-mail';

let server: Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address = started.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

async function attempt(baseUrl: string): Promise<unknown> {
  const mail = { from: 'a@b.test', to: 'secret@c.test', subject: 's', html: 'h', text: 't' };
  return sendMail({ apiKey: 're_x', baseUrl, idempotencyKey: 'k', timeoutMs: 300, ...mail }).catch(
    (error: unknown) => error,
  );
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

describe('sending a mail', () => {
  test.each([
    [429, 'rate_limit_exceeded', 'rate_limited', true],
    [429, 'daily_quota_exceeded', 'rate_limited', true],
    [500, 'internal_server_error', 'unavailable', true],
    [409, 'concurrent_idempotent_requests', 'unavailable', true],
    [409, 'invalid_idempotent_request', 'rejected', false],
    [422, 'validation_error', 'rejected', false],
    [403, 'invalid_api_key', 'auth', false],
    [401, 'some_new_name', 'auth', false],
    [403, 'validation_error', 'auth', false],
  ])('%i %s is %s, worth another attempt: %s', async (statusCode, name, kind, retryable) => {
    const url = await serve((_, response) => {
      response.writeHead(statusCode, { 'retry-after': '7' });
      response.end(JSON.stringify({ statusCode, name, message: 'about secret@c.test' }));
    });
    const error = await attempt(url);
    expect(error).toBeInstanceOf(MailError);
    expect(error).toMatchObject({ kind, retryable, code: name, retryAfterMs: 7_000 });
    expect(String(error)).not.toContain('secret@c.test');
  });

  test.each<[string, RequestListener]>([
    ['a service that does not answer', () => {}],
    ['a connection that breaks', (request) => request.socket.destroy()],
    ['an answer that is not Resend’s', (_, response) => response.end('{"ok":true}')],
    ['an error page of a proxy', (_, response) => response.writeHead(502).end('<html>')],
  ])('%s is worth another attempt', async (_, listener) => {
    expect(await attempt(await serve(listener))).toMatchObject({ kind: 'unavailable', retryable: true });
  });

  test('sends the key of the mail, so that a repeated attempt is recognised', async () => {
    let key: unknown;
    const url = await serve((request, response) => {
      key = request.headers['idempotency-key'];
      response.end('{"id":"m1"}');
    });
    expect(await attempt(url)).toEqual({ id: 'm1' });
    expect(key).toBe('k');
  });
});
