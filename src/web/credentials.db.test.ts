import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { API, PAGES } from '@/shared/paths';
import type { Reply, TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, PASSWORD, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const { signup, login, forgotPassword, resetPassword } = API.auth;

let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal({ mailIntervalS: 0 });
});
beforeEach(() => portal.stage.owner.query('truncate portal_rate_limits'));
afterAll(() => portal.close());

/** Opens the newest link mailed to the address, as the browser that asked for it would. */
async function follow(
  browser: TestBrowser,
  address: string,
  change: (callback: URL) => void = () => {},
): Promise<Reply> {
  const verified = await fetch(await portal.mailedLink(address), { redirect: 'manual' });
  const callback = new URL(verified.headers.get('location') ?? 'absent:');
  change(callback);
  return browser.get(`${callback.pathname}${callback.search}`);
}

describe('attempts are counted', () => {
  const attempt = {
    signup: (account: string) => sendTo(signup, { email: `${account}@example.org`, password: 'a good password' }),
    login: (account: string) => sendTo(login, { email: `${account}@example.org`, password: 'a good password' }),
    forgot: (account: string) => sendTo(forgotPassword, { email: `${account}@example.org` }),
  };
  const sendTo = (path: string, json: object) => portal.visitor().post(apiPath(path), json);

  async function expectLimited(reply: Reply): Promise<void> {
    expect(reply).toMatchObject({
      status: 429,
      body: { code: 'rate_limited', error: expect.stringContaining('Please wait') },
    });
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  }

  it.each([
    ['signup', 5],
    ['login', 10],
    ['forgot', 4],
  ] as const)(
    '%s: %d for one account, however it is spelt, and no further; another account goes on',
    async (route, limit) => {
      const send = attempt[route];
      for (let n = 0; n < limit; n += 1) expect((await send(n % 2 === 0 ? 'someone' : 'SomeOne')).status).not.toBe(429);
      const calls = vi.spyOn(globalThis, 'fetch');
      await expectLimited(await send('someone'));
      expect(calls).not.toHaveBeenCalled();
      calls.mockRestore();
      expect((await send('another')).status).not.toBe(429);
    },
  );

  it.each([
    ['signup', 30],
    ['login', 100],
    ['forgot', 30],
  ] as const)('%s: %d from one address of the network, whatever the account', async (route, limit) => {
    const send = (n: number) => attempt[route](`visitor${n}`);
    const replies: Reply[] = [];
    for (let n = 0; n < limit; n += 1) replies.push(await send(n));
    expect(replies.filter(({ status }) => status === 429)).toEqual([]);
    await expectLimited(await send(limit));
  });

  it('reset: ten for one account', async () => {
    const partner = await portal.logIn('partner');
    for (let n = 0; n < 10; n += 1) {
      expect((await partner.post(apiPath(resetPassword), { password: `a password ${n}` })).status).toBe(403);
    }
    await expectLimited(await partner.post(apiPath(resetPassword), { password: 'a password more' }));
  });

  it('callback: five for one code, and a hundred from one address of the network; beyond, the log-in page says so', async () => {
    const calls = vi.spyOn(globalThis, 'fetch');
    const open = async (code: string) =>
      (await portal.visitor().get(`${apiPath(API.auth.callback)}?code=${code}`)).headers.get('location');
    for (let n = 0; n < 5; n += 1) expect(await open('one')).not.toContain('too-many');
    calls.mockClear();
    expect(await open('one')).toBe(`${PAGES.login}?notice=too-many`);
    for (let n = 0; n < 94; n += 1) expect(await open(`code-${n}`)).not.toContain('too-many');
    expect(await open('another')).toBe(`${PAGES.login}?notice=too-many`);
    expect(calls).not.toHaveBeenCalled();
    calls.mockRestore();
  });

  it('of several at the same moment none slips through', async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, () => attempt.forgot('someone')));
    expect(replies.filter(({ status }) => status === 202)).toHaveLength(4);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(8);
  });

  it('and the counters hold no address', async () => {
    await portal.visitor().post(apiPath(login), { email: 'someone@example.org', password: 'a password' });
    const { rows } = await portal.stage.owner.query<{ key: string }>('select key from portal_rate_limits');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ key }) => /someone|example|@/i.test(key))).toEqual([]);
  });
});

