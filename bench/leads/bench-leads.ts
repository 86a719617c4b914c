import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createClient } from '@supabase/supabase-js';
import pg from 'pg';
import { clusterHome } from '../../tools/postgres/cluster-home';
import { postgresUser } from '../../tools/postgres/run-as';
import { seedBulk } from '../../tools/seed/bulk';
import { type Stack, startStack } from '../../tools/stack/start-stack';
import { quantile } from '../quantile';
import { listStatement, type Statement } from './list-statement';
import { CONNECTIONS, type Figures, measureAlone, measureHttp, measureSql, medianOf } from './measure';

const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);
const ROUNDS = 3;
const SMALL = { partners: 10, leads: 10_000 };
const LARGE = { partners: 990, leads: 990_000 };
const STATUS = 'contacted';
const PASSWORD = 'Bench-password-1';

/** One partner of the data, with a session as a browser has it. */
type Subject = { cookie: string; claims: Record<string, unknown>; statement: Statement };

/**
 * GET /api/partners/leads, filtered, 20 of the 1,000 leads of one partner with their total, against two limits on the
 * same data in the same run; and its p50 with 1,000,000 leads against that with 10,000.
 */
export async function benchLeads(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
  const clusterFolder = clusterHome(dataDir, postgresUser()).folder;
  const stack = await startStack({ dataDir, webPort: 0, report: (message) => console.log(message) });
  const owner = new pg.Client({ connectionString: stack.env.MIGRATION_DATABASE_URL });
  await owner.connect();
  try {
    await seedBulk(owner, SMALL);
    const subject = await prepareSubject(stack, owner);
    const small = await rounds(stack, owner, subject);
    report('10 000 leads', small);
    // It would wait for the leads while they are locked, and take its share of the machine.
    await stack.killWorker();
    console.log(`seeding ${LARGE.leads.toLocaleString('en')} more leads`);
    await seedBulk(owner, LARGE);
    const large = await rounds(stack, owner, subject);
    report('1 000 000 leads', large);
    reportGrowth(small, large);
  } finally {
    await owner.end();
    await stack.stop();
    // As root the cluster lies elsewhere, see clusterHome().
    for (const folder of [clusterFolder, dataDir]) rmSync(folder, { recursive: true, force: true });
  }
}

async function prepareSubject(stack: Stack, owner: pg.Client): Promise<Subject> {
  const { rows } = await owner.query<{ id: string; user_id: string; email: string }>(
    `select id, user_id, email from partners order by created_at limit 1`,
  );
  const partner = rows[0];
  if (!partner) throw new Error('No partner was seeded');
  const { SUPABASE_URL: url = '', SUPABASE_SECRET_KEY: key = '' } = stack.env;
  const admin = createClient(url, key, { auth: { persistSession: false } });
  const { error } = await admin.auth.admin.updateUserById(partner.user_id, { password: PASSWORD, email_confirm: true });
  if (error) throw error;
  const answer = await fetch(`${stack.urls.web}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: partner.email, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`The partner cannot log in: ${answer.status}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const claims = { sub: partner.user_id, role: 'authenticated', aud: 'authenticated' };
  return { cookie, claims, statement: await listStatement(owner, partner.id, STATUS) };
}

type Round = { api: Figures; bare: Figures; sql: Figures; alone: { p50Ms: number } };

/** The three in turn, several times, so that a machine whose speed drifts treats them alike. */
async function rounds(stack: Stack, owner: pg.Client, subject: Subject): Promise<Round> {
  const { DATABASE_URL: databaseUrl = '' } = stack.env;
  const postgres = await postmasterPid(owner);
  const bareServer = await startBareServer({ databaseUrl, claims: subject.claims, statement: subject.statement });
  const apiUrl = `${stack.urls.web}/api/partners/leads?limit=20&status=${STATUS}`;
  const pids = { api: { server: webPid(), postgres }, bare: { server: bareServer.child.pid ?? null, postgres } };
  const all: Round[] = [];
  // Connections, plans and caches warm up before anything counts.
  await measureHttp(apiUrl, { cookie: subject.cookie }, 2, pids.api);
  await measureHttp(bareServer.url, {}, 2, pids.bare);
  for (let round = 0; round < ROUNDS; round++) {
    all.push({
      api: await measureHttp(apiUrl, { cookie: subject.cookie }, SECONDS, pids.api),
      bare: await measureHttp(bareServer.url, {}, SECONDS, pids.bare),
      sql: await measureSql(databaseUrl, subject.claims, subject.statement, SECONDS, postgres),
      alone: await measureAlone(apiUrl, { cookie: subject.cookie }, 1500),
    });
  }
  bareServer.child.kill();
  const median = (pick: (round: Round) => Figures) => medianOf(all.map(pick));
  const alone = {
    p50Ms: quantile(
      all.map((round) => round.alone.p50Ms),
      0.5,
    ),
  };
  return { api: median((r) => r.api), bare: median((r) => r.bare), sql: median((r) => r.sql), alone };
}

function startBareServer(order: object): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'bare-server.ts')], {
    env: { ...process.env, BARE_ORDER: JSON.stringify(order) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The bare server ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', (url) => resolve({ child, url }));
  });
}

const parentOf = (pid: number) => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);

async function postmasterPid(owner: pg.Client): Promise<number> {
  const { rows } = await owner.query<{ pid: number }>('select pg_backend_pid() as pid');
  return parentOf(rows[0]?.pid ?? 0);
}

/** The web process is a child of this one. */
function webPid(): number {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((name) => {
      try {
        return (
          readFileSync(`/proc/${name}/cmdline`, 'utf8').includes('dist/web.js') &&
          parentOf(Number(name)) === process.pid
        );
      } catch {
        return false; // it has ended meanwhile
      }
    });
  if (!found) throw new Error('The web process cannot be found');
  return Number(found);
}

const line = (name: string, f: Figures) =>
  `${name.padEnd(34)} ${f.perSecond.toFixed(0).padStart(7)}/s   p50 ${f.p50Ms.toFixed(1).padStart(6)} ms   p99 ${f.p99Ms.toFixed(1).padStart(6)} ms   ` +
  `CPU a request: server ${f.serverCpuMs.toFixed(2)} ms, Postgres ${f.postgresCpuMs.toFixed(2)} ms`;

function report(rows: string, round: Round): void {
  console.log(
    `\n${rows}, one partner with 1 000; medians of ${ROUNDS} rounds of ${SECONDS} s, ${CONNECTIONS} connections`,
  );
  console.log(line('API', round.api));
  console.log(line('bare node:http', round.bare));
  console.log(line('bare SQL', round.sql));
  console.log(`API, one request after another       p50 ${round.alone.p50Ms.toFixed(2)} ms`);
  console.log(
    `API / bare node:http ${(round.api.perSecond / round.bare.perSecond).toFixed(2)} (at least 0.70, aim 0.90)`,
  );
  console.log(`API / bare SQL       ${(round.api.perSecond / round.sql.perSecond).toFixed(2)}`);
}

function reportGrowth(small: Round, large: Round): void {
  const [loaded, alone] = [large.api.p50Ms / small.api.p50Ms, large.alone.p50Ms / small.alone.p50Ms];
  console.log(
    `\np50 at 1 000 000 / p50 at 10 000: ${loaded.toFixed(2)} under load, ${alone.toFixed(2)} one after another (at most 1.30)`,
  );
}
