import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabasePool } from '@/platform/db/pool';
import type { Tx } from '@/platform/db/transaction';
import { withUser } from '@/platform/db/with-user';
import { claimsOf, type Person, type Stage, setStage } from '../../../supabase/tests/people';
import { COUNTED_ROWS } from './desk-search';
import { countUnassignedLeads, listDeskLeads, listLateLeads } from './read-desk';

/** So many that reading the table whole is never the cheaper way. */
const OTHERS = 20_000;
const UNASSIGNED = 150;
const PAGE = { page: 1, limit: 20 };

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
  for (const table of ['orders', 'partner_lead_activities', 'partner_lead_registrations', 'partner_lead_assignments']) {
    await stage.owner.query(`delete from ${table}`);
  }
  await stage.owner.query('delete from coverage_leads');
  const insert = (count: number, values: string) =>
    stage.owner.query(
      `insert into coverage_leads (first_name, last_name, email, phone, address, status, assigned_partner_id,
         first_response_due_at, first_responded_at, created_at)
       select 'First', 'Last', 'lead@example.com', '+27820000001', '1 Road', ${values}, now() - interval '9 days'
       from generate_series(1, ${count}) as n`,
    );
  const partner = `'${stage.partnerIds.partner}'`;
  await insert(OTHERS, `'contacted', ${partner}, now() - interval '3 days', now() - interval '4 days'`);
  await insert(UNASSIGNED, `'new', null, null, null`);
  await insert(2, `'new', ${partner}, now() - n * interval '1 hour', null`);
  await insert(1, `'new', ${partner}, now() + interval '1 hour', null`);
  await insert(1, `'lost', ${partner}, now() - interval '1 hour', null`);
  await insert(1, `'new', null, now() - interval '1 hour', null`);
  await stage.owner.query(
    `update coverage_leads set last_name = 'Zietsman', company_name = 'Karoo Windpumps' where id in
       (select id from coverage_leads where status = 'contacted' limit 3)`,
  );
  await stage.owner.query(`update coverage_leads set first_name = 'Adriaan' where id in
       (select id from coverage_leads where status = 'contacted' and last_name = 'Last' limit 2000)`);
  await stage.owner.query('analyze coverage_leads');
});
afterAll(async () => {
  await closeDatabasePool();
  await stage.close();
});

const as = <T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> => withUser(claimsOf(stage, person), work);

/** How often this transaction has read the table of leads from its first row to its last. */
async function wholeReads(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    select seq_scan as n from pg_stat_xact_user_tables where relname = 'coverage_leads'`.execute(tx.db);
  return Number(rows[0]?.n);
}

describe('the desk', () => {
  it('calls late what a partner owes an answer to: overdue, unanswered, not given up, and somebody’s', async () => {
    const { leads, pagination } = await as('partner_manager', (tx) => listLateLeads(tx, PAGE));
    expect(pagination.total).toBe(2);
    expect(leads.map(({ assigned_partner_id }) => assigned_partner_id)).toEqual([
      stage.partnerIds.partner,
      stage.partnerIds.partner,
    ]);
    expect(leads[0]?.first_response_due_at?.localeCompare(leads[1]?.first_response_due_at ?? '')).toBe(-1);
  });

  it('counts no further than it was asked to', async () => {
    expect(await as('partner_manager', (tx) => countUnassignedLeads(tx, 100))).toBe(100);
    expect(await as('partner_manager', (tx) => countUnassignedLeads(tx, 1000))).toBe(UNASSIGNED + 1);
  });

  it('never reads all leads to show or count a few', async () => {
    const reads = await as('partner_manager', async (tx) => {
      const before = await wholeReads(tx);
      await listLateLeads(tx, PAGE);
      await countUnassignedLeads(tx, 100);
      await listDeskLeads(tx, { ...PAGE, assigned: 'no' });
      return (await wholeReads(tx)) - before;
    });
    expect(reads).toBe(0);
  });

  it('shows a role without the permission nothing, and counts nothing for it', async () => {
    expect(await as('marketing_manager', (tx) => countUnassignedLeads(tx, 100))).toBe(0);
    expect((await as('marketing_manager', (tx) => listLateLeads(tx, PAGE))).leads).toEqual([]);
  });
});

/** How often the index of the search was asked so far. */
async function searchesOfIndex(): Promise<number> {
  const { rows } = await stage.owner.query<{ n: string }>(
    `select idx_scan as n from pg_stat_user_indexes where indexrelname = 'coverage_leads_own_search_idx'`,
  );
  return Number(rows[0]?.n);
}

/** Searches as the desk does. @returns the answer, how often leads were read whole, and how often the index was asked */
async function search(q: string) {
  const indexBefore = await searchesOfIndex();
  const { page, whole } = await as('partner_manager', async (tx) => {
    const before = await wholeReads(tx);
    const found = await listDeskLeads(tx, { ...PAGE, q });
    const read = await wholeReads(tx);
    await sql`select pg_stat_force_next_flush()`.execute(tx.db);
    return { page: found, whole: read - before };
  });
  return { page, whole, asked: (await searchesOfIndex()) - indexBefore };
}

describe('a search among all leads', () => {
  it.each(['zietsman', 'Karoo Windpumps', 'WIND karoo zietsman'])(
    'asks the index for %s, and reads nothing else',
    async (q) => {
      const { page, whole, asked } = await search(q);
      expect(page.pagination).toMatchObject({ total: 3, totalIsExact: true });
      expect({ whole, asked }).toEqual({ whole: 0, asked: 1 });
    },
  );

  it('of a word that very many have walks the list and stops, with a total that is no less than what is there', async () => {
    const { page, whole, asked } = await search('lead@example');
    expect(page.leads).toHaveLength(PAGE.limit);
    expect(page.pagination).toMatchObject({ total: COUNTED_ROWS, totalIsExact: false });
    expect({ whole, asked }).toEqual({ whole: 0, asked: 0 });
  });

  it('of a word that one in ten has finds them in their order', async () => {
    const { page, whole } = await search('adriaan');
    expect(page.leads).toHaveLength(PAGE.limit);
    expect(page.pagination.totalIsExact).toBe(false);
    expect(whole).toBe(0);
  });

  it('of words that many have, and none together, asks the index instead of walking to the end', async () => {
    const { page, whole, asked } = await search('adriaan zietsman');
    expect(page.pagination).toMatchObject({ total: 0, totalIsExact: true });
    expect({ whole, asked }).toEqual({ whole: 0, asked: 1 });
  });

  it('finds a telephone number however it is written', async () => {
    await stage.owner.query(
      `update coverage_leads set phone = '(083) 555-0102' where id = (select id from coverage_leads where status = 'lost')`,
    );
    for (const q of ['0835550102', '+27 83 555 0102', '555 0102']) {
      expect((await search(q)).page.leads.map(({ status }) => status)).toEqual(['lost']);
    }
  });

  it('finds nothing, and says so, for what stands nowhere', async () => {
    const { page } = await search('nowhere at all');
    expect(page).toEqual({
      leads: [],
      pagination: expect.objectContaining({ total: 0, totalIsExact: true, nextCursor: null }),
    });
  });

  it('shows a role without the permission nothing', async () => {
    const found = (person: Person) => as(person, (tx) => listDeskLeads(tx, { ...PAGE, q: 'zietsman' }));
    expect((await found('marketing_manager')).leads).toEqual([]);
    expect((await found('finance_manager')).leads).toHaveLength(3);
  });
});