describe('nobody learns whether an address has an account', () => {
  /** What of an answer, and of the work behind it, could tell. */
  async function observed(send: () => Promise<Reply>) {
    const calls = vi.spyOn(globalThis, 'fetch');
    const reply = await send();
    const asked = calls.mock.calls.map(
      ([input, init]) => `${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`,
    );
    calls.mockRestore();
    const { requestId: _random, ...body } = reply.body;
    const cookies = reply.headers
      .getSetCookie()
      .map((line) => line.replace(/[\w-]*=[^;]*/, (pair) => String(pair.length)));
    return { status: reply.status, body, headers: [...reply.headers.keys()], cookies, asked };
  }
  const post = (path: string, json: object) => () => portal.visitor().post(apiPath(path), json);

  it('by signing up', async () => {
    const password = 'a very good password';
    const unknown = await observed(post(signup, { email: 'unknown@example.com', password }));
    expect(unknown).toMatchObject({ status: 202 });
    expect(await observed(post(signup, { email: 'partner@example.com', password }))).toEqual(unknown);
    // Signed up a moment ago and not confirmed yet.
    expect(await observed(post(signup, { email: 'unknown@example.com', password }))).toEqual(unknown);
  });

  it('by asking for a new password', async () => {
    const unknown = await observed(post(forgotPassword, { email: 'nobody@example.com' }));
    expect(unknown).toMatchObject({ status: 202 });
    expect(await observed(post(forgotPassword, { email: 'partner@example.com' }))).toEqual(unknown);
    expect((await portal.mailedLink('nobody@example.com')).href).toBe('absent:');
  });

  it('by logging in with a wrong password, or before the address was confirmed', async () => {
    const password = 'not the password';
    const unknown = await observed(post(login, { email: 'nobody@example.com', password }));
    expect(unknown).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
    expect(await observed(post(login, { email: 'partner@example.com', password }))).toEqual(unknown);
    await post(signup, { email: 'waiting@example.com', password: 'a very good password' })();
    expect(await observed(post(login, { email: 'waiting@example.com', password }))).toEqual(unknown);
  });

  it('but the audit log knows who signed up: the new account, once, and nothing of one that was there', async () => {
    await portal.stage.owner.query('delete from partner_audit_log');
    const password = 'a very good password';
    expect((await post(signup, { email: 'audited@example.com', password })()).status).toBe(202);
    expect((await post(signup, { email: 'partner@example.com', password })()).status).toBe(202);
    const { rows } = await portal.stage.owner.query(
      `select a.action, a.actor_id, a.actor_kind, a.entity, u.email from partner_audit_log a
       left join auth.users u on u.id = a.entity_id`,
    );
    const row = { action: 'account.signed_up', actor_id: null, actor_kind: 'system', entity: 'account' };
    expect(rows).toEqual([{ ...row, email: 'audited@example.com' }]);
  });

  it('and signing up again changes neither password nor session of the account', async () => {
    await post(signup, { email: 'partner@example.com', password: 'another good password' })();
    expect((await post(login, { email: 'partner@example.com', password: 'another good password' })()).status).toBe(401);
    expect((await post(login, { email: 'partner@example.com', password: PASSWORD })()).status).toBe(200);
  });
});

describe('what is typed is checked by name', () => {
  it.each([
    [signup, { email: 'x@example.org', password: 'short' }, 'password'],
    [signup, { email: 'x@example.org', password: 'é'.repeat(40) }, 'password'],
    [signup, { email: 'no address', password: 'a very good password' }, 'email'],
    [signup, { password: 'a very good password' }, 'email'],
    [signup, { email: `${'x'.repeat(250)}@example.org`, password: 'a very good password' }, 'email'],
    [signup, { email: 'a\0b@example.org', password: 'a very good password' }, 'email'],
    [login, { email: 'x@example.org', password: '' }, 'password'],
    [login, { email: ['x@example.org'], password: 'x' }, 'email'],
    [login, { email: 'x@example.org', password: 'x'.repeat(201) }, 'password'],
    [forgotPassword, {}, 'email'],
  ])('%s with %j', async (path, json, field) => {
    const reply = await portal.visitor().post(apiPath(path), json);
    expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(Object.keys(reply.body.fields ?? {})).toEqual([field]);
  });
});

