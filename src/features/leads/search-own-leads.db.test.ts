import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabasePool } from '@/platform/db/pool';
import { withUser } from '@/platform/db/with-user';
import { claimsOf, type Person, type Stage, setStage } from '../../../supabase/tests/people';
import { listLeads } from './read';

/** Of other partners; one of them has a lead like each of ours. */
const OTHERS = 20_000;

const LEADS = {
  zulu: {
    first_name: 'Nokuthula',
    last_name: 'Dlamini',
    email: 'noku.dlamini@example.com',
    phone: '+27 82 555 0101',
    company_name: 'Umhlanga 100% Fibre_Co (Pty) Ltd',
    address: '12 Marine Drive',
    suburb: 'Umhlanga',
    city: 'Durban',
  },
  irish: {
    first_name: 'Sinéad',
    last_name: "O'Brien",
    email: 'sinead@obrien.example.com',
    phone: '(083) 555-0102',
    company_name: null,
    address: '7 "Rose" Lane',
    suburb: 'Sandton',
    city: 'Johannesburg',
  },
  chinese: {
    first_name: '李',
    last_name: '小龍娜',
    email: 'li@example.com',
    phone: '0845550103',
    company_name: null,
    address: 'Unit C\\4',
    suburb: null,
    city: 'Cape Town',
  },
  foreign: {
    first_name: 'Jo',
    last_name: 'Ng',
    email: 'jo.ng@example.com',
    phone: '+44 (0)20 7946 0958',
    company_name: null,
    address: '3 Short Street',
    suburb: null,
    city: 'Gqeberha',
  },
} as const;
type Name = keyof typeof LEADS;

let stage: Stage;
const ids = new Map<string, Name>();

beforeAll(async () => {
  stage = await setStage();
  for (const partnerId of [stage.partnerIds.partner, stage.partnerIds.other_partner]) {
    for (const [name, lead] of Object.entries(LEADS)) {
      const { rows } = await stage.owner.query<{ id: string }>(
        `insert into coverage_leads (first_name, last_name, email, phone, company_name, address, suburb, city, assigned_partner_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id`,
        [...Object.values(lead), partnerId],
      );
      // The key is one of LEADS'.
      if (partnerId === stage.partnerIds.partner) ids.set(rows[0]?.id ?? '', name as Name);
    }
  }
  await stage.owner.query(
    `insert into coverage_leads (first_name, last_name, email, phone, address, city, assigned_partner_id)
     select 'Bulk', md5(n::text), 'bulk-' || n || '@example.com', '+2782' || lpad(n::text, 7, '0'), n || ' Main Road',
       'Durban', case when n % 2 = 0 then $1::uuid end from generate_series(1, $2::int) n`,
    [stage.partnerIds.other_partner, OTHERS],
  );
  await stage.owner.query('vacuum analyze coverage_leads');
});
afterAll(async () => {
  await closeDatabasePool();
  await stage.close();
});

const pageOf = (person: Person, partnerId: string, q: string) =>
  withUser(claimsOf(stage, person), (tx) => listLeads(tx, partnerId, { page: 1, limit: 20, q }));

async function found(q: string): Promise<(Name | undefined)[]> {
  const { leads, pagination } = await pageOf('partner', stage.partnerIds.partner, q);
  expect(pagination).toMatchObject({ total: leads.length, totalIsExact: true });
  return leads.map(({ id }) => ids.get(id)).toSorted();
}

/** How often an index was used so far, by every session. */
async function scansOf(index: string): Promise<number> {
  const { rows } = await stage.owner.query<{ idx_scan: string }>(
    'select idx_scan from pg_stat_user_indexes where indexrelname = $1',
    [index],
  );
  return Number(rows[0]?.idx_scan);
}

describe('the search of a partner’s leads', () => {
  it.each<[string, Name[]]>([
    ['nokuthula', ['zulu']],
    ['DLAMINI', ['zulu']],
    ['lami', ['zulu']],
    ['dlamini marine', ['zulu']],
    ['Durban Dlamini', ['zulu']],
    ['umhlanga', ['zulu']],
    ["O'Brien", ['irish']],
    ['"rose" lane', ['irish']],
    ['Sinéad', ['irish']],
    ['obrien.example', ['irish']],
    ['小龍', ['chinese']],
    ['李', ['chinese']],
    ['龍娜', []],
    ['Li', ['chinese']],
    ['jo ng', ['foreign']],
    ['Cape Town 小龍娜', ['chinese']],
    ['C\\4', ['chinese']],
    ['100%', ['zulu']],
    ['e_co', ['zulu']],
    ['Durban Sandton', []],
  ])('%s finds %j', async (q, names) => {
    expect(await found(q)).toEqual(names);
  });

  it.each<[string, Name]>([
    ['0825550101', 'zulu'],
    ['082 555 0101', 'zulu'],
    ['+27825550101', 'zulu'],
    ['+27 (0)82 555-0101', 'zulu'],
    ['27825550101', 'zulu'],
    ['0027 82 555 0101', 'zulu'],
    ['555 0101', 'zulu'],
    ['+27 83 555', 'irish'],
    ['083.555.0102', 'irish'],
    ['+27845550103', 'chinese'],
    ['084/555 0103', 'chinese'],
    ['+44 20 7946 0958', 'foreign'],
    ['0044 20 7946', 'foreign'],
  ])('finds a phone number typed as %s', async (q, name) => {
    expect(await found(q)).toEqual([name]);
  });

  it.each(['%', '_', '%%%', '\\', "'; drop table coverage_leads; --", 'd_amini', 'Dl%ni', "' or true --", '()', '...'])(
    'takes %s as what it is',
    async (q) => {
      expect(await found(q)).toEqual([]);
    },
  );

  it('never finds another partner’s leads, not even through the function, and nobody’s for others', async () => {
    expect(await found('Bulk')).toEqual([]);
    expect((await pageOf('partner', stage.partnerIds.other_partner, 'Bulk')).leads).toEqual([]);
    const { rows } = await withUser(claimsOf(stage, 'partner'), ({ db }) =>
      sql<{ id: string }>`select portal.search_own_leads('{%555%}', 100) as id`.execute(db),
    );
    expect(rows.map(({ id }) => ids.get(id)).toSorted()).toEqual(['chinese', 'irish', 'zulu']);
    for (const person of ['pending', 'suspended', 'registrant'] as const) {
      const asked = await withUser(claimsOf(stage, person), ({ db }) =>
        sql`select portal.search_own_leads('{%555%}', 100)`.execute(db),
      );
      expect(asked.rows).toEqual([]);
    }
  });

  it('is no business of the desk’s, nor of visitors’', async () => {
    const attempt = withUser(claimsOf(stage, 'super_admin'), ({ db }) =>
      sql`select portal.search_own_leads('{%a%}', 1)`.execute(db),
    );
    await expect(attempt).rejects.toMatchObject({ code: '42501' });
  });

  it('asks the trigram index, which row level security keeps the list from otherwise', async () => {
    const before = await scansOf('coverage_leads_own_search_idx');
    const { leads } = await pageOf('other_partner', stage.partnerIds.other_partner, 'bulk-7776@');
    expect(leads.map(({ last_name: name }) => name)).toHaveLength(1);
    // A session tells of its scans when its transaction is over, at the latest when it ends.
    await closeDatabasePool();
    await expect.poll(() => scansOf('coverage_leads_own_search_idx')).toBeGreaterThan(before);
  });
});
