import { type KyselyPlugin, type OperationNodeSource, type RootOperationNode, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabasePool } from '@/platform/db/pool';
import type { Tx } from '@/platform/db/transaction';
import { withUser } from '@/platform/db/with-user';
import { claimsOf, type Person, type Stage, setStage } from '../../../supabase/tests/people';
import { LEAD_DUE_NEVER } from './domain/lead-due';
import { LEAD_SORTS, LEAD_VIEWS, type LeadSort, namesOf } from './domain/lead-views';
import { listLeads } from './read';
import { COMMON_SEARCH } from './read-own-leads';
import { LeadsQuery } from './schema';

/** Of `partner`: more than a search may name, so that both ways of searching are walked. */
const LEADS = 1_500;
/** Of others, so many that reading all leads is never the cheaper way. */
const OTHERS = 20_000;

let stage: Stage;
let mine: string;

beforeAll(async () => {
  stage = await setStage();
  mine = stage.partnerIds.partner;
  for (const table of ['partner_lead_registrations', 'partner_lead_assignments', 'orders', 'partner_lead_activities']) {
    await stage.owner.query(`delete from ${table}`);
  }
  await stage.owner.query('delete from coverage_leads');
  const insert = (partnerId: string, leads: number) =>
    stage.owner.query(
      `insert into coverage_leads (first_name, last_name, email, phone, company_name, address, city, status,
         assigned_partner_id, partner_assigned_at, first_response_due_at, first_responded_at, next_follow_up_at,
         partner_offer_expires_at, created_at, updated_at)
       select 'Lead', 'Number ' || n, 'lead-' || n || '@example.com', '+2782' || lpad(n::text, 7, '0'),
         case when n % 3 = 0 then 'Company ' || n end, n % 90 || ' Main Road', (array['Durban', 'Pretoria'])[1 + n % 2],
         (array['new', 'contacted', 'interested', 'lost', 'converted_to_order'])[1 + n % 5], $1,
         timestamptz '2026-11-01 22:30:00Z' - (n % 60) * interval '12 hours',
         now() + (n % 50 - 25) * interval '1 hour', case when n % 4 = 0 then now() - interval '2 days' end,
         case when n % 8 = 0 then now() + (n % 70 - 20) * interval '1 hour' end,
         case when n % 100 = 0 then now() + interval '3 hours' end,
         timestamptz '2026-10-01 08:00:00.123456Z' + n / 3 * interval '1 second',
         timestamptz '2026-10-02 08:00:00.123456Z' + (n * 7919 % 1000) * interval '1 second'
       from generate_series(1, $2::int) n`,
      [partnerId, leads],
    );
  await insert(mine, LEADS);
  await insert(stage.partnerIds.other_partner, OTHERS);
  await stage.owner.query(
    `insert into partner_lead_registrations (receipt_number, lead_id, partner_id, registered_by, expires_at)
     select 'R-' || id, id, $1, $2, now() + interval '90 days' from coverage_leads where assigned_partner_id = $1
     order by id limit 7`,
    [mine, stage.userIds.partner],
  );
  await stage.owner.query('vacuum analyze coverage_leads');
});
afterAll(async () => {
  await closeDatabasePool();
  await stage.close();
});

const as = <T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> => withUser(claimsOf(stage, person), work);
const list = (query: object) => as('partner', (tx) => listLeads(tx, mine, LeadsQuery.parse(query)));

async function idsOf(where: string, order = 'created_at desc, id desc'): Promise<string[]> {
  const { rows } = await stage.owner.query<{ id: string }>(
    `select id from coverage_leads where assigned_partner_id = '${mine}' and ${where} order by ${order}`,
  );
  return rows.map(({ id }) => id);
}

