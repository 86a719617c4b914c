import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeInboxes } from '@/features/leads/live';
import { API } from '@/shared/paths';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

let portal: TestPortal;
let web: string;

beforeAll(async () => {
  portal = await startTestPortal({ accessTokenLifetimeS: 3 });
  web = await portal.listen();
});
afterAll(() => portal.close());

async function listen(person: 'partner' | 'other_partner'): Promise<Response> {
  const who = await portal.logIn(person);
  const answer = await fetch(web + apiPath(API.partners.leadsLive), { headers: { cookie: who.cookieHeader() } });
  expect(answer.status).toBe(200);
  return answer;
}

it('a stream of changes ends when the session does', async () => {
  const startedMs = Date.now();
  // Text is there when the stream is over.
  expect(await (await listen('partner')).text()).toContain('event: open');
  expect(Date.now() - startedMs).toBeLessThan(15_000);
});

it('all streams end when the process is asked to stop, and none begins after that', async () => {
  const answer = await listen('other_partner');
  closeInboxes();
  expect(await answer.text()).toContain('event: open');
  const who = await portal.logIn('partner');
  expect((await who.get(apiPath(API.partners.leadsLive))).status).toBe(429);
});
