import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabasePool } from '@/platform/db/pool';
import type { Tx } from '@/platform/db/transaction';
import { withUser } from '@/platform/db/with-user';
import { claimsOf, type Person, type Stage, setStage } from '../../../supabase/tests/people';
import { countUnassignedLeads, listDeskLeads, listLateLeads } from './read-desk';

/** So many that reading the table whole is never the cheaper way. */
const OTHERS = 20_000;
const UNASSIGNED = 150;
const PAGE = { page: 1, limit: 20 };

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
  await stage.owner.query('delete from orders');
  await stage.owner.query('delete from partner_lead_activities');
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
