import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API } from '@/shared/paths';
import { openPool } from '../../sandbox/supabase/database';
import { type Keys, loadKeys } from '../../sandbox/supabase/keys';
import type { TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, sessionIn, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const LEADS = apiPath(API.partners.leads);

let portal: TestPortal;
let pool: Pool;
let keys: Keys;

beforeAll(async () => {
  portal = await startTestPortal();
  pool = openPool(process.env.MIGRATION_DATABASE_URL ?? '');
  keys = await loadKeys(pool);
});
afterAll(async () => {
  await pool.end();
  await portal.close();
});

const seconds = () => Math.floor(Date.now() / 1000);
const claims = (more: object = {}) => ({
  sub: portal.stage.userIds.partner,
  aud: 'authenticated',
  role: 'authenticated',
  email: 'partner@example.com',
  iat: seconds(),
  exp: seconds() + 600,
  ...more,
});
const withToken = (token: string) => portal.visitor().get(LEADS, { authorization: `Bearer ${token}` });
const REFUSED = { status: 401, body: { code: 'unauthenticated' } };

describe('a token', () => {
  it('of the auth service is accepted', async () => {
    expect((await withToken(await keys.signAccessToken(claims()))).status).toBe(200);
  });

  it.each([
    ['is over', { exp: 1_700_000_000 }],
    ['is for another audience', { aud: 'somebody-else' }],
    ['has no audience', { aud: undefined }],
    ['is for another role', { role: 'service_role' }],
    ['names no user', { sub: undefined }],
    ['names a user that is no id', { sub: "' or true --" }],
    ['never ends', { exp: undefined }],
  ])('that %s is refused', async (_name, more) => {
    expect(await withToken(await keys.signAccessToken(claims(more)))).toMatchObject(REFUSED);
  });

  it('without a signature is refused', async () => {
    expect(await withToken(new UnsecuredJWT(claims()).encode())).toMatchObject(REFUSED);
  });

  it('signed by another key under the known key’s name is refused', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const header = { alg: 'ES256', kid: keys.jwks.keys[0]?.kid };
    expect(await withToken(await new SignJWT(claims()).setProtectedHeader(header).sign(privateKey))).toMatchObject(
      REFUSED,
    );
  });

  it('signed with the public key as a shared secret is refused', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(keys.jwks.keys[0]));
    const header = { alg: 'HS256', kid: keys.jwks.keys[0]?.kid };
    expect(await withToken(await new SignJWT(claims()).setProtectedHeader(header).sign(secret))).toMatchObject(REFUSED);
  });

  it('whose content was exchanged is refused, also right after the true one was believed', async () => {
    const token = await keys.signAccessToken(claims());
    expect((await withToken(token)).status).toBe(200);
    const [head, , signature] = token.split('.');
    const other = Buffer.from(JSON.stringify(claims({ sub: portal.stage.userIds.super_admin }))).toString('base64url');
    expect(await withToken(`${head}.${other}.${signature}`)).toMatchObject(REFUSED);
  });

  it.each(['', 'x', 'a.b.c', 'Bearer', '\u00e9\u00e9', 'x'.repeat(10_000)])('%j is refused', async (token) => {
    expect(await withToken(token)).toMatchObject(REFUSED);
  });

  it('that was believed ends when its time is over', async () => {
    const token = await keys.signAccessToken(claims({ exp: seconds() + 2 }));
    expect((await withToken(token)).status).toBe(200);
    await expect.poll(async () => (await withToken(token)).status, { timeout: 10_000 }).toBe(401);
  });

  it('of somebody unknown to the portal opens nothing', async () => {
    const stranger = claims({ sub: '00000000-0000-4000-8000-00000000dead' });
    expect((await withToken(await keys.signAccessToken(stranger))).status).toBe(403);
  });
});

describe('a cookie that is not ours counts as none', () => {
  const encode = (value: unknown) => `base64-${Buffer.from(JSON.stringify(value)).toString('base64url')}`;
  it.each([
    ['nonsense', 'nonsense'],
    ['half an escape', '%E0%A4%A'],
    ['no JSON', 'base64-AAAA'],
    ['no tokens', encode({})],
    ['tokens of another type', encode({ access_token: 5, refresh_token: {}, expires_at: 'x' })],
    ['a forged session', encode({ access_token: 'a.b.c', refresh_token: 'x', expires_at: 4_000_000_000 })],
    [
      'a session that is over, with an unknown refresh token',
      encode({ access_token: 'a.b.c', refresh_token: 'x', expires_at: 1 }),
    ],
  ])('%s', async (_name, value) => {
    expect(await portal.visitor().get(LEADS, { cookie: `portal-session=${value}` })).toMatchObject(REFUSED);
  });
});

