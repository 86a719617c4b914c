import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';
import { readFields } from './know-fields';
import type { PushContext } from './push-context';
import {
  closeRun,
  countLinks,
  type Met,
  noCounts,
  noteProgress,
  openRun,
  type Run,
  type RunCounts,
  type RunPage,
  STEPS,
} from './run-queries';
import { RUN_STEPS } from './run-steps';

/** Carries out of a transaction what a dry run has found, so that everything it did is undone. */
class Undone extends Error {
  constructor(readonly page: RunPage) {
    super('a dry run leaves nothing');
  }
}

/**
 * Walks over everything on both sides, page by page: what is there is taken in, linked and compared, what is gone is noted,
 * what the CRM was never sent is queued. Each page and the place where the walk goes on are one commit, so a walk that was
 * interrupted goes on there. A dry run does the same and undoes each page.
 * @throws CrmError, CrmHold when the CRM cannot be used right now: the walk goes on when it is called again
 */
export async function carryOutRun(context: PushContext, runId: string): Promise<void> {
  const run = await withSystem((tx) => openRun(tx, runId));
  if (!run) return;
  // What a dry run remembers is gone with the process, so it begins anew.
  if (run.kind === 'dry_run') Object.assign(run, { counts: noCounts(), cursor: { step: STEPS[0], after: null } });
  try {
    await walk(context, run);
  } catch (error) {
    if (!(error instanceof TooMuchMissing)) throw error;
    const fault = { kind: 'misconfigured', code: 'TOO_MUCH_IS_MISSING', field: null };
    await withSystem((tx) => closeRun(tx, runId, fault));
  }
}

async function walk(context: PushContext, run: Run): Promise<void> {
  // What the CRM says of its fields may be why somebody wanted to look.
  await readFields(context.crm, context.mapping);
  const met: Met = new Set();
  for (const step of STEPS.slice(STEPS.indexOf(run.cursor.step))) {
    let after = run.cursor.step === step ? run.cursor.after : null;
    do {
      const prepare = await RUN_STEPS[step](context, after, met);
      const page = await commitPage(run, step, prepare);
      if (!page) return;
      after = page.after;
    } while (after !== null);
  }
  await withSystem((tx) => closeRun(tx, run.id));
}

/** More than this share of all leads gone at once, and more than a few: that is another organisation, not people tidying up. */
const MUCH = 0.1;
const FEW = 50;

/** The page that would have gone too far is undone with it. */
class TooMuchMissing extends Error {}

/** @returns null when somebody has stopped the run */
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
    const { links } = await countLinks(tx);
    if (run.counts.missing > Math.max(FEW, links * MUCH)) throw new TooMuchMissing();
    const next = done.after === null ? STEPS[STEPS.indexOf(step) + 1] : step;
    const cursor = { step: next ?? step, after: done.after };
    return (await noteProgress(tx, run.id, { cursor, counts: run.counts, samples: done.samples })) ? done : null;
  });
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
