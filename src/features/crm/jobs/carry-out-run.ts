import { CrmError } from '@/integrations/zoho/errors';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { placeOf } from '../domain/crm-mapping';
import { knownEntities } from './know-fields';
import type { CrmFault } from './outbox';
import type { PushContext } from './push-context';
import {
  closeRun,
  countLinks,
  type Memory,
  noteProgress,
  openRun,
  type Run,
  type RunCounts,
  type RunPage,
  STEPS,
} from './run-queries';
import { RUN_STEPS } from './run-steps';
import { faultOf } from './send-batch';

/** Carries out of a transaction what a dry run has found, so that everything it did is undone. */
class Undone extends Error {
  constructor(readonly page: RunPage) {
    super('a dry run leaves nothing');
  }
}

/**
 * Walks over everything on both sides, page by page: what is there is taken in, linked and compared, what is gone is noted,
 * what the CRM was never sent is queued. Each page and the place where the walk goes on are one commit, so a walk that was
 * interrupted goes on there. A dry run does the same and undoes each page. What only a person can put right ends the walk.
 * @throws CrmError, CrmHold when the CRM cannot be used right now: the walk goes on when it is called again
 */
export async function carryOutRun(context: PushContext, runId: string): Promise<void> {
  const run = await withSystem((tx) => openRun(tx, runId));
  if (!run) return;
  try {
    const entities = await knownEntities(context.crm, context.mapping, isAtStart(run) ? 'anew' : 'when old');
    if (!entities.includes('lead')) throw new Hopeless(fieldIsMissing(context));
    await walk({ ...context, entities }, run);
  } catch (error) {
    const fault = faultThatEnds(error);
    if (!fault) throw error;
    await withSystem((tx) => closeRun(tx, runId, fault));
  }
}

function isAtStart({ cursor }: Run): boolean {
  return cursor.step === STEPS[0] && cursor.after === null;
}

/** What goes on being so however often the walk is tried. */
class Hopeless extends Error {
  constructor(readonly fault: CrmFault) {
    super('the walk cannot go on');
  }
}

function fieldIsMissing({ mapping }: PushContext): CrmFault {
  return { kind: 'misconfigured', code: 'FIELD_IS_MISSING', field: placeOf('lead', mapping).externalIdField };
}

function faultThatEnds(error: unknown): CrmFault | null {
  if (error instanceof Hopeless) return error.fault;
  const isTheirs = error instanceof CrmError && (error.kind === 'misconfigured' || error.kind === 'rejected');
  return isTheirs ? faultOf(error) : null;
}

async function walk(context: PushContext, run: Run): Promise<void> {
  const memory: Memory = { met: new Set(), missing: run.missing };
  for (const step of STEPS.slice(STEPS.indexOf(run.cursor.step))) {
    let after = run.cursor.step === step ? run.cursor.after : null;
    do {
      const prepare = await RUN_STEPS[step](context, after, memory);
      const page = await commitPage(run, step, prepare);
      if (!page) return;
      memory.missing.push(...(page.missing ?? []));
      after = page.after;
    } while (after !== null);
  }
  await withSystem((tx) => closeRun(tx, run.id));
}

/** More than this share of all leads gone at once, and more than a few: that is another organisation, not people tidying up. */
const MUCH = 0.1;
const FEW = 50;

/** @returns null when somebody has stopped the run, or walks it as well */
async function commitPage(
  run: Run,
  step: Run['cursor']['step'],
  work: (tx: Tx) => Promise<RunPage>,
): Promise<RunPage | null> {
  const page = run.kind === 'dry_run' ? await tryOut(work) : null;
  return withSystem(async (tx) => {
    const done = page ?? (await work(tx));
    for (const [name, number] of Object.entries(done.counts)) {
      // The keys of a page's counts are names of counts.
      run.counts[name as keyof RunCounts] += number;
    }
    await checkMissing(tx, run);
    const next = done.after === null ? STEPS[STEPS.indexOf(step) + 1] : step;
    const cursor = { step: next ?? step, after: done.after };
    const missing = run.kind === 'dry_run' ? [] : (done.missing ?? []);
    if (!(await noteProgress(tx, run, { cursor, counts: run.counts, samples: done.samples, missing }))) return null;
    run.seenCursor = JSON.stringify(cursor);
    return done;
  });
}

/** @throws Hopeless before the first of them has become a tombstone */
async function checkMissing(tx: Tx, { counts }: Run): Promise<void> {
  if (counts.missing <= FEW) return;
  const { links } = await countLinks(tx);
  if (counts.missing <= links * MUCH) return;
  throw new Hopeless({ kind: 'misconfigured', code: 'TOO_MUCH_IS_MISSING', field: null });
}

async function tryOut(work: (tx: Tx) => Promise<RunPage>): Promise<RunPage> {
  try {
    await withSystem(async (tx) => {
      throw new Undone(await work(tx));
    });
  } catch (error) {
    if (error instanceof Undone) return error.page;
    throw error;
  }
  throw new Error('a dry run was not undone');
}
