import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { CURRENT_TEXTS } from '@/features/onboarding/domain/consent-texts';
import { readApplicationGaps } from '@/features/onboarding/read-application-gaps';
import { findDuplicates } from '@/features/onboarding/read-duplicates';
import { withUser } from '@/platform/db/with-user';
import { log } from '@/platform/log/log';
import { API } from '@/shared/paths';
import { claimsOf, PEOPLE, type Person } from '../../supabase/tests/people';
import type { TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, PASSWORD, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const ONBOARDING = apiPath(API.partners.onboarding);
const DRAFT = apiPath(API.partners.onboardingDraft);
const BANK = apiPath(API.partners.bankDetails);
const CONSENTS = apiPath(API.partners.consents);
const PROFILE = apiPath(API.partners.profile);
const reveal = (partnerId: string) => apiPath(API.admin.partnerRevealBank, { partnerId });

const ID_NUMBER = '7503305044089';
const ACCOUNT = '62001234567';
const OTHER_ACCOUNT = '4055667788';
const FACTS = {
  business_name: 'Karoo Connect',
  business_type: 'company',
  entity_type: 'pty_ltd',
  registration_number: '2019/123456/07',
  contact_person: 'Thandi Nkosi',
  email: 'thandi@karoo.example',
  phone: '082 123 4567',
  street_address: '1 Long Street',
  city: 'Cape Town',
  province: 'Western Cape',
  postal_code: '8001',
};
const BANK_DETAILS = {
  bank_name: 'First National Bank (FNB)',
  account_holder: 'Karoo Connect (Pty) Ltd',
  account_type: 'cheque',
  branch_code: '250655',
};
const AGREED = CURRENT_TEXTS.map(({ purpose, version, required }) => ({ purpose, version, granted: required }));

// Every line is written, and kept here instead of on the terminal.
const logged = vi.hoisted(() => {
  process.env.LOG_LEVEL = 'trace';
  return [] as string[];
});

let portal: TestPortal;
beforeAll(async () => {
  // Where pino writes to; its types hide it behind a symbol.
  const { [pino.symbols.streamSym]: stream } = log as unknown as Record<symbol, { write(line: string): boolean }>;
  if (!stream) throw new Error('The log has no stream');
  vi.spyOn(stream, 'write').mockImplementation((line) => logged.push(line) > 0);
  portal = await startTestPortal();
});
afterAll(() => portal.close());

const one = async (statement: string, values: unknown[] = []) =>
  (await portal.stage.owner.query(statement, values)).rows[0];

/** Every table of the database in which text may stand, row by row, as text. */
async function dump(): Promise<string> {
  const { rows } = await portal.stage.owner.query<{ name: string }>(
    `select distinct format('%I.%I', c.table_schema, c.table_name) as name
     from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
       and c.data_type in ('text', 'character varying', 'json', 'jsonb', 'ARRAY', 'USER-DEFINED', 'bytea')`,
  );
  const texts: string[] = [];
  for (const { name } of rows) {
    const found = await portal.stage.owner.query<{ all: string | null }>(
      `select string_agg(t::text, E'\\n') as all from ${name} t`,
    );
    texts.push(found.rows[0]?.all ?? '');
  }
  return texts.join('\n');
}

/** How many rows a statement of the owner finds. */
async function count(statement: string, values: unknown[] = []): Promise<number> {
  return Number((await one(`select count(*) as n from (${statement}) found`, values)).n);
}

describe('a draft', () => {
  let phone: TestBrowser;
  let laptop: TestBrowser;
  beforeAll(async () => {
    phone = await portal.logIn('registrant');
    laptop = await portal.logIn('registrant');
    await portal.stage.owner.query('delete from partner_application_drafts');
  });

  it('is nothing at first, and comes back on another device as it was typed, the secret fields masked', async () => {
    expect((await phone.get(DRAFT)).body).toEqual({ draft: null });
    const fields = { business_name: 'Karoo', vat_number: 'not yet', phone: '082' };
    const saved = await phone.send('PUT', DRAFT, {
      json: { step: 'contact', fields, id_number: '750330 5044 089', account_number: ACCOUNT, version: 0 },
    });
    expect(saved).toMatchObject({ status: 200, body: { draft: { version: 1, saved_at: expect.any(String) } } });
    const reply = await laptop.get(DRAFT);
    expect(reply.body.draft).toMatchObject({
      step: 'contact',
      fields,
      id_number_last4: '4089',
      account_number_last4: '4567',
    });
    expect(reply.text).not.toContain('5044');
    expect(reply.text).not.toContain(ACCOUNT);
  });

  it('keeps secret fields in no readable form', async () => {
    const row = await one('select sealed, fields::text from partner_application_drafts where user_id = $1', [
      portal.stage.userIds.registrant,
    ]);
    expect(row.sealed).toMatch(/^v1\.test1\./);
    for (const secret of [ACCOUNT, ID_NUMBER, '750330']) expect(await dump()).not.toContain(secret);
  });

  it('that somebody saved meanwhile is not written over, and what was saved stands', async () => {
    const step = 'address';
    const first = await phone.send('PUT', DRAFT, { json: { step, fields: { city: 'From the phone' }, version: 1 } });
    expect(first.status).toBe(200);
    const late = await laptop.send('PUT', DRAFT, { json: { step, fields: { city: 'From the laptop' }, version: 1 } });
    expect(late).toMatchObject({ status: 409, body: { code: 'conflict' } });
    expect((await laptop.get(DRAFT)).body.draft).toMatchObject({
      version: 2,
      fields: { city: 'From the phone' },
      account_number_last4: '4567',
    });
  });

  it('of which two devices save the first or the next version at once is taken once', async () => {
    for (const version of [2, 3, 4]) {
      const replies = await Promise.all(
        [phone, laptop, phone, laptop].map((device, index) =>
          device.copy().send('PUT', DRAFT, { json: { step: 'bank', fields: { city: `${index}` }, version } }),
        ),
      );
      expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    }
  });

  it('is seen and changed by nobody else', async () => {
    const before = await portal.fingerprint();
    for (const person of PEOPLE.filter((name) => name !== 'anonymous' && name !== 'registrant')) {
      const other = await portal.logIn(person);
      expect((await other.get(DRAFT)).status).toBe(403);
      expect((await other.send('PUT', DRAFT, { json: { step: 'bank', fields: {}, version: 5 } })).status).toBe(403);
      expect((await other.send('DELETE', DRAFT)).status).toBe(403);
      const rows = await withUser(claimsOf(portal.stage, person), ({ db }) =>
        db
          .selectFrom('partner_application_drafts')
          .select('user_id')
          .execute()
          .catch((error: Error) => error.message),
      ).catch((error: Error) => error.message);
      expect(Array.isArray(rows) ? rows : []).toEqual([]);
    }
    expect((await portal.visitor().get(DRAFT)).status).toBe(401);
    expect(await portal.fingerprint()).toBe(before);
  });

  it.each([
    [{ step: 'nowhere', fields: {}, version: 0 }, 'step'],
    [{ step: 'bank', fields: { account_number: ACCOUNT }, version: 0 }, 'fields'],
    [{ step: 'bank', fields: { status: 'approved' }, version: 0 }, 'fields'],
    [{ step: 'bank', fields: { city: 'x'.repeat(401) }, version: 0 }, 'fields.city'],
    [{ step: 'bank', fields: { city: 'a\0b' }, version: 0 }, 'fields.city'],
    [{ step: 'bank', fields: {}, version: -1 }, 'version'],
    [{ step: 'bank', fields: {}, id_number: 7, version: 1 }, 'id_number'],
  ])('%j is refused by the name of the field', async (json, field) => {
    const before = await portal.fingerprint();
    const reply = await phone.send('PUT', DRAFT, { json });
    expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(Object.keys(reply.body.fields ?? {}).join()).toContain(field);
    expect(await portal.fingerprint()).toBe(before);
  });
});

describe('an application that is handed in', () => {
  let registrant: TestBrowser;
  let partnerId: string;
  beforeAll(async () => {
    registrant = await portal.logIn('registrant');
    const { version } = (await registrant.get(DRAFT)).body.draft as { version: number };
    await registrant.send('PUT', DRAFT, {
      json: { step: 'consent', fields: {}, id_number: '750330 5044 089', account_number: '620-012-34567', version },
    });
  });
  const whole = (changes: Record<string, unknown> = {}) => ({
    ...FACTS,
    ...BANK_DETAILS,
    consents: AGREED,
    from_draft: ['id_number', 'account_number'],
    ...changes,
  });

  it.each([
    ['a trust as a company', { entity_type: 'trust' }, 400, 'entity_type'],
    ['bank details without a branch', { branch_code: undefined }, 400, 'branch_code'],
    ['a wrong account', { account_number: '12' }, 400, 'account_number'],
    ['a wrong identity number', { id_number: '8503305044089' }, 400, 'id_number'],
    ['a consent that is missing', { consents: AGREED.slice(1) }, 400, 'consent_terms'],
    ['a consent that is refused', { consents: AGREED.map((c) => ({ ...c, granted: false })) }, 400, 'consent_privacy'],
    ['a purpose answered twice', { consents: [...AGREED.slice(1), ...AGREED.slice(1, 2)] }, 400, 'consents'],
  ])('with %s is refused by name, and nothing is kept', async (_what, changes, status, field) => {
    const before = await portal.fingerprint();
    const reply = await registrant.post(ONBOARDING, whole(changes));
    expect(reply).toMatchObject({ status, body: { code: 'invalid_request' } });
    expect(Object.keys(reply.body.fields ?? {})).toContain(field);
    expect(await portal.fingerprint()).toBe(before);
  });

  it('with a consent to a text that is not shown any more is refused', async () => {
    const reply = await registrant.post(
      ONBOARDING,
      whole({ consents: AGREED.map((c) => ({ ...c, version: '2001' })) }),
    );
    expect(reply).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  it('takes its secrets from the draft, seals them into its own row, and the draft is gone', async () => {
    const reply = await registrant.post(ONBOARDING, whole(), { 'user-agent': 'A phone' });
    expect(reply).toMatchObject({
      status: 201,
      body: { partner: { entity_type: 'pty_ltd', id_number_last4: '4089', account_number_last4: '4567' } },
    });
    expect(reply.text).not.toMatch(/v1\./);
    partnerId = (reply.body.partner as { id: string }).id;
    const row = await one('select id_number_sealed, account_number, bank_cooloff_until from partners where id = $1', [
      partnerId,
    ]);
    expect(row).toEqual({
      id_number_sealed: expect.stringMatching(/^v1\.test1\./),
      account_number: expect.stringMatching(/^v1\.test1\./),
      bank_cooloff_until: null,
    });
    expect(
      await count('select from partner_application_drafts where user_id = $1', [portal.stage.userIds.registrant]),
    ).toBe(0);
  });

  it('leaves its account number and its identity number in clear nowhere in the database', async () => {
    const everything = await dump();
    // The dump really holds what was handed in.
    expect(everything).toContain('Karoo Connect (Pty) Ltd');
    for (const secret of [ACCOUNT, ID_NUMBER, '750330 5044 089', '620-012-34567', '6200123456', '750330504408']) {
      for (const form of [
        secret,
        Buffer.from(secret).toString('base64').slice(0, -3),
        Buffer.from(secret).toString('hex'),
      ]) {
        expect(everything.includes(form), form).toBe(false);
      }
    }
  });

  it('stores every consent with version, time and where it came from', async () => {
    const { rows } = await portal.stage.owner.query(
      'select purpose, text_version as version, granted, user_agent, at from partner_consents where partner_id = $1 order by id',
      [partnerId],
    );
    expect(rows).toEqual(AGREED.map((consent) => ({ ...consent, user_agent: 'A phone', at: expect.any(Date) })));
  });

  it('lets nobody change or remove a consent, or write one for somebody else', async () => {
    const before = await portal.fingerprint();
    for (const person of ['registrant', 'pending', 'partner_manager', 'super_admin'] as const) {
      for (const statement of [
        'update partner_consents set granted = false',
        'delete from partner_consents',
        `insert into partner_consents (user_id, purpose, text_version, granted) values ('${portal.stage.userIds.partner}', 'terms', 'x', true)`,
      ]) {
        for (const role of ['as it is', 'portal_recorder']) {
          const attempt = withUser(claimsOf(portal.stage, person), async ({ db }) => {
            if (role !== 'as it is') await sql`select set_config('role', ${role}, true)`.execute(db);
            await sql.raw(statement).execute(db);
          });
          await expect(attempt, statement).rejects.toMatchObject({ code: '42501' });
        }
      }
    }
    expect(await portal.fingerprint()).toBe(before);
  });

  it('is audited without any of its numbers', async () => {
    const row = await one(
      `select after from partner_audit_log where partner_id = $1 and action = 'partner.registered'`,
      [partnerId],
    );
    expect(row.after).toMatchObject({ bank_details: true, id_number: true, consents: expect.any(Array) });
  });

  it('lacks nothing for its approval; one with the plan’s fields alone lacks bank details and consents', async () => {
    const gaps = (id: string) =>
      withUser(claimsOf(portal.stage, 'partner_manager'), (tx) => readApplicationGaps(tx, id));
    expect(await gaps(partnerId)).toEqual([]);
    expect(await gaps(portal.stage.partnerIds.pending)).toEqual([
      { kind: 'bank_details' },
      { kind: 'consent', purpose: 'terms' },
      { kind: 'consent', purpose: 'privacy' },
      { kind: 'consent', purpose: 'verification' },
    ]);
  });
});

describe('bank details', () => {
  const NEW = { ...BANK_DETAILS, account_number: OTHER_ACCOUNT };
  const change = (who: TestBrowser, json: object) => who.send('PUT', BANK, { json });

  it('given for the first time to an open application start no cool-off, and no mail says that they changed', async () => {
    const pending = await portal.logIn('pending');
    const reply = await change(pending, { ...NEW, account_number: ACCOUNT, password: PASSWORD });
    expect(reply).toMatchObject({
      status: 200,
      body: { partner: { account_number_last4: '4567', bank_cooloff_until: null } },
    });
    expect(await eventsAboutBanks()).toBe(0);
  });

  it('are not changed without the right password, and the refusal is at the field', async () => {
    const partner = await portal.logIn('partner');
    const before = await portal.fingerprint();
    for (const password of ['wrong', 'another wrong one']) {
      const reply = await change(partner, { ...NEW, password });
      expect(reply).toMatchObject({ status: 400, body: { fields: { password: expect.any(String) } } });
    }
    expect((await change(partner, NEW)).body.fields).toHaveProperty('password');
    expect((await change(partner, { ...NEW, branch_code: '1', password: PASSWORD })).body.fields).toHaveProperty(
      'branch_code',
    );
    expect(await portal.fingerprint()).toBe(before);
  });

  it('are changed with the password: payouts wait 72 hours, an event follows, no session is opened or lost', async () => {
    const partner = await portal.logIn('partner');
    const sessions = await count('select from auth.sessions');
    const cookies = partner.cookieHeader();
    const reply = await change(partner, { ...NEW, password: PASSWORD });
    expect(reply.status).toBe(200);
    expect(reply.text).not.toContain(OTHER_ACCOUNT);
    expect(reply.headers.getSetCookie()).toEqual([]);
    expect(partner.cookieHeader()).toBe(cookies);
    expect(await count('select from auth.sessions')).toBe(sessions);
    expect((await partner.get(ONBOARDING)).status).toBe(200);
    const row = await one(
      `select extract(epoch from bank_cooloff_until - bank_changed_at)::int as wait, account_number from partners where id = $1`,
      [portal.stage.partnerIds.partner],
    );
    expect(row).toEqual({ wait: 72 * 3600, account_number: expect.stringMatching(/^v1\.test1\./) });
    expect(await eventsAboutBanks()).toBe(1);
    expect(await dump()).not.toContain(OTHER_ACCOUNT);
  });

  it('are not to be guessed at: the sixth password within minutes is not even asked', async () => {
    const partner = await portal.logIn('other_partner');
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect((await change(partner, { ...NEW, password: `guess ${attempt}` })).status).toBe(400);
    }
    const reply = await change(partner, { ...NEW, password: PASSWORD });
    expect(reply).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('stay as they are for a suspended partner and for whoever has not applied', async () => {
    const suspended = await change(await portal.logIn('suspended'), { ...NEW, password: PASSWORD });
    expect(suspended).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const staff = await change(await portal.logIn('finance_manager'), { ...NEW, password: PASSWORD });
    expect(staff.status).toBe(403);
  });

  async function eventsAboutBanks(): Promise<number> {
    return count(`select from graphile_worker._private_jobs where payload->>'event' = 'partner.bank_details_changed'`);
  }
});

describe('an account number', () => {
  const reason = { reason: 'Payout of November to this account' };
  const finance: Person[] = ['finance_manager', 'super_admin'];
  it.each(PEOPLE.filter((person) => person !== 'anonymous' && !finance.includes(person)))(
    'is not opened for %s, by the API or by SQL in any role',
    async (person) => {
      const who = await portal.logIn(person);
      const before = await portal.fingerprint();
      const reply = await who.post(reveal(portal.stage.partnerIds.partner), reason);
      expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      for (const role of ['authenticated', 'portal_staff', 'portal_recorder']) {
        const rows = await withUser(claimsOf(portal.stage, person), async ({ db }) => {
          await sql`select set_config('role', ${role}, true)`.execute(db);
          return db.selectFrom('partners').select(['id', 'account_number']).execute();
        }).catch((error: { code?: string }) => {
          expect(error.code).toBe('42501');
          return [];
        });
        // The portal writes a partner's own row for it, sealed; nobody else's.
        const { rows: own } = await portal.stage.owner.query<{ id: string }>(
          'select partner_id as id from partner_members where user_id = $1',
          [portal.stage.userIds[person]],
        );
        expect(rows.filter(({ id }) => id !== own[0]?.id)).toEqual([]);
      }
      expect(await portal.fingerprint()).toBe(before);
    },
  );

  it('is not opened for a visitor, without a reason, or where there is none', async () => {
    expect((await portal.visitor().post(reveal(portal.stage.partnerIds.partner), reason)).status).toBe(401);
    const who = await portal.logIn('finance_manager');
    expect((await who.post(reveal(portal.stage.partnerIds.partner), { reason: 'why' })).body.fields).toHaveProperty(
      'reason',
    );
    expect((await who.post(reveal(portal.stage.partnerIds.suspended), reason)).status).toBe(404);
    expect((await who.post(reveal(portal.stage.userIds.partner), reason)).status).toBe(404);
    expect(await count(`select from partner_audit_log where action = 'partner.bank_details_revealed'`)).toBe(0);
  });

  it.each(finance)('is opened for %s with a reason, which is audited; nobody may keep the answer', async (person) => {
    const who = await portal.logIn(person);
    const reply = await who.post(reveal(portal.stage.partnerIds.partner), reason);
    expect(reply).toMatchObject({ status: 200, body: { account_number: OTHER_ACCOUNT, branch_code: '250655' } });
    expect(reply.headers.get('cache-control')).toBe('no-store');
    const row = await one(
      `select actor_id, after from partner_audit_log where action = 'partner.bank_details_revealed' order by id desc limit 1`,
    );
    expect(row).toEqual({
      actor_id: portal.stage.userIds[person],
      after: { ...reason, account_number_last4: '7788' },
    });
    expect(await dump()).not.toContain(OTHER_ACCOUNT);
  });
});

describe('who has applied', () => {
  it('corrects what it told until the first document is in, and not afterwards', async () => {
    const pending = await portal.logIn('pending');
    const reply = await pending.send('PUT', PROFILE, {
      json: { ...FACTS, phone: '+27 82 123 4567', vat_number: '', id_number: ID_NUMBER },
    });
    expect(reply).toMatchObject({ status: 200, body: { partner: { city: 'Cape Town', id_number_last4: '4089' } } });
    const row = await one(
      `select after from partner_audit_log where action = 'partner.profile_corrected' order by id desc limit 1`,
    );
    expect(row.after.changed).toContain('id_number');
    expect(JSON.stringify(row)).not.toContain('Cape Town');

    const partner = await portal.logIn('partner');
    const before = await portal.fingerprint();
    expect(await partner.send('PUT', PROFILE, { json: FACTS })).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect((await pending.send('PUT', PROFILE, { json: { ...FACTS, city: '' } })).body.fields).toHaveProperty('city');
    expect(await portal.fingerprint()).toBe(before);
  });

  it('gives consents later, takes marketing back, and not what the application rests on', async () => {
    const pending = await portal.logIn('pending');
    expect((await pending.post(CONSENTS, { consents: AGREED })).status).toBe(200);
    const marketing = AGREED.filter(({ purpose }) => purpose === 'marketing').map((c) => ({ ...c, granted: true }));
    expect((await pending.post(CONSENTS, { consents: marketing })).body.consents).toContainEqual(
      expect.objectContaining({ purpose: 'marketing', granted: true }),
    );
    const terms = AGREED.slice(0, 1).map((c) => ({ ...c, granted: false }));
    expect((await pending.post(CONSENTS, { consents: terms })).body.fields).toHaveProperty('consent_terms');
    const kept = (await pending.get(CONSENTS)).body.consents as { purpose: string; granted: boolean }[];
    expect(
      kept
        .filter(({ granted }) => granted)
        .map(({ purpose }) => purpose)
        .toSorted(),
    ).toEqual(['marketing', 'privacy', 'terms', 'verification']);
  });

  it('is found by the numbers that it shares with others, by staff only', async () => {
    const duplicates = (person: Person) =>
      withUser(claimsOf(portal.stage, person), (tx) => findDuplicates(tx, portal.stage.partnerIds.pending));
    const found = await duplicates('partner_manager');
    expect(found).toEqual([
      expect.objectContaining({
        business_name: 'Karoo Connect',
        shared: ['registration_number', 'id_number', 'account_number', 'phone'],
      }),
    ]);
    await expect(duplicates('pending')).rejects.toMatchObject({ code: '42501' });
  });
});

it('no line of the log holds a number that is secret, or a password', () => {
  log.info('the last line of this test');
  const lines = logged.join('\n');
  expect(lines).toContain('the last line of this test');
  for (const secret of [ACCOUNT, OTHER_ACCOUNT, ID_NUMBER, PASSWORD, 'thandi@karoo.example']) {
    expect(lines).not.toContain(secret);
  }
});
