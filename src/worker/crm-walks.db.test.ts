import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { carryOutRun } from '@/features/crm/jobs/carry-out-run';
import { until } from '../../tools/testing/crm-stage';
import { runJobs } from '../../tools/testing/run-jobs';
import { type SyncStage, startSyncStage, walkRow } from '../../tools/testing/sync-stage';
import { buildWorker, type WorkerProgram } from '../../tools/testing/worker-process';

const PAGE = 200;
const IN_CRM = 3 * PAGE + 50;

let crm: SyncStage;
let program: WorkerProgram;

beforeAll(async () => {
  crm = await startSyncStage({ latencyMs: 5 });
  process.env.ZOHO_MCP_URL = crm.mcpUrl;
  await crm.stage.owner.query(`update crm_connection set mapping = '{"importNew": "all"}'`);
  program = await buildWorker({ ZOHO_MCP_URL: crm.mcpUrl, ZOHO_TIMEOUT_MS: '5000' });
  // What both sides had before they were connected: leads of the CRM alone, of the portal alone, and of both.
  for (let n = 0; n < IN_CRM; n += 1) {
    const zohoId = await crm.changeInCrm('Leads', { Last_Name: `Lead ${n}`, Company: `Lead ${n}`, City: 'Paarl' });
    const known = { zoho_lead_id: zohoId, last_name: `Lead ${n}`, city: 'Durban', updated_at: new Date(0) };
    if (n % 10 === 0) await crm.makeLead(known);
  }
  for (let n = 0; n < 30; n += 1) await crm.makeLead({ first_name: `Portal ${n}` });
});
afterAll(async () => {
  await program.close();
  await crm.close();
});

const TABLES = [
  'coverage_leads',
  'crm_sync_records',
  'crm_differences',
  'crm_cursors',
  'partner_audit_log',
  'partner_lead_assignments',
  'partner_lead_intake',
  'graphile_worker._private_jobs',
];

async function dump(): Promise<string[]> {
  const marks: string[] = [];
  for (const table of TABLES) {
    const { rows } = await crm.stage.owner.query<{ mark: string }>(
      `select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as mark from ${table} t`,
    );
    marks.push(rows[0]?.mark ?? '');
  }
  return marks;
}

async function count(what: string): Promise<number> {
  const { rows } = await crm.stage.owner.query<{ n: number }>(`select count(*)::int as n from ${what}`);
  return rows[0]?.n ?? 0;
}

const linkedPartners = () => count(`crm_sync_records where entity in ('account', 'partner') and zoho_id is not null`);

/** As an administrator orders it: a row, and the event that starts it. */
async function order(kind: string): Promise<string> {
  const { rows } = await crm.stage.owner.query<{ id: string }>(
    `with run as (insert into crm_runs (kind) values ($1) returning id)
     select id, graphile_worker.add_job('crm.run', json_build_object('payload', json_build_object('runId', id)),
       queue_name := 'crm.walks') from run`,
    [kind],
  );
  return rows[0]?.id ?? expect.fail('the walk is ordered');
}

describe('a first connection', () => {
  let tried: Record<string, number>;

  it('is tried out first, and that leaves nothing behind', async () => {
    const [before, { writes }] = [await dump(), await crm.calls()];
    const run = await crm.walk('dry_run');
    expect(run).toMatchObject({ state: 'done', fault: null });
    tried = run.counts;
    expect(tried).toMatchObject({ walked: IN_CRM, portal_create: 585, portal_link: 65, crm_create: 34, missing: 0 });
    expect(await dump()).toEqual(before);
    expect((await crm.calls()).writes).toBe(writes);
  });

  it('fills both sides as it was foreseen, although its worker is killed on the way, and doubles nothing', async () => {
    const leads = await count('coverage_leads');
    // As if these leads had been made long ago: no poll of the last minute brings them.
    await crm.stage.owner.query(`insert into crm_cursors (module, modified_time) values ('Leads', now() + '1 hour')`);
    const id = await order('backfill');
    const worker = await program.start();
    await until('the walk is on its way', async () => ((await walkRow(crm, id)).counts.walked ?? 0) >= PAGE);
    await worker.kill();
    const { counts, state } = await walkRow(crm, id);
    expect([state, (counts.walked ?? 0) % PAGE]).toEqual(['running', 0]);
    expect(counts.walked).toBeLessThan(IN_CRM);
    const second = await program.start();
    await until('the walk is over', async () => (await walkRow(crm, id)).state === 'done');
    expect((await walkRow(crm, id)).counts).toEqual(tried);
    expect(await count('coverage_leads')).toBe(leads + 585);
    await until(
      'everything is sent',
      async () => (await count(`crm_sync_records where entity = 'lead' and state <> 'synced'`)) === 0,
      async () => count(`crm_sync_records where state <> 'synced'`),
    );
    await second.stop();
    const records = await crm.records('Leads');
    expect(new Set(records.map(({ External_Lead_ID: ours }) => ours)).size).toBe(records.length);
    expect(records).toHaveLength(IN_CRM + 31);
    // The CRM's people wrote after the portal last did.
    expect(records.filter(({ City: city }) => city === 'Durban')).toEqual([]);
  });

  it('once done finds nothing more to do', async () => {
    const before = await dump();
    const { counts } = await crm.walk('backfill');
    expect(counts).toMatchObject({ walked: expect.any(Number), portal_create: 0, portal_link: 0, portal_change: 0 });
    expect(counts).toMatchObject({ crm_create: 0, crm_change: 0, conflicts: 0, missing: 0 });
    expect(await dump()).toEqual(before);
  });
});

