import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API } from '@/shared/paths';
import type { TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const PATH = apiPath(API.partners.onboarding);
const APPLICATION = {
  business_name: 'Karoo Connect',
  business_type: 'company',
  registration_number: '2019/123456/07',
  vat_number: '4123456789',
  contact_person: 'Thandi Nkosi',
  email: 'thandi@karoo.example',
  phone: '082 123 4567',
  street_address: '1 Long Street',
  city: 'Cape Town',
  province: 'Western Cape',
  postal_code: '8001',
};
const REQUIRED = [
  'business_name',
  'business_type',
  'contact_person',
  'email',
  'phone',
  'street_address',
  'city',
  'province',
  'postal_code',
];

let portal: TestPortal;
let registrant: TestBrowser;
let before: string;

beforeAll(async () => {
  portal = await startTestPortal();
  registrant = await portal.logIn('registrant');
  before = await portal.fingerprint();
});
afterAll(() => portal.close());

async function expectRefused(body: unknown, fields: string[]): Promise<void> {
  const reply = await registrant.post(PATH, body);
  expect(reply).toMatchObject({ status: 400, body: { code: 'invalid_request', error: expect.any(String) } });
  expect(Object.keys(reply.body.fields ?? {})).toEqual(fields);
  expect(await portal.fingerprint()).toBe(before);
}

describe('an application that is not complete is refused by the name of each faulty field, and nothing is kept', () => {
  it.each(REQUIRED)('without %s', (field) => expectRefused({ ...APPLICATION, [field]: undefined }, [field]));
  it.each(REQUIRED)('with an empty %s', (field) => expectRefused({ ...APPLICATION, [field]: '' }, [field]));
  it.each(REQUIRED)('with a number as %s', (field) => expectRefused({ ...APPLICATION, [field]: 7 }, [field]));
  it.each(REQUIRED)('with a NUL in %s', (field) => expectRefused({ ...APPLICATION, [field]: 'ab\0cd' }, [field]));
  it.each([
    ['registration_number', '19/1/07'],
    ['vat_number', '5123456789'],
    ['email', 'thandi at karoo'],
    ['phone', '12345'],
    ['alternative_phone', '+1 202 555 0100'],
    ['province', 'Texas'],
    ['postal_code', '80011'],
    ['business_type', 'trust'],
    ['business_name', 'x'.repeat(201)],
    ['contact_person', 'half a pair \ud83d'],
    ['suburb', 'a\u0007bell'],
    ['city', { $ne: '' }],
  ])('with %s = %j', (field, value) => expectRefused({ ...APPLICATION, [field]: value }, [field]));
  it('with several faults: all of them at once', () => expectRefused({ business_name: 'Karoo' }, REQUIRED.slice(1)));
  it.each([[[]], ['text'], [null], [42]])('with %j instead of an object', (body) => expectRefused(body, ['body']));
});

describe('a body that cannot be read is refused, and nothing is kept', () => {
  it.each([
    ['broken JSON', '{"business_name": ', 'application/json'],
    ['no JSON at all', '', 'application/json'],
    ['brackets without end', '['.repeat(50_000), 'application/json'],
    ['another content type', JSON.stringify(APPLICATION), 'text/plain'],
    ['a form', 'business_name=Karoo', 'application/x-www-form-urlencoded'],
  ])('%s', async (_name, raw, contentType) => {
    const reply = await registrant.send('POST', PATH, { raw, headers: { 'content-type': contentType } });
    expect(reply).toMatchObject({ status: 400, body: { code: 'not_json' } });
    expect(await portal.fingerprint()).toBe(before);
  });

  it('a body beyond the limit, whether or not it announces its length', async () => {
    const raw = JSON.stringify({ ...APPLICATION, business_name: 'x'.repeat(300_000) });
    const json = { 'content-type': 'application/json' };
    for (const headers of [json, { ...json, 'content-length': String(raw.length) }]) {
      const reply = await registrant.send('POST', PATH, { raw, headers });
      expect(reply).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
    }
    expect(await portal.fingerprint()).toBe(before);
  });
});

describe('what was handed in', () => {
  const NAMES = {
    business_name: `<script>alert(1)</script>'; drop table partners; --`,
    contact_person: '#{7*7} {{x}} Ünï',
  };

  it('of two applications sent at the same moment one is taken, the other is told so', async () => {
    const replies = await Promise.all([1, 2].map(() => registrant.copy().post(PATH, { ...APPLICATION, ...NAMES })));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'application_exists' });
    const { rows } = await portal.stage.owner.query('select business_name from partners where user_id = $1', [
      portal.stage.userIds.registrant,
    ]);
    expect(rows).toEqual([{ business_name: NAMES.business_name }]);
  });

  it('comes back exactly as it was typed, whatever it looks like', async () => {
    const reply = await registrant.get(PATH);
    expect(reply).toMatchObject({
      status: 200,
      body: { partner: { ...NAMES, phone: '+27821234567', status: 'pending' } },
    });
    expect(reply.headers.get('content-type')).toContain('application/json');
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('a second application is refused and changes nothing', async () => {
    const once = await portal.fingerprint();
    const reply = await registrant.post(PATH, { ...APPLICATION, business_name: 'Another' });
    expect(reply).toMatchObject({ status: 409, body: { code: 'application_exists' } });
    expect(await portal.fingerprint()).toBe(once);
  });
});
