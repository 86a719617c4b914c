import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeConsentState } from '@/features/crm/consent-state';
import { openText } from '@/platform/crypto/seal';
import { signToken } from '@/platform/crypto/signed-token';
import { withUser } from '@/platform/db/with-user';
import { API, PAGES } from '@/shared/paths';
import { claimsOf } from '../../supabase/tests/people';
import type { TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const CODE = 'the-code-that-opens-everything';
const PLACE = { table: 'crm_connection', column: 'oauth_code', row: 'connection' };

let portal: TestPortal;
let admin: TestBrowser;

beforeAll(async () => {
  portal = await startTestPortal();
  admin = await portal.logIn('super_admin');
});
afterAll(() => portal.close());
beforeEach(async () => {
  await sql('update crm_connection set oauth_state = null, oauth_url = null, oauth_code = null');
  await sql('delete from partner_audit_log');
  await sql('delete from graphile_worker._private_jobs');
});

async function sql(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  return (await portal.stage.owner.query(text, values)).rows;
}
const connection = async () => (await sql('select oauth_state, oauth_url, oauth_code from crm_connection'))[0] ?? {};
const connect = () => admin.send('POST', apiPath(API.admin.integrationsConnect));
const comeBack = (query: Record<string, string>, browser = admin) =>
  browser.get(`${apiPath(API.admin.integrationsCallback)}?${new URLSearchParams(query).toString()}`);
const events = async () =>
  (await sql(`select payload->>'event' as event from graphile_worker._private_jobs order by id`)).map(
    (row) => row.event,
  );
const noticeOf = (reply: { headers: Headers }) => reply.headers.get('location');
const noticeAt = (result: string) => `${PAGES.admin.integrations}?consent=${result}`;

async function expectStale(query: Record<string, string>, browser = admin) {
  const before = await portal.fingerprint();
  const reply = await comeBack(query, browser);
  expect(reply.status).toBe(302);
  expect(noticeOf(reply)).toBe(noticeAt('stale'));
  expect(await portal.fingerprint()).toBe(before);
}

describe('a consent', () => {
  it('begins with a state, asks the worker for the address, and shows only one that may be opened', async () => {
    const begun = await connect();
    expect(begun).toMatchObject({ status: 200, body: { consent: { state: 'preparing', url: null } } });
    expect(await events()).toEqual(['crm.connection_requested']);
    const { oauth_state: state } = await connection();
    expect(begun.text).not.toContain(String(state));

    const consentAt = async (url: string) => {
      await sql('update crm_connection set oauth_url = $1', [url]);
      return (await admin.get(apiPath(API.admin.integrations))).body.consent;
    };
    for (const url of ['https://accounts.zoho.com/oauth?x=1', 'http://127.0.0.1:4000/authorize']) {
      expect(await consentAt(url)).toMatchObject({ state: 'ready', url });
    }
    for (const url of ['http://zoho.example/', 'javascript:alert(1)', 'not an address']) {
      expect(await consentAt(url)).toMatchObject({ state: 'preparing', url: null });
    }
  });

  it('is taken once: the code is sealed, the state is gone, and the worker is told', async () => {
    await connect();
    const { oauth_state: state } = await connection();
    const reply = await comeBack({ code: CODE, state: String(state) });
    expect([reply.status, noticeOf(reply), reply.headers.get('referrer-policy')]).toEqual([
      302,
      noticeAt('given'),
      'no-referrer',
    ]);
    const row = await connection();
    expect(row).toMatchObject({ oauth_state: null, oauth_url: null });
    expect(String(row.oauth_code)).not.toContain(CODE);
    expect(openText(String(row.oauth_code), PLACE)).toBe(CODE);
    expect(await events()).toEqual(['crm.connection_requested', 'crm.consent_given']);
    expect(await sql('select action, before, after from partner_audit_log order by id')).toEqual([
      { action: 'crm.consent_begun', before: null, after: null },
      { action: 'crm.consent_given', before: null, after: null },
    ]);
    await expectStale({ code: CODE, state: String(state) });
  });

  it('that was denied says so and is over', async () => {
    await connect();
    const { oauth_state: state } = await connection();
    const reply = await comeBack({ error: 'access_denied', code: CODE, state: String(state) });
    expect(noticeOf(reply)).toBe(noticeAt('denied'));
    expect(await connection()).toEqual({ oauth_state: null, oauth_url: null, oauth_code: null });
    expect(await events()).toEqual(['crm.connection_requested']);
    await expectStale({ code: CODE, state: String(state) });
  });

  it('with another state, an older one, or none at all writes nothing', async () => {
    await expectStale({ code: CODE, state: makeConsentState(portal.stage.userIds.super_admin, Date.now()) });
    await expectStale({ code: CODE });
    await connect();
    const { oauth_state: older } = await connection();
    await connect();
    const { oauth_state: state } = await connection();
    expect(state).not.toBe(older);
    for (const given of [String(older), '', 'null', `${String(state)}x`, String(state).slice(0, -1)]) {
      await expectStale({ code: CODE, state: given });
    }
  });

  it('that somebody else began, or that took too long, writes nothing', async () => {
    const foreign = makeConsentState(portal.stage.userIds.partner_manager, Date.now());
    await sql('update crm_connection set oauth_state = $1', [foreign]);
    await expectStale({ code: CODE, state: foreign });
    const old = makeConsentState(portal.stage.userIds.super_admin, Date.now() - 31 * 60_000);
    await sql('update crm_connection set oauth_state = $1', [old]);
    await expectStale({ code: CODE, state: old });
    const otherPurpose = signToken(
      'something else',
      { nonce: 'x', userId: portal.stage.userIds.super_admin },
      Date.now() + 60_000,
    );
    await sql('update crm_connection set oauth_state = $1', [otherPurpose]);
    await expectStale({ code: CODE, state: otherPurpose });
  });

  it('of two that come back at once is taken once', async () => {
    await connect();
    const { oauth_state: state } = await connection();
    const replies = await Promise.all([1, 2].map(() => comeBack({ code: CODE, state: String(state) })));
    expect(replies.map(noticeOf).toSorted()).toEqual([noticeAt('given'), noticeAt('stale')]);
    expect((await events()).filter((event) => event === 'crm.consent_given')).toHaveLength(1);
  });

  it('leaves its code unreadable to staff, and in no log', async () => {
    const written: string[] = [];
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
    try {
      await connect();
      const { oauth_state: state } = await connection();
      await comeBack({ code: CODE, state: String(state) });
      await comeBack({ code: CODE, state: 'wrong' });
    } finally {
      spy.mockRestore();
    }
    expect(written.join('')).not.toContain(CODE);
    for (const column of ['oauth_code', 'oauth_tokens', 'oauth_pending'] as const) {
      const read = withUser(claimsOf(portal.stage, 'super_admin'), (tx) =>
        tx.db.selectFrom('crm_connection').select(column).execute(),
      );
      await expect(read).rejects.toMatchObject({ code: '42501' });
    }
  });
});
