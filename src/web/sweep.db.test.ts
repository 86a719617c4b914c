import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ErrorBody } from '@/platform/http/errors';
import { SECURITY_HEADERS } from '@/platform/http/page-security';
import { ROLE_TEMPLATES } from '@/platform/rbac/role-templates';
import { API } from '@/shared/paths';
import { REFUSAL_STATUS } from '@/shared/refusal';
import type { Person } from '../../supabase/tests/people';
import type { Reply, Sending } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

// Hundreds of requests in one test.
vi.setConfig({ testTimeout: 180_000 });

const TEMPLATE_OF: Partial<Record<Person, keyof typeof ROLE_TEMPLATES>> = {
  registrant: 'partner_registrant',
  pending: 'partner_applicant',
  suspended: 'partner_applicant',
  partner: 'sales_partner',
  partner_manager: 'partner_manager',
  compliance_officer: 'compliance_officer',
  finance_manager: 'finance_manager',
  marketing_manager: 'marketing_manager',
  super_admin: 'super_admin',
};
// Every key of the table above is a Person.
const PERSONS = Object.keys(TEMPLATE_OF) as Person[];

const VALUES: unknown[] = [
  null,
  '',
  'x',
  'a\0b',
  'half \ud83d a pair',
  'x'.repeat(5000),
  "' or 1=1; drop table partners --",
  '../../etc/passwd',
  '0000-00-00T99:99:99Z',
  '00000000-0000-4000-8000-000000000000',
  -1,
  1e308,
  true,
  [],
  [null],
  {},
  { $gt: '' },
];
const RAW = [
  '',
  '{',
  '[]',
  'null',
  '"text"',
  '[[[[',
  '{"__proto__":{"x":1},"constructor":{"prototype":{}}}',
  '\ufeff{}',
  '\u0000',
];
const IDS = ['00000000-0000-4000-8000-000000000000', '1', '%00', '%ff', '..%2f', "'--", 'x'.repeat(3000)];

type Schema = { $ref?: string; properties?: Record<string, unknown> };
type Operation = {
  'x-permission': string[];
  parameters?: { name: string; in: string }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
};
type Swept = { method: string; path: string; operation: Operation; properties: string[]; bodyType: string | undefined };

let portal: TestPortal;
let operations: Swept[];
const tokens = new Map<Person, string>();

beforeAll(async () => {
  portal = await startTestPortal();
  for (const person of PERSONS) tokens.set(person, portal.accessToken(await portal.logIn(person)));
  const document = (await portal.visitor().get(apiPath(API.openapi))).body as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: Record<string, Schema> };
  };
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const [bodyType, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
      const name = body?.schema.$ref?.split('/').at(-1);
      const schema = name === undefined ? body?.schema : document.components.schemas[name];
      const properties = Object.keys(schema?.properties ?? {});
      return { method: method.toUpperCase(), path, operation, properties, bodyType };
    }),
  );
});
afterAll(() => portal.close());

const fill = (path: string, id: string) => path.replaceAll(/\{\w+\}/g, id);

