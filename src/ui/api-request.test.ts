import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApiRequestError, apiRequest } from './api-request';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let answer: Answer;
let base: string;
const server = createServer((request, response) => answer(request, response));

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A TCP server that listens has an AddressInfo, not a pipe's name.
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const reply =
  (status: number, body: string, headers: Record<string, string> = {}): Answer =>
  (_, response) => {
    response.writeHead(status, headers).end(body);
  };

async function refusal(promise: Promise<unknown>): Promise<ApiRequestError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ApiRequestError) return error;
  throw new Error('The request was not refused.');
}

test('JSON goes out and comes back', async () => {
  answer = (request, response) => {
    let sent = '';
    request.on('data', (chunk) => {
      sent += String(chunk);
    });
    request.on('end', () =>
      response.end(
        JSON.stringify({ sent: JSON.parse(sent), type: request.headers['content-type'], method: request.method }),
      ),
    );
  };
  expect(await apiRequest('POST', `${base}/x`, { json: { a: 1 } })).toEqual({
    sent: { a: 1 },
    type: 'application/json',
    method: 'POST',
  });
});

test('an answer without content is undefined', async () => {
  answer = reply(204, '');
  expect(await apiRequest('POST', `${base}/x`)).toBeUndefined();
});

test('a refusal carries sentence, code, fields and the time to wait', async () => {
  answer = reply(
    429,
    JSON.stringify({ error: 'Slow down.', code: 'rate_limited', fields: { email: 'Again?', odd: 3 } }),
    {
      'retry-after': '240',
      'x-request-id': 'r-1',
    },
  );
  expect(await refusal(apiRequest('POST', `${base}/x`))).toMatchObject({
    status: 429,
    code: 'rate_limited',
    message: 'Slow down.',
    fields: { email: 'Again?' },
    retryAfterSeconds: 240,
    requestId: 'r-1',
  });
});

test("a proxy's error page becomes a sentence of ours", async () => {
  answer = reply(502, '<html>Bad gateway</html>');
  const error = await refusal(apiRequest('GET', `${base}/x`));
  expect(error).toMatchObject({ status: 502, code: 'http_502', fields: {} });
  expect(error.message).not.toContain('<');
});

test('success that cannot be read is an error, not an empty success', async () => {
  answer = reply(200, '<html></html>');
  expect(await refusal(apiRequest('GET', `${base}/x`))).toMatchObject({ status: 200, code: 'unreadable_answer' });
});

test('no answer says that nothing typed is lost', async () => {
  answer = (request) => request.socket.destroy();
  const error = await refusal(apiRequest('GET', `${base}/x`));
  expect(error).toMatchObject({ status: 0, code: 'network_unreachable' });
  expect(error.message).toMatch(/still here/);
});

test('a request that its caller stopped is told apart from a lost connection', async () => {
  answer = () => {};
  const stop = new AbortController();
  const pending = refusal(apiRequest('GET', `${base}/x`, { signal: stop.signal }));
  stop.abort();
  expect(await pending).toMatchObject({ code: 'request_aborted' });
});
