import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../testing/crm-stage';
import { buildWorker, type WorkerProcess, type WorkerProgram } from '../testing/worker-process';
import { differences } from './differences';
import { makeInPortal, OPERATIONS, type Tracked } from './operations';
import { type Random, randomFrom } from './random';
import { makeWorld, type World } from './world';

export type ChaosPlan = { seed: number; operations: number; kills: number; report?: (line: string) => void };

export type ChaosResult = {
  leads: number;
  notes: number;
  kills: number;
  callbacks: { passed: number; lost: number; doubled: number; late: number };
  writes: number;
  /** Writes after both sides had become equal: an echo loop would go on. */
  writesAfterwards: number;
  differences: string[];
};

/** Leads that are there before anything goes wrong. */
const LEADS_AT_FIRST = 12;
const PAUSE_MS = 25;

/**
 * Does random things on both sides while the CRM fails in every way it can, callbacks get lost, doubled and reordered, and
 * workers are killed; then lets both sides come to rest and says in what they differ. The same seed does the same things.
 */
export async function runChaos({ seed, operations, kills, report = () => {} }: ChaosPlan): Promise<ChaosResult> {
  const random = randomFrom(seed);
  const world = await makeWorld(random);
  const program = await buildWorker(world.workerEnvironment);
  try {
    const leads: Tracked[] = [];
    for (let n = 0; n < LEADS_AT_FIRST; n += 1) await makeInPortal(world, leads, random);
    const killed = await rage(world, program, leads, random, { operations, kills, report });
    report('everything was done; both sides come to rest');
    const found = await rest(world, program, leads);
    const writes = await world.writes();
    const writesAfterwards = found.length > 0 ? 0 : (await writesWhilePolling(world)) - writes;
    const notes = leads.reduce((sum, lead) => sum + lead.notes.length, 0);
    const callbacks = world.webhook.counts;
    return { leads: leads.length, notes, kills: killed, callbacks, writes, writesAfterwards, differences: found };
  } finally {
    await program.close();
    await world.close();
  }
}

/** @returns how many workers were killed */
async function rage(
  world: World,
  program: WorkerProgram,
  leads: Tracked[],
  random: Random,
  { operations, kills, report }: Required<Omit<ChaosPlan, 'seed'>>,
): Promise<number> {
  let worker: WorkerProcess = await program.start();
  let restarting: Promise<void> | null = null;
  let killed = 0;
  for (let n = 1; n <= operations; n += 1) {
    await random.pick(OPERATIONS)(world, leads, random);
    await delay(random.below(PAUSE_MS));
    if (n % 100 === 0) report(`${n} operations, ${killed} kills, ${leads.length} leads`);
    // Spread over the run: a kill is due when fewer have been than belong to this place.
    if (killed >= Math.ceil((n * kills) / operations)) continue;
    await restarting;
    killed += 1;
    restarting = worker.kill().then(async () => {
      worker = await program.start();
    });
  }
  await restarting;
  return killed;
}

/** Heals everything and waits until nothing differs, at most as long as any doubt lasts. @returns what still differs */
async function rest(world: World, program: WorkerProgram, leads: readonly Tracked[]): Promise<string[]> {
  await world.heal();
  await world.webhook.calm();
  await program.start();
  await order(world, 'crm.pull');
  await order(world, 'crm.compare-all');
  let found: string[] = [];
  await until('both sides are equal', async () => {
    found = await differences(world, leads);
    return found.length === 0 && !(await isBusy(world));
  }).catch(() => undefined);
  return found;
}

async function order(world: World, task: string): Promise<void> {
  await world.stage.owner.query(`select graphile_worker.add_job($1, '{}', job_key := $2)`, [task, `chaos:${task}`]);
}

/** Doubts that are not settled, and the comparison of everything that is ordered at the end, may still change something. */
async function isBusy(world: World): Promise<boolean> {
  const { rows } = await world.stage.owner.query(
    `select 1 from crm_sync_records where state in ('pending', 'in_flight') or verify_at is not null
     union all select 1 where not exists (select from crm_runs where kind = 'reconcile' and state = 'done')
     union all select 1 from webhook_deliveries where source = 'zoho' and handled_at is null limit 1`,
  );
  return rows.length > 0;
}

/** Polls twice more and lets whatever follows happen. @returns how many calls have written by then */
async function writesWhilePolling(world: World): Promise<number> {
  const polledAt = async () => {
    const { rows } = await world.stage.owner.query<{ at: Date | null }>('select min(polled_at) as at from crm_cursors');
    return rows[0]?.at?.getTime() ?? 0;
  };
  for (let n = 0; n < 2; n += 1) {
    const before = await polledAt();
    await order(world, 'crm.pull');
    await until('the CRM was polled once more', async () => (await polledAt()) > before && !(await isBusy(world)));
  }
  return world.writes();
}
