import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { CrmMapping } from '@/features/crm/domain/crm-mapping';
import { CrmGate } from '@/features/crm/jobs/gate';
import { knownEntities } from '@/features/crm/jobs/know-fields';
import { pushToCrm } from '@/features/crm/jobs/push';
import { connectCrm } from '@/integrations/zoho/connect';
import type { CrmPort } from '@/integrations/zoho/port';
import { log } from '@/platform/log/log';
import { type Stage, setStage } from '../../supabase/tests/people';

const LEADS = 20_000;
const RECORDS_A_CALL = 100;
const CALL_MS = 300;
const CALLS_AT_ONCE = 3;
const NEEDED_CALLS = Math.ceil(LEADS / RECORDS_A_CALL);
const MOST_CALLS = Math.floor(NEEDED_CALLS * 1.1);
const THEORY_SECONDS = (NEEDED_CALLS / CALLS_AT_ONCE) * (CALL_MS / 1000);

/**
 * Sends 20 000 leads to a CRM that takes 300 ms a call and lets three through at once: first all as new ones, then all
 * with a changed status. Prints the write calls, and the rate against what those two numbers allow and against the same
 * calls made by a bare loop in the same run.
 */
export async function benchCrmDrain(): Promise<void> {
  const stage = await setStage();
  const zoho = await startZoho();
  const port = await connectCrm({ kind: 'mcp', mcpUrl: zoho.mcpUrl, timeoutMs: 60_000, log });
  try {
    await seed(stage);
    report('20 000 new leads', await drain(zoho, port));
    await stage.owner.query(`update coverage_leads set status = 'interested'`);
    await mark(stage);
    report('20 000 changed leads', await drain(zoho, port));
    report('the same calls in a bare loop', await bareLoop(zoho, port));
  } finally {
    await port.close();
    zoho.child.kill();
    await stage.close();
    rmSync(zoho.dataDir, { recursive: true, force: true });
  }
}

async function seed(stage: Stage): Promise<void> {
  await stage.owner.query('delete from crm_sync_records');
  await stage.owner.query(
    `insert into coverage_leads (first_name, last_name, email, phone, address, city, status, assigned_partner_id)
     select 'Lead', n::text, 'lead-' || n || '@example.com', '+27820000001', n || ' Main Road', 'Durban', 'contacted', $2
     from generate_series(1, $1) n`,
    [LEADS, stage.partnerIds.partner],
  );
  await stage.owner.query(
    `delete from coverage_leads where address not like '%Main Road' and assigned_partner_id is null`,
  );
  await mark(stage);
}

async function mark(stage: Stage): Promise<void> {
  await stage.owner.query(
    `insert into crm_sync_records (entity, entity_id)
     select 'lead', id from coverage_leads where address like '%Main Road'
     on conflict (entity, entity_id) do update set version = crm_sync_records.version + 1, state = 'pending',
       next_attempt_at = now()`,
  );
  await stage.owner.query('vacuum (analyze) crm_sync_records');
}

type Drained = { seconds: number; calls: number };

async function drain(zoho: Zoho, port: CrmPort): Promise<Drained> {
  const gate = new CrmGate(
    async () => port,
    () => ({ calls: 0, credits: 0 }),
  );
  const mapping = CrmMapping.parse({});
  const entities = await knownEntities(gate, mapping);
  return timed(zoho, () => pushToCrm({ crm: gate, mapping, entities, verifyAfterMs: 1_000_000 }));
}

/** The most that this client and this CRM can do on this machine: three loops that only call. */
async function bareLoop(zoho: Zoho, port: CrmPort): Promise<Drained> {
  const options = { externalIdField: 'External_Lead_ID', trigger: [] };
  let left = NEEDED_CALLS;
  const loop = async () => {
    while (left > 0) {
      left -= 1;
      const batch = Array.from({ length: RECORDS_A_CALL }, (_none, n) => ({
        External_Lead_ID: `bare-${left}-${n}`,
        Last_Name: 'Bare',
        Lead_Status: 'Contacted',
      }));
      await port.upsertRecords('Leads', batch, options);
    }
  };
  return timed(zoho, () => Promise.all(Array.from({ length: CALLS_AT_ONCE }, loop)));
}

async function timed(zoho: Zoho, work: () => Promise<unknown>): Promise<Drained> {
  const before = await writeCalls(zoho.url);
  const startedAt = performance.now();
  await work();
  return { seconds: (performance.now() - startedAt) / 1000, calls: (await writeCalls(zoho.url)) - before };
}

async function writeCalls(url: string): Promise<number> {
  const Totals = z.object({ totals: z.record(z.string(), z.number()) });
  const { totals } = Totals.parse(await (await fetch(`${url}/calls?limit=1`)).json());
  return (totals.upsertRecords ?? 0) + (totals.updateRecords ?? 0);
}

function report(what: string, { seconds, calls }: Drained): void {
  const ratio = THEORY_SECONDS / seconds;
  console.log(
    `${what}: ${calls} write calls (at most ${MOST_CALLS}), ${seconds.toFixed(1)} s, ${Math.round(LEADS / seconds)} leads/s, ` +
      `${(ratio * 100).toFixed(1)} % of the ${Math.round(LEADS / THEORY_SECONDS)} leads/s that ${CALLS_AT_ONCE} calls of ${CALL_MS} ms at once allow`,
  );
}

type Zoho = { url: string; mcpUrl: string; child: ReturnType<typeof spawn>; dataDir: string };

/** The CRM in a process of its own, as it is elsewhere. */
async function startZoho(): Promise<Zoho> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'crm-drain-'));
  const main = path.resolve(import.meta.dirname, '../../sandbox/zoho/main.ts');
  const ZOHO_MODE = `replies=json,latencyMs=${CALL_MS},maxConcurrent=${CALLS_AT_ONCE}`;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--import', 'tsx', main], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, ZOHO_MODE },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`The CRM ended with ${code}`)));
    createInterface({ input: child.stdout }).once('line', resolve);
  });
  const { listening, mcpUrl } = z.object({ listening: z.string(), mcpUrl: z.string() }).parse(JSON.parse(line));
  return { url: listening, mcpUrl, child, dataDir };
}
