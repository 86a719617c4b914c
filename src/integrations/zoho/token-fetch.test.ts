import { describe, expect, it } from 'vitest';
import { expiryOf, tokenFetch, tokenRefusal } from './token-fetch';

const SECRET = 'a-token-that-nobody-may-see';
const post = { method: 'POST', body: `refresh_token=${SECRET}` };

function answering(status: number, body: string): Promise<Response> {
  return tokenFetch(() => Promise.resolve(new Response(body, { status })), 1000)(
    `https://example.test/${SECRET}`,
    post,
  );
}

describe('a request to an authorisation server', () => {
  it.each([
    [400, { error: 'invalid_grant', error_description: SECRET }, { kind: 'auth', code: 'INVALID_GRANT' }],
    [401, { error: 'invalid_client' }, { kind: 'auth', code: 'INVALID_CLIENT' }],
    [200, { error: 'invalid_code' }, { kind: 'auth', code: 'INVALID_CODE' }],
    [400, { error: SECRET }, { kind: 'auth', code: 'TOKEN_REFUSED' }],
    [400, { error: 'invalid_scope' }, { kind: 'misconfigured', code: 'INVALID_SCOPE' }],
    [400, { error: 'temporarily_unavailable' }, { kind: 'unavailable', code: 'TEMPORARILY_UNAVAILABLE' }],
    [429, { error: 'invalid_grant' }, { kind: 'rate_limited', code: 'HTTP_429' }],
    [503, { error: 'invalid_grant' }, { kind: 'unavailable', code: 'HTTP_503' }],
    [307, {}, { kind: 'misconfigured', code: 'HTTP_307' }],
  ])('that is answered %d %j fails as %j, and repeats nothing of it', async (status, body, expected) => {
    const error = await answering(status, JSON.stringify(body)).catch((caught: unknown) => caught);
    expect(error).toMatchObject(expected);
    expect(String(error)).not.toContain(SECRET);
  });

  it('that comes too often is to come later, however Zoho puts it', () => {
    const description = 'You have made too many requests continuously. Please try again after some time.';
    expect(tokenRefusal('Access Denied', description)).toMatchObject({ kind: 'rate_limited', retryable: true });
  });

  it('that succeeds is given on as it is, and a document that is only read may be missing', async () => {
    expect(await (await answering(200, '{"access_token":"x"}')).json()).toEqual({ access_token: 'x' });
    const read = tokenFetch(() => Promise.resolve(new Response('{"error":"not found"}', { status: 404 })), 1000);
    expect((await read('https://example.test/', {})).status).toBe(404);
  });

  it('gives up when nobody answers', async () => {
    const silent = tokenFetch(
      (_url, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new DOMException('too late', 'TimeoutError')));
        }),
      10,
    );
    await expect(silent('https://example.test/', post)).rejects.toMatchObject({ kind: 'unavailable', code: 'TIMEOUT' });
  });
});

describe('the end of a token', () => {
  it('is never later than in an hour, whatever unit the server counts in', () => {
    const inSeconds = (life: number): number => Math.round(((expiryOf(life)?.getTime() ?? 0) - Date.now()) / 1000);
    expect(inSeconds(60)).toBe(60);
    expect(inSeconds(3600)).toBe(3600);
    expect(inSeconds(3_600_000)).toBe(3600);
    expect(expiryOf(undefined)).toBeNull();
  });
});