const ELSEWHERE = [
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '/..//evil.example',
  '/.//evil.example',
  '/partners/../..//evil.example',
  '/%2e%2e//evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'javascript:alert(1)',
  'evil.example',
  ' //evil.example',
];

describe('after logging in nobody is led to another host', () => {
  it.each(ELSEWHERE)('by next = %j', async (next) => {
    await portal.stage.owner.query('truncate portal_rate_limits');
    const reply = await portal
      .visitor()
      .post(apiPath(login), { email: 'partner@example.com', password: PASSWORD, next });
    expect(reply.status).toBe(200);
    const target = new URL(String(reply.body.redirectTo), 'http://portal.test');
    expect(target.origin).toBe('http://portal.test');
    expect(reply.body.redirectTo).toMatch(/^\/(?!\/)/);
  });

  it('but to the page of the portal that was wanted, with its query', async () => {
    const next = `${PAGES.partner.leads}?status=new&page=2`;
    const reply = await portal
      .visitor()
      .post(apiPath(login), { email: 'partner@example.com', password: PASSWORD, next });
    expect(reply.body).toEqual({ redirectTo: next });
  });

  it('nor by the link in a mail, whatever was put into it', async () => {
    const browser = portal.visitor();
    await browser.post(apiPath(signup), { email: 'linked@example.org', password: 'a very good password' });
    const reply = await follow(browser, 'linked@example.org', (callback) =>
      callback.searchParams.set('next', '/..//evil.example'),
    );
    expect(reply.status).toBe(302);
    expect(reply.headers.get('location')).toBe(PAGES.partner.dashboard);
    for (const next of ELSEWHERE) {
      const { headers } = await browser.get(
        `${apiPath(API.auth.callback)}?code=wrong&next=${encodeURIComponent(next)}`,
      );
      expect(headers.get('location')).toMatch(/^\/login\?/);
    }
  });
});

describe('a new password', () => {
  const NEW = 'an even better password';

  it('is not for a session that a password opened, nor for one beside which somebody else’s token is held', async () => {
    const browser = portal.visitor();
    await browser.post(apiPath(forgotPassword), { email: 'other_partner@example.com' });
    expect((await follow(browser, 'other_partner@example.com')).headers.get('location')).toBe(PAGES.resetPassword);
    const partner = await portal.logIn('partner');
    const before = await portal.stage.owner.query('select encrypted_password from auth.users order by id');
    const borrowed = { authorization: `Bearer ${portal.accessToken(browser)}` };
    for (const headers of [{}, borrowed]) {
      const reply = await partner.post(apiPath(resetPassword), { password: NEW }, headers);
      expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
    expect(await portal.visitor().post(apiPath(resetPassword), { password: NEW })).toMatchObject({ status: 401 });
    expect((await portal.stage.owner.query('select encrypted_password from auth.users order by id')).rows).toEqual(
      before.rows,
    );
  });

  it('is set through the link in the mail, once; every other session of the account ends', async () => {
    const elsewhere = await portal.logIn('pending');
    const browser = portal.visitor();
    await browser.post(apiPath(forgotPassword), { email: 'pending@example.com' });
    await follow(browser, 'pending@example.com');
    expect((await browser.post(apiPath(resetPassword), { password: 'short' })).body).toMatchObject({
      fields: { password: expect.any(String) },
    });
    expect(await browser.post(apiPath(resetPassword), { password: NEW })).toMatchObject({ status: 200 });
    const again = await follow(portal.visitor(), 'pending@example.com');
    expect(again.headers.get('location')).toMatch(/^\/login\?notice=expired/);
    const logIn = (password: string) =>
      portal.visitor().post(apiPath(login), { email: 'pending@example.com', password });
    expect((await logIn(PASSWORD)).status).toBe(401);
    expect((await logIn(NEW)).status).toBe(200);
    const { rows } = await portal.stage.owner.query(
      'select count(*)::int as sessions from auth.sessions where user_id = $1',
      [portal.stage.userIds.pending],
    );
    // The browser that set it, and the log-in just now; `elsewhere` is gone.
    expect(rows).toEqual([{ sessions: 2 }]);
    expect(elsewhere.cookies.size).toBeGreaterThan(0);
  });
});