/** Walks a list to its end; `between` may change rows while it is walked. */
async function walk(query: object, between?: (page: number) => Promise<void>): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < LEADS; page++) {
    const { leads, pagination } = await list({ ...query, limit: 100, cursor });
    seen.push(...leads.map(({ id }) => id));
    if (pagination.nextCursor === null) return seen;
    cursor = pagination.nextCursor;
    await between?.(page);
  }
  throw new Error('The list has no end');
}

const ORDERS: Record<LeadSort, string> = {
  newest: 'created_at desc, id desc',
  oldest: 'created_at, id',
  urgent: 'partner_due_at, id',
  changed: 'updated_at desc, id desc',
};
const TODAY = `(now() at time zone 'Africa/Johannesburg')::date`;
const CHOICES: [object, string][] = [
  [{ status: 'interested' }, `status = 'interested'`],
  [{ from: '2026-10-20' }, `(partner_assigned_at at time zone 'Africa/Johannesburg')::date >= '2026-10-20'`],
  [{ to: '2026-10-10' }, `(partner_assigned_at at time zone 'Africa/Johannesburg')::date <= '2026-10-10'`],
  [
    { from: '2026-11-02', to: '2026-11-02' },
    `(partner_assigned_at at time zone 'Africa/Johannesburg')::date = '2026-11-02'`,
  ],
  [{ view: 'offered', sort: 'newest' }, 'partner_offer_expires_at is not null'],
  [{ view: 'overdue', sort: 'newest' }, 'partner_due_at < now()'],
  [{ view: 'today', sort: 'newest' }, `(partner_due_at at time zone 'Africa/Johannesburg')::date = ${TODAY}`],
  [{ view: 'registered' }, 'id in (select lead_id from partner_lead_registrations)'],
  [{ view: 'finished', sort: 'newest' }, `status in ('lost', 'converted_to_order', 'not_interested')`],
  [{ q: 'Durban', status: 'new', view: 'all' }, `city = 'Durban' and status = 'new'`],
  [{ q: 'pretoria main' }, `city = 'Pretoria'`],
];

describe('a partner’s list', () => {
  it.each(namesOf(LEAD_SORTS))('shows each lead once in the order %s', async (sort) => {
    expect(await walk({ sort })).toEqual(await idsOf('true', ORDERS[sort]));
  });

  it.each(CHOICES)('narrowed to %j shows these leads and no other, and says how many', async (query, where) => {
    const expected = await idsOf(where);
    expect(expected.length).toBeGreaterThan(0);
    expect(await walk(query)).toEqual(expected);
    const { pagination } = await list(query);
    expect(pagination).toMatchObject({ total: expected.length, totalIsExact: true });
  });

  it.each(namesOf(LEAD_VIEWS))('in the view %s has the view’s own order', async (view) => {
    const seen = await walk({ view });
    const { sort } = LEAD_VIEWS[view];
    expect(seen).toEqual(await idsOf(`id = any('{${seen.join()}}')`, ORDERS[sort]));
  });

  it.each(namesOf(LEAD_SORTS))('shows every lead that stays as it is once while others change: %s', async (sort) => {
    const changed: string[] = [];
    const seen = await walk({ sort }, async (page) => {
      const { rows } = await stage.owner.query<{ id: string }>(
        `update coverage_leads set updated_at = now(), next_follow_up_at = now() + interval '1 day', first_responded_at = now()
         where id in (select id from coverage_leads where assigned_partner_id = $1 order by md5(id::text || $2) limit 5)
         returning id`,
        [mine, page],
      );
      changed.push(...rows.map(({ id }) => id));
    });
    const quiet = (ids: string[]) => ids.filter((id) => !changed.includes(id));
    expect(quiet(seen)).toEqual(quiet(await idsOf('true', ORDERS[sort])));
  });

  it('says what is due as the database does, and nothing where nothing is', async () => {
    const { leads } = await list({ sort: 'urgent', limit: 100 });
    const { rows } = await stage.owner.query<{ id: string; partner_due_at: Date }>(
      `select id, partner_due_at from coverage_leads where id = any($1)`,
      [leads.map(({ id }) => id)],
    );
    const due = new Map(rows.map((row) => [row.id, row.partner_due_at]));
    for (const lead of leads) expect(lead.partner_due_at).toBe(due.get(lead.id)?.toISOString());
    const finished = await list({ view: 'finished' });
    expect(finished.leads.map(({ partner_due_at: at }) => at)).toEqual(finished.leads.map(() => null));
    const { rows: never } = await stage.owner.query(`select max(partner_due_at) as at from coverage_leads`);
    expect(never).toEqual([{ at: LEAD_DUE_NEVER }]);
  });
});

