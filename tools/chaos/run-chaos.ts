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
  done: number;
  killed: number;
  callbacks: { passed: number; lost: number; doubled: number; late: number };
  writes: number;
  /** Writes after both sides had become equal: an echo loop would go on. */
  writesAfterwards: number;
  differences: string[];
};

/** Leads that are there before anything goes wrong. */
const LEADS_AT_FIRST = 12;
const PAUSE_MS = 150;
/** How long a worker lives before it is killed. */
const LONGEST_LIFE_MS = 2_500;
const LONGEST_IDLE_MS = 15_000;
/** How long both sides may take to come to rest: several times as long as a doubt lasts. */
const REST_MS = 180_000;
const LOOK_AGAIN_MS = 200;

/**
 * Does random things on both sides while the CRM fails in every way it can, callbacks get lost, doubled and reordered, and
 * workers are killed; then lets both sides come to rest and says in what they differ. The same seed does the same things.
 */
export async function runChaos({ seed, operations, kills, report = () => {} }: ChaosPlan): Promise<ChaosResult> {
  const random = randomFrom(seed);
  // Streams of their own, so that the order in which things happen at once does not change what is done.
  const world = await makeWorld(randomFrom(seed + 1));
  const program = await buildWorker(world.workerEnvironment);
  try {
    const leads: Tracked[] = [];
    for (let n = 0; n < LEADS_AT_FIRST; n += 1) await makeInPortal(world, leads, random);
    const raged = await rage(world, program, leads, random, { seed, operations, kills, report });
    report('everything was done; both sides come to rest');
    const found = await rest(world, program, leads);
    const { writes } = await world.calls();
    const writesAfterwards = found.length > 0 ? 0 : (await writesWhilePolling(world)) - writes;
    const notes = leads.reduce((sum, lead) => sum + lead.notes.length, 0);
    const callbacks = world.webhook.counts;
    return { leads: leads.length, notes, ...raged, callbacks, writes, writesAfterwards, differences: found };
  } finally {
    await program.close();
    await world.close();
  }
}

/** @returns how many operations were done and how many workers were killed, each at least as often as planned */
async function rage(
  world: World,
  program: WorkerProgram,
  leads: Tracked[],
  random: Random,
  { seed, operations, kills, report }: Required<ChaosPlan>,
): Promise<{ done: number; killed: number }> {
  let worker: WorkerProcess | null = await program.start();
  const lives = randomFrom(seed + 2);
  let life = { killAtMs: Date.now() + lives.below(LONGEST_LIFE_MS), calls: (await world.calls()).all };
  let restarting: Promise<void> = Promise.resolve();
  const replace = async (dying: WorkerProcess) => {
    await dying.kill();
    worker = await program.start();
    life = { killAtMs: Date.now() + lives.below(LONGEST_LIFE_MS), calls: (await world.calls()).all };
  };
  let [done, killed] = [0, 0];
  while (done < operations || killed < kills) {
    await random.pick(OPERATIONS)(world, leads, random);
    await delay(random.below(PAUSE_MS));
    done += 1;
    if (done % 100 === 0) report(`${done} operations, ${killed} kills, ${leads.length} leads`);
    if (!worker || killed >= kills || !(await isRipe(world, life))) continue;
    killed += 1;
    // Whatever it is doing right now, it does not end. Things go on happening while the next one starts.
    restarting = replace(worker);
    worker = null;
  }
  await restarting;
  return { done, killed };
}

/** A worker that has done nothing yet proves nothing by its death; one that never gets to do anything goes all the same. */
async function isRipe(world: World, life: { killAtMs: number; calls: number }): Promise<boolean> {
  if (Date.now() < life.killAtMs) return false;
  return Date.now() > life.killAtMs + LONGEST_IDLE_MS || (await world.calls()).all > life.calls;
}

/** Heals everything and waits until nothing differs, at most as long as any doubt lasts. @returns what still differs */
async function rest(world: World, program: WorkerProgram, leads: readonly Tracked[]): Promise<string[]> {
  await world.heal();
  await world.webhook.calm();
  await program.start();
  await order(world, 'crm.pull');
  await order(world, 'crm.compare-all');
  const deadline = Date.now() + REST_MS;
  for (;;) {
    const busy = await busyWith(world);
    const found = [...(await differences(world, leads)), ...busy];
    if (found.length === 0 || Date.now() > deadline) return found;
    await delay(LOOK_AGAIN_MS);
  }
}

async function order(world: World, task: string): Promise<void> {
  await world.stage.owner.query(`select graphile_worker.add_job($1, '{}', job_key := $2)`, [task, `chaos:${task}`]);
}

/** Doubts that are not settled, and the comparison of everything that is ordered at the end, may still change something. */
async function busyWith(world: World): Promise<string[]> {
  const { rows } = await world.stage.owner.query<{ what: string }>(
    `select entity || ' ' || entity_id || ' is ' || state || coalesce(', to be read again at ' || verify_at, '') as what
     from crm_sync_records where state in ('pending', 'in_flight') or verify_at is not null
     union all select 'not everything was compared yet' where not exists (
       select from crm_runs where kind = 'reconcile' and state = 'done')
     union all select 'a callback waits' from webhook_deliveries where source = 'zoho' and handled_at is null`,
  );
  return rows.map(({ what }) => what);
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
    await until(
      'the CRM was polled once more',
      async () => (await polledAt()) > before && (await busyWith(world)).length === 0,
    );
  }
  return (await world.calls()).writes;
}
