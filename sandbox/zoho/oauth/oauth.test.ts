import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestZoho, type TestZoho } from '../testing';

const REDIRECT = 'https://portal.example.test/callback';

let zoho: TestZoho;
beforeEach(async () => {
  zoho = await startTestZoho({ auth: 'oauth' });
});
afterEach(() => zoho.close());

async function register(name: string): Promise<string> {
  const body = JSON.stringify({ client_name: name, redirect_uris: [REDIRECT] });
  const reply: { client_id: string } = await (
    await fetch(`${zoho.url}/oauth/register`, { method: 'POST', body })
  ).json();
  return reply.client_id;
}

async function authorize(params: Record<string, string>): Promise<Response> {
  const address = `${zoho.url}/oauth/authorize?${new URLSearchParams(params)}`;
  return await fetch(address, { redirect: 'manual' });
}

describe('the authorisation page', () => {
  it('names who asks, and lets no name write HTML', async () => {
    const client_id = await register('<script>alert(1)</script>');
    const asked = { client_id, redirect_uri: REDIRECT, response_type: 'code', state: '"><b>' };
    const reply = await authorize({ ...asked, code_challenge: 'x', code_challenge_method: 'S256' });
    const page = await reply.text();
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toMatch(/<script>|<b>/);
    expect(page).toMatch(/<button[^>]*>Allow<\/button><button[^>]*>Refuse<\/button>/);
  });

  it('sends nobody to an address that the client has not registered', async () => {
    const client_id = await register('A client');
    for (const params of [
      { client_id, redirect_uri: 'https://elsewhere.example.test/' },
      { client_id: 'unknown', redirect_uri: REDIRECT },
    ]) {
      const reply = await authorize({ ...params, response_type: 'code' });
      expect(reply.status).toBe(400);
      expect(await reply.text()).toContain('cannot be trusted');
    }
  });

  it.each([
    ['without PKCE', { response_type: 'code' }, 'invalid_request'],
    [
      'with a plain challenge',
      { response_type: 'code', code_challenge: 'x', code_challenge_method: 'plain' },
      'invalid_request',
    ],
    ['for a token at once', { response_type: 'token' }, 'unsupported_response_type'],
  ])('refuses a request %s, and says so to the client', async (_name, params, error) => {
    const reply = await authorize({
      client_id: await register('A client'),
      redirect_uri: REDIRECT,
      ...params,
      state: 's',
    });
    expect(reply.status).toBe(302);
    expect(reply.headers.get('location')).toBe(`${REDIRECT}?error=${error}&state=s`);
  });

  it('registers no client without a way back, and gives no tokens to unknown ones', async () => {
    const post = async (path: string, body: string | URLSearchParams): Promise<unknown> =>
      await (await fetch(zoho.url + path, { method: 'POST', body })).json();
    expect(await post('/oauth/register', '{}')).toEqual({ error: 'invalid_redirect_uri' });
    expect(await post('/oauth/register', '{"redirect_uris":["javascript:1"]}')).toEqual({
      error: 'invalid_redirect_uri',
    });
    expect(await post('/oauth/token', new URLSearchParams({ client_id: 'x' }))).toEqual({ error: 'invalid_client' });
    const client_id = await register('A client');
    const grant = { client_id, grant_type: 'client_credentials' };
    expect(await post('/oauth/token', new URLSearchParams(grant))).toEqual({ error: 'unsupported_grant_type' });
  });

  it('exists only in the mode of OAuth', async () => {
    await zoho.close();
    zoho = await startTestZoho({ auth: 'key' });
    expect((await fetch(`${zoho.url}/.well-known/oauth-authorization-server`)).status).toBe(404);
    expect((await fetch(`${zoho.url}/oauth/authorize`)).status).toBe(404);
  });
});