describe('a walk', () => {
  it('that somebody stops ends where it is', async () => {
    const { rows } = await crm.stage.owner.query<{ id: string }>(
      `insert into crm_runs (kind) values ('backfill') returning id`,
    );
    const id = rows[0]?.id ?? '';
    await crm.orderFault('slow', { delayMs: 300, times: 20, tool: 'executeCOQLQuery' });
    const walking = carryOutRun(await crm.context(), id);
    await until('it is on its way', async () => ((await walkRow(crm, id)).counts.walked ?? 0) > 0);
    await crm.stage.owner.query(`update crm_runs set state = 'stopped' where id = $1`, [id]);
    await walking;
    await crm.heal();
    const { state, counts } = await walkRow(crm, id);
    expect(state).toBe('stopped');
    expect(counts.walked).toBeLessThan(IN_CRM);
  });

  it('that two workers carry out is counted once', async () => {
    const { rows } = await crm.stage.owner.query<{ id: string }>(
      `insert into crm_runs (kind) values ('reconcile') returning id`,
    );
    const id = rows[0]?.id ?? '';
    const context = await crm.context();
    const alone = { crm: (await crm.records('Leads')).length, partners: await linkedPartners() };
    await Promise.all([carryOutRun(context, id), carryOutRun(context, id)]);
    // Whoever was slower has ended; the other one is through, or goes on when it is called again.
    await carryOutRun(context, id);
    const { state, counts } = await walkRow(crm, id);
    expect([state, counts.walked]).toEqual(['done', alone.crm + alone.partners]);
  });

  it('whose job was lost with its worker is taken up by the next night', async () => {
    const { rows } = await crm.stage.owner.query<{ id: string }>(
      `insert into crm_runs (kind, state) values ('reconcile', 'running') returning id`,
    );
    await crm.stage.owner.query(`select graphile_worker.add_job('crm.compare-all')`);
    await runJobs();
    expect((await walkRow(crm, rows[0]?.id ?? '')).state).toBe('done');
    expect(await count('crm_runs where requested_by is null')).toBeGreaterThan(0);
  });

  it('of a CRM that lacks the portal’s field ends and says which', async () => {
    const context = await crm.context();
    const mapping = { ...context.mapping, leads: { ...context.mapping.leads, externalIdField: 'External_Nothing' } };
    const { rows } = await crm.stage.owner.query<{ id: string }>(
      `insert into crm_runs (kind) values ('dry_run') returning id`,
    );
    await carryOutRun({ ...context, mapping }, rows[0]?.id ?? '');
    expect(await walkRow(crm, rows[0]?.id ?? '')).toMatchObject({
      state: 'failed',
      fault: { kind: 'misconfigured', code: 'FIELD_IS_MISSING', field: 'External_Nothing' },
    });
  });
});

describe('the comparison of the night', () => {
  it('finds what no poll and no callback has told: changes, deletions, new leads', async () => {
    const [changed, deleted] = (await crm.records('Leads')).slice(0, 2);
    await crm.changeInCrm('Leads', { id: changed?.id, City: 'Upington' });
    await crm.changeInCrm('Leads', { id: deleted?.id, delete: true });
    const made = await crm.changeInCrm('Leads', { Last_Name: 'Late', Company: 'Late' });
    const { counts } = await crm.walk('reconcile');
    expect(counts).toMatchObject({ portal_create: 1, portal_change: 1, missing: 1 });
    expect(await crm.inPortal(String(changed?.External_Lead_ID))).toMatchObject({ city: 'Upington' });
    expect(await crm.inPortal(String(deleted?.External_Lead_ID))).toMatchObject({ crm_deleted_at: expect.any(Date) });
    expect(await crm.leadOf(made)).not.toBeNull();
  });

  it('touches no lead when too much is missing: that is another organisation', async () => {
    // Ids below, between and behind those that the CRM has.
    const ids = Array.from(
      { length: 90 },
      (_one, n) => [`17${n}`, `57257670000004${n}0001`, `9${n}57257670000004000`][n % 3],
    );
    for (const zohoId of ids) {
      const leadId = await crm.makeLead();
      await crm.stage.owner.query(
        `insert into crm_sync_records (entity, entity_id, state, zoho_id) values ('lead', $1, 'synced', $2)`,
        [leadId, `${zohoId}`],
      );
    }
    const before = await count('coverage_leads where crm_deleted_at is not null');
    const { state, fault } = await crm.walk('reconcile');
    expect([state, fault]).toEqual(['failed', { kind: 'misconfigured', code: 'TOO_MUCH_IS_MISSING', field: null }]);
    expect(await count('coverage_leads where crm_deleted_at is not null')).toBe(before);
    expect(await count(`crm_differences where zoho_id like '17%'`)).toBe(0);
  });
});
