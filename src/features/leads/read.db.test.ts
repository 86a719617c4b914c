import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabasePool } from '@/platform/db/pool';
import type { Tx } from '@/platform/db/transaction';
import { withUser } from '@/platform/db/with-user';
import type { Pagination } from '@/platform/http/schemas';
import { claimsOf, type Person, type Stage, setStage } from '../../../supabase/tests/people';
import { listLeads } from './read';
import { listDeskLeads, listLateLeads } from './read-desk';
import { LeadRow } from './schema';

/** Leads of `partner`; three share each moment, so that only their ids keep them apart. */
const LEADS = 11;
const PAGE = { page: 1, limit: 4 };

type Found = { leads: readonly { id: string }[]; pagination: Pagination };
type PageQuery = { page: number; limit: number; cursor?: string };

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
  for (const table of ['partner_lead_registrations', 'partner_lead_assignments', 'orders', 'partner_lead_activities']) {
    await stage.owner.query(`delete from ${table}`);
  }
  await stage.owner.query('delete from coverage_leads');
  await stage.owner.query(
    `insert into coverage_leads (id, first_name, last_name, email, phone, address, status, assigned_partner_id, created_at,
       first_response_due_at)
     select gen_random_uuid(), 'First', 'Last', 'lead@example.com', '+27820000001', '1 Road', 'contacted', $1::uuid,
       moment, case when $1 is not null then moment + interval '1 day' end
     from generate_series(0, $2::int - 1) as n, lateral (select timestamptz '2025-11-20 08:00:00.123456Z'
       + make_interval(secs => n / 3)) as m (moment)`,
    [stage.partnerIds.partner, LEADS],
  );
  await stage.owner.query(
    `insert into coverage_leads (id, first_name, last_name, email, phone, address, created_at)
     select gen_random_uuid(), 'First', 'Last', 'lead@example.com', '+27820000001', '1 Road',
       timestamptz '2025-11-21 08:00:00Z' + make_interval(secs => n / 3) from generate_series(0, 6) as n`,
  );
});
afterAll(async () => {
  await closeDatabasePool();
  await stage.close();
});

const as = <T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> => withUser(claimsOf(stage, person), work);

/** Walks from the first page to the last. @throws Error when there is no end */
async function walk(person: Person, list: (tx: Tx, query: PageQuery) => Promise<Found>): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < 10; page++) {
    const query: PageQuery = cursor === null ? PAGE : { ...PAGE, cursor };
    const { leads, pagination } = await as(person, (tx) => list(tx, query));
    seen.push(...leads.map(({ id }) => id));
    cursor = pagination.nextCursor;
    if (cursor === null) return seen;
  }
  throw new Error('The list has no end');
}

async function idsInOrder(where: string, order: string): Promise<string[]> {
  const { rows } = await stage.owner.query<{ id: string }>(
    `select id from coverage_leads where ${where} order by ${order}`,
  );
  return rows.map(({ id }) => id);
}

const ownLeads = (tx: Tx, query: PageQuery) => listLeads(tx, stage.partnerIds.partner, query);

describe('a list of leads, walked by its cursors', () => {
  it('shows a partner each of its leads once, the newest first', async () => {
    const expected = await idsInOrder('assigned_partner_id is not null', 'created_at desc, id desc');
    expect(expected).toHaveLength(LEADS);
    expect(await walk('partner', ownLeads)).toEqual(expected);
  });

  it('shows the desk each lead once, the newest first', async () => {
    const expected = await idsInOrder('true', 'created_at desc, id desc');
    expect(await walk('partner_manager', listDeskLeads)).toEqual(expected);
  });

  it('shows the desk each lead that nobody works once, the oldest first', async () => {
    const expected = await idsInOrder('assigned_partner_id is null', 'created_at, id');
    expect(await walk('partner_manager', (tx, query) => listDeskLeads(tx, { ...query, assigned: 'no' }))).toEqual(
      expected,
    );
  });

  it('shows the desk each late lead once, the longest overdue first', async () => {
    const expected = await idsInOrder('first_response_due_at < now()', 'first_response_due_at, id');
    expect(expected).toHaveLength(LEADS);
    expect(await walk('partner_manager', listLateLeads)).toEqual(expected);
  });
});

describe('a page of leads', () => {
  it('has its rows, the total of the whole list and the way on', async () => {
    const { leads, pagination } = await as('partner', (tx) => ownLeads(tx, PAGE));
    expect(leads).toHaveLength(PAGE.limit);
    expect(pagination).toEqual({
      ...PAGE,
      total: LEADS,
      totalIsExact: true,
      totalPages: 3,
      nextCursor: expect.any(String),
    });
  });

  it('by number is the same as by cursor', async () => {
    const [first, second] = await as('partner', async (tx) => [
      await ownLeads(tx, PAGE),
      await ownLeads(tx, { ...PAGE, page: 2 }),
    ]);
    const cursor = first?.pagination.nextCursor ?? '';
    const walked = await as('partner', (tx) => ownLeads(tx, { ...PAGE, cursor }));
    expect(walked.leads).toEqual(second?.leads);
  });

  it('that holds the last lead exactly leads nowhere', async () => {
    const { pagination } = await as('partner', (tx) => ownLeads(tx, { page: 1, limit: LEADS }));
    expect(pagination.nextCursor).toBeNull();
  });

  it('carries what the schema names and nothing that the statement needed for itself', async () => {
    const { leads } = await as('partner', (tx) => ownLeads(tx, PAGE));
    expect(Object.keys(leads[0] ?? {}).toSorted()).toEqual(Object.keys(LeadRow.shape).toSorted());
  });
});