async function send(
  person: Person | null,
  { method, path }: Swept,
  sending: Sending,
  id = IDS[0],
  query = '',
): Promise<Reply> {
  const token = person === null ? undefined : tokens.get(person);
  const headers = { ...sending.headers, ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const reply = await portal.visitor().send(method, `${fill(path, id ?? '')}${query}`, { ...sending, headers });
  const what = `${person ?? 'nobody'} ${method} ${path} ${id} ${query} ${JSON.stringify(sending).slice(0, 200)}: ${reply.text.slice(0, 300)}`;
  expect(reply.status, what).toBeLessThan(500);
  for (const name of Object.keys(SECURITY_HEADERS)) expect(reply.headers.has(name), what).toBe(true);
  expect(reply.headers.get('x-request-id'), what).toMatch(/^[\w-]{8,64}$/);
  if (reply.status >= 400) {
    const { code, requestId } = ErrorBody.parse(reply.body);
    expect(REFUSAL_STATUS[code], what).toBe(reply.status);
    expect(requestId).toBe(reply.headers.get('x-request-id'));
  }
  return reply;
}

const isOpen = ({ operation }: Swept) => operation['x-permission'].includes('public');
const mayCall = (person: Person, { operation }: Swept): boolean => {
  const template = TEMPLATE_OF[person];
  const held: readonly string[] = template ? ROLE_TEMPLATES[template].permissions : [];
  return operation['x-permission'].some((wanted) => wanted === 'session' || held.includes(wanted));
};

/** Bodies of the right form with nothing right in them, and bodies of no form at all. */
function bodiesFor({ properties, bodyType }: Swept): Sending[] {
  if (bodyType === undefined) return [{}];
  const headers = { 'content-type': bodyType === 'multipart/form-data' ? `${bodyType}; boundary=x` : bodyType };
  const raw = RAW.map((text): Sending => ({ raw: text, headers }));
  const json = [...VALUES.map((value) => Object.fromEntries(properties.map((name) => [name, value]))), {}].map(
    (value): Sending => ({ json: value }),
  );
  return [...raw, ...json, { raw: 'x', headers: { 'content-type': 'text/plain' } }, {}];
}

describe('every operation of the API', () => {
  it('is closed without a session, unless it says that it is public', async () => {
    for (const swept of operations) {
      const reply = await send(null, swept, bodiesFor(swept)[0] ?? {});
      if (isOpen(swept)) expect(reply.body.code, `${swept.method} ${swept.path}`).not.toBe('unauthenticated');
      else expect(reply.status, `${swept.method} ${swept.path}`).toBe(401);
    }
  });

  it('does nothing for a role that lacks its permission', async () => {
    const before = await portal.fingerprint();
    for (const swept of operations.filter((one) => !isOpen(one))) {
      for (const person of PERSONS.filter((one) => !mayCall(one, swept))) {
        const { status } = await send(person, swept, swept.bodyType === undefined ? {} : { json: {} });
        // What is sent is checked before the role is asked for, since that needs no database.
        const malformed = [...(swept.bodyType ? [400] : []), ...(swept.path.includes('{') ? [404] : [])];
        expect([403, ...malformed], `${person} ${swept.method} ${swept.path}`).toContain(status);
      }
    }
    expect(await portal.fingerprint()).toBe(before);
  });

  it('never answers 500, whatever body somebody who may call it sends', async () => {
    for (const swept of operations) {
      const persons = PERSONS.filter((person) => mayCall(person, swept));
      for (const [n, body] of bodiesFor(swept).entries()) {
        const { status } = await send(persons[n % persons.length] ?? null, swept, body);
        expect(status).toBeLessThan(500);
      }
    }
  });

  it('never answers 500, whatever stands in its address', async () => {
    for (const swept of operations) {
      const persons = PERSONS.filter((person) => mayCall(person, swept));
      const names = (swept.operation.parameters ?? [])
        .filter((parameter) => parameter.in === 'query')
        .map(({ name }) => name);
      const queries = names.flatMap((name) =>
        VALUES.map((value) => `?${name}=${encodeURIComponent(String(value).replaceAll(/[\ud800-\udfff]/g, '\ufffd'))}`),
      );
      const ids = swept.path.includes('{') ? IDS : [];
      for (const id of ids) {
        const { status } = await send(persons[0] ?? null, swept, {}, id);
        expect(status, `${swept.method} ${swept.path} ${id}`).toBeGreaterThanOrEqual(300);
      }
      for (const [n, query] of [...queries, '?%', '?%00=%00', '?a[]=1&a[]=2'].entries()) {
        await send(persons[n % persons.length] ?? null, swept, {}, IDS[0], query);
      }
    }
  });

  it('takes no other method, and nothing is there where nothing should be', async () => {
    for (const swept of operations) {
      for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        if (operations.some((one) => one.path === swept.path && one.method === method)) continue;
        expect((await send('super_admin', { ...swept, method }, {})).status).toBe(404);
      }
    }
    for (const path of ['/api', '/api/', '/api/nothing', '/api/partners/leads/', '/api//health', '/api/health/']) {
      const swept = { method: 'GET', path, operation: { 'x-permission': [] }, properties: [], bodyType: undefined };
      expect((await send('super_admin', swept, {})).status, path).toBe(404);
    }
  });
});
