import { afterAll, beforeAll, expect, it } from 'vitest';
import { API } from '@/shared/paths';
import { apiPath, startTestPortal, type TestPortal } from '../../../../tools/testing/test-portal';
import * as route from './route';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(() => portal.close());

const at = (path: string, init?: RequestInit) => new Request(`http://portal.test${apiPath(path)}`, init);

it('a host that runs Next alone serves the same API, with every method that it uses', async () => {
  const { openapi } = API;
  const answer = await route.GET(at(openapi));
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  const { paths } = (await answer.json()) as { paths: Record<string, Record<string, unknown>> };
  const used = new Set(Object.values(paths).flatMap((methods) => Object.keys(methods).map((m) => m.toUpperCase())));
  expect([...used].filter((method) => !(method in route))).toEqual([]);
});

it('and its walls: no session, no leads; another site, no change', async () => {
  const refused = await route.GET(at(API.partners.leads));
  expect(refused.status).toBe(401);
  expect(refused.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  const headers = { origin: 'https://evil.example', 'content-type': 'application/json' };
  const changed = await route.POST(at(API.auth.login, { method: 'POST', headers, body: '{}' }));
  expect(await changed.json()).toMatchObject({ code: 'cross_origin' });
});

it('a partner reads its own leads through it', async () => {
  const authorization = `Bearer ${portal.accessToken(await portal.logIn('partner'))}`;
  const answer = await route.GET(at(API.partners.leads, { headers: { authorization } }));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ leads: expect.any(Array), pagination: expect.any(Object) });
});