describe('a search that finds very many', () => {
  it('shows each of them once, in order, and does not count them', async () => {
    const expected = await idsOf('true', ORDERS.urgent);
    expect(expected.length).toBeGreaterThan(COMMON_SEARCH);
    expect(await walk({ q: 'main road', sort: 'urgent' })).toEqual(expected);
    const { pagination } = await list({ q: 'main road' });
    expect(pagination).toMatchObject({ total: 20, totalIsExact: false, totalPages: 2 });
  });

  it('knows how many there are when all stand on one page', async () => {
    const { pagination } = await list({ q: 'main road', view: 'registered' });
    expect(pagination).toMatchObject({ total: 7, totalIsExact: true, totalPages: 1 });
  });
});

describe('the database', () => {
  const INDEX: Record<LeadSort, string> = {
    newest: 'coverage_leads_partner_created_idx',
    oldest: 'coverage_leads_partner_created_idx',
    urgent: 'coverage_leads_partner_due_idx',
    changed: 'coverage_leads_partner_updated_idx',
  };

  /** The plan of the statement that the list sends, told apart by the database itself. */
  async function planOf(query: object): Promise<string> {
    return as('partner', async (tx) => {
      const sent: RootOperationNode[] = [];
      const noting: KyselyPlugin = {
        transformQuery: ({ node }) => {
          sent.push(node);
          return node;
        },
        transformResult: async ({ result }) => result,
      };
      await listLeads({ ...tx, db: tx.db.withPlugin(noting) }, mine, LeadsQuery.parse(query));
      const statement: OperationNodeSource = { toOperationNode: () => sent.at(-1) ?? expect.fail() };
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${statement}`.execute(tx.db);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
  }

  it.each(namesOf(LEAD_SORTS))(
    'walks an index in the order %s and sorts nothing, also behind a cursor',
    async (sort) => {
      const { pagination } = await list({ sort });
      for (const cursor of [undefined, pagination.nextCursor ?? undefined]) {
        const plan = await planOf({ sort, cursor });
        expect(plan).toMatch(new RegExp(`Index Scan (Backward )?using ${INDEX[sort]} on coverage_leads `));
        expect(plan).not.toMatch(/Sort|Seq Scan/);
      }
    },
  );

  it('walks in order where a search finds many, and goes by ids where it finds few', async () => {
    expect(await planOf({ q: 'main road', sort: 'urgent' })).toMatch(/Index Scan using coverage_leads_partner_due_idx/);
    expect(await planOf({ q: 'Company 777', sort: 'urgent' })).toMatch(/coverage_leads_pkey/);
  });

  it('never reads all leads, whatever is asked for', async () => {
    const reads = async (tx: Tx) => {
      const { rows } = await sql<{ n: string }>`
        select seq_scan as n from pg_stat_xact_user_tables where relname = 'coverage_leads'`.execute(tx.db);
      return Number(rows[0]?.n);
    };
    const queries = [
      ...CHOICES.map(([query]) => query),
      ...namesOf(LEAD_SORTS).map((sort) => ({ sort })),
      { q: 'road' },
    ];
    const found = await as('partner', async (tx) => {
      const before = await reads(tx);
      for (const query of queries) await listLeads(tx, mine, LeadsQuery.parse(query));
      return (await reads(tx)) - before;
    });
    expect(found).toBe(0);
  });
});