describe('rights end at once', () => {
  it('a suspended partner’s leads are gone with its next request, and come back when it is approved again', async () => {
    const partner = await portal.logIn('partner');
    const setStatus = (status: string) =>
      portal.stage.owner.query('update partners set status = $1 where id = $2', [
        status,
        portal.stage.partnerIds.partner,
      ]);
    await setStatus('suspended');
    expect(await partner.get(LEADS)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await partner.get(apiPath(API.partners.lead, { leadId: portal.stage.leadId }))).status).toBe(403);
    await setStatus('approved');
    expect((await partner.get(LEADS)).status).toBe(200);
  });

  it('so are the rights of staff who left', async () => {
    const manager = await portal.logIn('partner_manager');
    expect((await manager.get(apiPath(API.admin.partners))).status).toBe(200);
    const { partner_manager: id } = portal.stage.userIds;
    await portal.stage.owner.query('update admin_users set is_active = false where id = $1', [id]);
    expect((await manager.get(apiPath(API.admin.partners))).status).toBe(403);
  });
});

/** Rewrites the session cookie so that the access token counts as over; the refresh token stays. */
function letExpire(browser: TestBrowser): void {
  const value = `base64-${Buffer.from(JSON.stringify({ ...sessionIn(browser), expires_at: 1 })).toString('base64url')}`;
  browser.cookies.clear();
  browser.cookies.set('portal-session', value);
}

describe('a session whose access token is over', () => {
  it('is renewed by the next request, and the answer carries the new cookies', async () => {
    const browser = await portal.logIn('partner');
    const old = sessionIn(browser);
    letExpire(browser);
    const reply = await browser.get(LEADS);
    expect(reply.status).toBe(200);
    for (const line of reply.headers.getSetCookie()) expect(line).toMatch(/HttpOnly; SameSite=Lax$/);
    const renewed = sessionIn(browser);
    expect(renewed.refresh_token).not.toBe(old.refresh_token);
    expect(renewed.expires_at).toBeGreaterThan(seconds());
    expect((await browser.get(LEADS)).headers.getSetCookie()).toEqual([]);
  });

  it('is renewed by several requests at once, each of which goes on', async () => {
    const browser = await portal.logIn('partner');
    letExpire(browser);
    const tabs = Array.from({ length: 4 }, () => browser.copy());
    const replies = await Promise.all(tabs.map((tab) => tab.get(LEADS)));
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    for (const tab of tabs) {
      letExpire(tab);
      expect((await tab.get(LEADS)).status).toBe(200);
    }
  });

  it('that was ended elsewhere is refused, and the browser forgets it', async () => {
    const browser = await portal.logIn('partner');
    const { rowCount } = await portal.stage.owner.query('delete from auth.sessions where user_id = $1', [
      portal.stage.userIds.partner,
    ]);
    expect(rowCount).toBeGreaterThan(0);
    letExpire(browser);
    expect(await browser.get(LEADS)).toMatchObject(REFUSED);
    expect(browser.cookies.size).toBe(0);
  });
});

describe('logging out', () => {
  it('clears the cookies, and the refresh token opens nothing any more', async () => {
    const browser = await portal.logIn('other_partner');
    const kept = browser.copy();
    const reply = await browser.send('POST', apiPath(API.auth.logout));
    expect(reply).toMatchObject({ status: 204, text: '' });
    expect(browser.cookies.size).toBe(0);
    letExpire(kept);
    expect(await kept.get(LEADS)).toMatchObject(REFUSED);
  });

  it('without a session is no error', async () => {
    expect((await portal.visitor().send('POST', apiPath(API.auth.logout))).status).toBe(204);
  });
});

describe('a request that another site sends is not carried out', () => {
  let browser: TestBrowser | undefined;
  it.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://portal.test.evil.example' }],
    [{ origin: 'http://portal.test:8080' }],
    [{ origin: 'https://evil.example', host: 'portal.test' }],
    [{ origin: '', 'sec-fetch-site': 'cross-site' }],
  ])('%j', async (headers) => {
    browser ??= await portal.logIn('partner');
    const before = await portal.fingerprint();
    const path = apiPath(API.partners.lead, { leadId: portal.stage.leadId });
    const reply = await browser.send('PATCH', path, { json: { status: 'contacted' }, headers });
    expect(reply).toMatchObject({ status: 403, body: { code: 'cross_origin' } });
    expect(await portal.fingerprint()).toBe(before);
    expect(await browser.send('POST', apiPath(API.auth.logout), { headers })).toMatchObject({ status: 403 });
    expect(browser.cookies.size).toBeGreaterThan(0);
  });
});

// Last: it takes the auth service away.
describe('while the auth service cannot be reached', () => {
  it('who is logged in goes on, a session to be renewed waits and is not lost, and logging out works', async () => {
    const [fresh, old, leaving] = await Promise.all([1, 2, 3].map(() => portal.logIn('compliance_officer')));
    if (!fresh || !old || !leaving) throw new Error('three browsers were opened');
    letExpire(old);
    letExpire(leaving);
    await portal.stopSupabase();
    const partners = apiPath(API.admin.partners);
    expect((await fresh.get(partners)).status).toBe(200);
    const reply = await old.get(partners);
    expect(reply).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(old.cookies.size).toBe(1);
    expect((await leaving.send('POST', apiPath(API.auth.logout))).status).toBe(204);
    expect(leaving.cookies.size).toBe(0);
    const login = { email: 'pending@example.com', password: 'whatever it is' };
    expect(await portal.visitor().post(apiPath(API.auth.login), login)).toMatchObject({
      status: 503,
      body: { code: 'unavailable' },
    });
  });
});
