import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabasePool } from '@/platform/db/pool';
import { withUser } from '@/platform/db/with-user';
import { claimsOf, type Stage, setStage } from '../../../supabase/tests/people';
import { listApplications } from './read';
import { countLateApplications, nextApplication } from './read-desk';

const PARTNERS = 100_000;

let stage: Stage;

beforeAll(async () => {
  stage = await setStage();
  const { owner } = stage;
  await owner.query(
    `insert into auth.users (id, aud, role, email)
     select gen_random_uuid(), 'authenticated', 'authenticated', 'bulk-' || i || '@example.com'
     from generate_series(1, $1::int) i`,
    [PARTNERS],
  );
  // An index that is made at the end costs a tenth of one that grows row by row.
  const { rows } = await owner.query<{ definition: string }>(
    `select pg_get_indexdef('partners_search_idx'::regclass) as definition`,
  );
  await owner.query('drop index partners_search_idx');
  await owner.query(
    `insert into partners (user_id, business_name, business_type, contact_person, email, phone, street_address, city,
       province, postal_code, status, partner_number, created_at, submitted_at, documents_completed_at)
     select id, 'Business ' || md5(email), 'company', 'Person ' || md5('p' || email), email, '+27820000000', '1 Road', 'City',
       'Gauteng', '2000', case when n % 3 = 0 then 'under_review' else 'approved' end,
       'CTPL-2025-' || (n + 1000), now() - make_interval(mins => n::int), now() - make_interval(mins => n::int),
       now() - make_interval(mins => n::int)
     from (select u.*, row_number() over () as n from auth.users u where email like 'bulk-%') u`,
  );
  await owner.query(rows[0]?.definition ?? '');
  await owner.query('vacuum analyze partners');
}, 180_000);
afterAll(async () => {
  await closeDatabasePool();
  await stage.close();
});

const asManager = <T>(work: Parameters<typeof withUser<T>>[1]) => withUser(claimsOf(stage, 'partner_manager'), work);
const search = (text: string) => asManager((tx) => listApplications(tx, { search: text, page: 1, limit: 20 }));

/** How often an index was used so far, by every session. */
async function scansOf(index: string): Promise<number> {
  const { rows } = await stage.owner.query<{ idx_scan: string }>(
    'select idx_scan from pg_stat_user_indexes where indexrelname = $1',
    [index],
  );
  return Number(rows[0]?.idx_scan);
}

/** The statement inside a function of the database, for a plan. */
async function statementIn(name: string): Promise<string> {
  const { rows } = await stage.owner.query<{ prosrc: string }>('select prosrc from pg_proc where proname = $1', [name]);
  return /return query\s+(select[\s\S]+?);\s*end/.exec(rows[0]?.prosrc ?? '')?.[1] ?? expect.fail();
}

describe(`the desk’s search among ${PARTNERS} partners`, () => {
  it('is planned over the trigram index', async () => {
    const statement = (await statementIn('search_partners')).replace(/\bpart\b/g, `'bulk-77123@'`);
    const { rows } = await stage.owner.query<{ 'QUERY PLAN': string }>(`explain ${statement}`);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    // biome-ignore lint/suspicious/noConsole: the plan is what a reader of the test's output looks for
    console.info(plan);
    expect(plan).toContain('Bitmap Index Scan on partners_search_idx');
    expect(plan).not.toContain('Seq Scan');
  });

  it('uses it in the name of a member of staff, whom row level security keeps from it otherwise', async () => {
    const before = await scansOf('partners_search_idx');
    const { partners } = await search('bulk-77123@');
    expect(partners.map(({ email }) => email)).toEqual(['bulk-77123@example.com']);
    // A session tells of its scans when its transaction is over, at the latest when it ends.
    await closeDatabasePool();
    await expect.poll(() => scansOf('partners_search_idx')).toBeGreaterThan(before);
  });

  it('finds any part of name, contact, address and number, in any case', async () => {
    const { owner } = stage;
    const { rows } = await owner.query('select * from partners where email = $1', ['bulk-4242@example.com']);
    const { id, business_name: name, contact_person: contact, partner_number: number } = rows[0];
    for (const text of [name.slice(3, 30), contact.toUpperCase(), 'LK-4242@EXAMPLE', number]) {
      expect((await search(text)).partners.map((partner) => partner.id)).toContain(id);
    }
  });

  it('takes signs of patterns as what they are', async () => {
    for (const text of ['%', 'bulk_4242@', "'; drop table partners; --"]) {
      expect((await search(text)).partners).toEqual([]);
    }
  });

  it('shows nothing to anybody else, not even through the function', async () => {
    const attempt = withUser(claimsOf(stage, 'partner'), ({ db }) =>
      sql`select portal.search_partners('bulk')`.execute(db),
    );
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });
});

describe(`the queue among ${PARTNERS} partners`, () => {
  it('walks its index in order, also beyond the first page, and to the next application', async () => {
    const before = await scansOf('partners_complete_queue_idx');
    const first = await asManager((tx) => listApplications(tx, { status: 'under_review', page: 1, limit: 20 }));
    const cursor = first.pagination.nextCursor ?? undefined;
    const second = await asManager((tx) =>
      listApplications(tx, { status: 'under_review', page: 2, limit: 20, cursor }),
    );
    const since = [...first.partners, ...second.partners].map(
      (row) => row.documents_completed_at ?? row.submitted_at ?? row.created_at,
    );
    expect(since).toEqual(since.toSorted());
    const last = first.partners.at(-1)?.id ?? '';
    expect(await asManager((tx) => nextApplication(tx, last))).toBe(second.partners[0]?.id);
    expect(await asManager((tx) => countLateApplications(tx))).toEqual({ count: 10_000, isExact: false });
    await closeDatabasePool();
    await expect.poll(() => scansOf('partners_complete_queue_idx')).toBeGreaterThan(before);
  });
});
