import pg from 'pg';
import { listLeads } from '@/features/leads/read';
import { listDeskLeads } from '@/features/leads/read-desk';
import { closeDatabasePool } from '@/platform/db/pool';
import type { Tx } from '@/platform/db/transaction';
import { withUser } from '@/platform/db/with-user';
import { claimsOf, setStage } from '../../supabase/tests/people';
import { startTemporaryCluster } from '../../tools/postgres/temporary-cluster';
import { testPostgresVariable } from '../../tools/postgres/temporary-database';
import { seedBulk } from '../../tools/seed/bulk';
import { quantile } from '../quantile';
import { type Actor, plansOf } from './plans-of';

const PARTNERS = 1_000;
const LEADS = Number(process.env.BENCH_LEADS ?? 1_000_000);
const ROUNDS = 15;
const LIMIT_MS = 50;

/** A lead whose words are searched for. */
type Sample = {
  first: string;
  last: string;
  company: string;
  email: string;
  phone: string;
  address: string;
  city: string;
};

/** What people type: whole and partial words, rare and common ones, several at once, numbers, and what nobody has. */
function textsFrom({ first, last, company, email, phone, address, city }: Sample): string[] {
  return [
    last,
    `${first} ${last}`,
    last.slice(1, 5),
    company,
    email,
    email.slice(0, 9),
    '@example.com',
    `@example.com ${city}`,
    phone,
    phone.slice(-7, -2),
    address,
    city,
    city.slice(0, 2),
    'zzyzx nobody',
  ];
}

type Side = Actor & { name: string; search: (tx: Tx, q: string) => Promise<{ pagination: { total: number } }> };

/**
 * Searches 1 000 000 leads as a partner, who has 1 000 of them, and as the desk, which has all: the portal's own queries,
 * each text several times. Prints how long each took from the first statement to the last answer, between BEGIN and COMMIT,
 * the indexes that were asked, and the plan of the slowest.
 */
export async function benchLeadSearch(): Promise<void> {
  const cluster = await startTemporaryCluster();
  process.env[testPostgresVariable] = cluster.ownerUrl;
  const stage = await setStage();
  const database = new URL(cluster.superuserUrl);
  database.pathname = `/${stage.owner.database}`;
  const superuser = new pg.Client({ connectionString: database.href });
  try {
    await superuser.connect();
    console.log(`seeding ${PARTNERS.toLocaleString('en')} partners with ${LEADS.toLocaleString('en')} leads`);
    await seedBulk(stage.owner, { partners: PARTNERS, leads: LEADS });
    const { partnerId, userId, sample } = await somePartner(stage.owner);
    const query = { page: 1, limit: 20 };
    const sides: Side[] = [
      {
        name: 'partner',
        role: 'authenticated',
        claims: { ...claimsOf(stage, 'partner'), sub: userId },
        search: (tx, q) => listLeads(tx, partnerId, { ...query, q }),
      },
      {
        name: 'desk',
        role: 'portal_staff',
        claims: claimsOf(stage, 'partner_manager'),
        search: (tx, q) => listDeskLeads(tx, { ...query, q }),
      },
    ];
    for (const side of sides) await measureSide(superuser, side, textsFrom(sample));
  } finally {
    await superuser.end();
    await closeDatabasePool();
    await stage.close();
    await cluster.close();
  }
}

/** One of the new partners, and a lead of it whose words are searched for. */
async function somePartner(owner: pg.Client): Promise<{ partnerId: string; userId: string; sample: Sample }> {
  const { rows } = await owner.query<Sample & { partner_id: string; user_id: string }>(
    `select p.id as partner_id, p.user_id, l.first_name as first, l.last_name as last, l.company_name as company, l.email,
       l.phone, l.address, l.city
     from coverage_leads l join partners p on p.id = l.assigned_partner_id
     where l.company_name is not null and p.business_name like 'Bulk partner%' limit 1`,
  );
  const found = rows[0];
  if (!found) throw new Error('No lead was seeded');
  const { partner_id: partnerId, user_id: userId, ...sample } = found;
  return { partnerId, userId, sample };
}

async function measureSide(superuser: pg.Client, side: Side, texts: readonly string[]): Promise<void> {
  console.log(`\n${side.name}: ${ROUNDS} rounds each, at most ${LIMIT_MS} ms`);
  let slowest: { text: string; p50Ms: number; plans: string[] } | undefined;
  for (const text of texts) {
    const { times, total } = await timesOf(side, text);
    const plans = await plansOf(superuser, side, (tx) => side.search(tx, text));
    const p50Ms = quantile(times, 0.5);
    if (p50Ms > (slowest?.p50Ms ?? 0)) slowest = { text, p50Ms, plans };
    const [p50, worst] = [p50Ms, Math.max(...times)].map((ms) => `${ms.toFixed(1).padStart(6)} ms`);
    const found = `${String(total).padStart(6)} found   ${indexesIn(plans)}`;
    console.log(`${JSON.stringify(text).padEnd(44)} p50 ${p50}   worst ${worst}   ${found}`);
  }
  if (!slowest) return;
  const share = slowest.p50Ms / LIMIT_MS;
  console.log(
    `slowest: ${JSON.stringify(slowest.text)}, ${share.toFixed(2)} of ${LIMIT_MS} ms (at most 1.00). Its plans:`,
  );
  console.log(slowest.plans.filter((plan) => plan.includes('coverage_leads')).join('\n'));
}

async function timesOf(side: Side, text: string): Promise<{ times: number[]; total: number }> {
  const times: number[] = [];
  let total = 0;
  // The first one is not counted: caches and connection warm up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    await withUser(side.claims, async (tx) => {
      const startedMs = performance.now();
      const { pagination } = await side.search(tx, text);
      if (round > 0) times.push(performance.now() - startedMs);
      total = pagination.total;
    });
  }
  return { times, total };
}

/** The indexes over leads that were walked, and a warning where all leads were read. */
function indexesIn(plans: readonly string[]): string {
  const text = plans.join('\n').replace(/^.*\(never executed\)$/gm, '');
  const named = [...text.matchAll(/(?:using|Index Scan on) (coverage_leads_\w+)/g)].map(([, name]) => name);
  if (/Seq Scan on (?:public\.)?coverage_leads\b/.test(text)) named.push('READS ALL LEADS');
  return [...new Set(named)].join(', ');
}
