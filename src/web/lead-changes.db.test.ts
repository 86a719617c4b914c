import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { API } from '@/shared/paths';
import type { TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const LIVE = apiPath(API.partners.leadsLive);

let portal: TestPortal;
let web: string;
const opened: AbortController[] = [];

/** A page that listens, and what it was told so far. */
type Page = { answer: Response; heard: string[]; many: boolean };

async function listen(who: TestBrowser): Promise<Page> {
  const closing = new AbortController();
  opened.push(closing);
  const answer = await fetch(web + LIVE, { headers: { cookie: who.cookieHeader() }, signal: closing.signal });
  const page: Page = { answer, heard: [], many: false };
  if (answer.ok && answer.body) void hear(page, answer.body);
  return page;
}

async function hear(page: Page, body: ReadableStream<Uint8Array>): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const piece of body) {
      text += decoder.decode(piece, { stream: true });
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const [, ids] = /^event: leads\ndata: (.+)$/m.exec(message) ?? [];
        if (ids) page.heard.push(...JSON.parse(ids));
        if (message.startsWith('event: many')) page.many = true;
      }
    }
  } catch {
    // The test has closed it.
  }
}

afterEach(() => {
  for (const closing of opened.splice(0)) closing.abort();
});

describe('an open page', () => {
  let partner: TestBrowser;
  let other: TestBrowser;
  let theirs: string;
  let mine: string[];

  beforeAll(async () => {
    portal = await startTestPortal();
    web = await portal.listen();
    partner = await portal.logIn('partner');
    other = await portal.logIn('other_partner');
    const insert = async (partnerId: string, leads: number) => {
      const { rows } = await portal.stage.owner.query<{ id: string }>(
        `insert into coverage_leads (first_name, last_name, email, phone, address, assigned_partner_id, updated_at)
         select 'A', 'B', 'a@example.com', '0821234567', '1 Road', $1, now() - interval '1 hour'
         from generate_series(1, $2::int) returning id`,
        [partnerId, leads],
      );
      return rows.map(({ id }) => id);
    };
    mine = await insert(portal.stage.partnerIds.partner, 20);
    [theirs = ''] = await insert(portal.stage.partnerIds.other_partner, 1);
    await portal.stage.owner.query(`update coverage_leads set updated_at = now() - interval '1 hour'`);
  });
  afterAll(() => portal.close());

  const touch = (leadId: string, by: pg.ClientBase = portal.stage.owner) =>
    by.query('update coverage_leads set updated_at = now() where id = $1', [leadId]);
  const nextLead = () => mine.pop() ?? expect.fail();

  it('hears of its own partner’s leads within two seconds, once, and of nobody else’s', async () => {
    const [page, stranger] = [await listen(partner), await listen(other)];
    const lead = nextLead();
    const changedMs = performance.now();
    await touch(lead);
    await touch(theirs);
    await expect.poll(() => page.heard, { interval: 20 }).toEqual([lead]);
    expect(performance.now() - changedMs).toBeLessThan(2_000);
    await expect.poll(() => stranger.heard).toEqual([theirs]);
    // A later change arrives, so what came before it has been told: one time each.
    const later = nextLead();
    await touch(later);
    await expect.poll(() => page.heard).toEqual([lead, later]);
    expect(stranger.heard).toEqual([theirs]);
  });

  it('hears of a change that began long before it was committed, after others that began later', async () => {
    const page = await listen(partner);
    const [early, late] = [nextLead(), nextLead()];
    const slow = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
    await slow.connect();
    await slow.query('begin');
    await touch(early, slow);
    await touch(late);
    await expect.poll(() => page.heard).toContain(late);
    expect(page.heard).not.toContain(early);
    await slow.query('commit');
    await slow.end();
    await expect.poll(() => page.heard).toContain(early);
  });

  it('hears of what changed just before it listened', async () => {
    const lead = nextLead();
    await touch(lead);
    const page = await listen(partner);
    await expect.poll(() => page.heard).toContain(lead);
    const second = await listen(partner);
    await expect.poll(() => second.heard).toContain(lead);
  });

  it('hears that a lead is no longer its partner’s, and the one that has it now hears of it too', async () => {
    const [page, stranger] = [await listen(partner), await listen(other)];
    const { owner, leadId, partnerIds } = portal.stage;
    await owner.query('begin');
    await owner.query('update coverage_leads set assigned_partner_id = $1, updated_at = now() where id = $2', [
      partnerIds.other_partner,
      leadId,
    ]);
    await owner.query(
      `update partner_lead_assignments set outcome = 'moved', answered_at = now() where lead_id = $1 and outcome = 'open'`,
      [leadId],
    );
    await owner.query('commit');
    await expect.poll(() => page.heard).toContain(leadId);
    await expect.poll(() => stranger.heard).toContain(leadId);
  });

  it('is told to read everything again when too many changed to name them', async () => {
    const page = await listen(other);
    await portal.stage.owner.query(
      `insert into coverage_leads (first_name, last_name, email, phone, address, assigned_partner_id)
       select 'A', 'B', 'a@example.com', '0821234567', '1 Road', $1 from generate_series(1, 5001)`,
      [portal.stage.partnerIds.partner],
    );
    await expect.poll(() => page.many).toBe(true);
    await portal.stage.owner.query(`update coverage_leads set updated_at = now() - interval '1 hour'`);
  });

  it('gets a stream that no proxy keeps, packs or holds back', async () => {
    const { answer } = await listen(partner);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
  });

  it('is one of five at most for each user; a closed one makes room', async () => {
    const pages: Page[] = [];
    for (let n = 0; n < 5; n++) pages.push(await listen(partner));
    expect(pages.map(({ answer }) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    expect((await listen(partner)).answer.status).toBe(429);
    expect((await listen(other)).answer.status).toBe(200);
    opened[0]?.abort();
    await expect.poll(async () => (await listen(partner)).answer.status).toBe(200);
  });

  it.each(['registrant', 'pending', 'suspended', 'partner_manager', 'super_admin'] as const)(
    'is refused to %s',
    async (person) => {
      expect((await listen(await portal.logIn(person))).answer.status).toBe(403);
    },
  );

  it('is refused to a visitor', async () => {
    expect((await listen(portal.visitor())).answer.status).toBe(401);
  });
});
