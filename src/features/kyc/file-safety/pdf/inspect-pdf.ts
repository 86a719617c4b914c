import { z } from 'zod';
import { FILE_REFUSALS, type FileFault } from '../file-refusals';
import { tooBusyToCheck } from '../too-busy';

const HEAP_LIMIT_MB = 256;
const LIMITS = {
  /** What a look may take of the processor: beyond this a file is no document but an attack, or hopelessly broken. */
  processorMs: 10_000,
  /** A thread that came to no end by now was given too little of the processor. */
  patienceMs: 45_000,
  lookEveryMs: 500,
};

const Report = z.union([
  z.object({ pageCount: z.number().int().positive() }),
  z.object({ fault: z.enum(Object.keys(FILE_REFUSALS) as [FileFault, ...FileFault[]]) }),
]);
type Report = z.infer<typeof Report>;

// Next's bundler follows every address that it can read in the code and would take the whole project along with the
// thread's program, so these are asked for when they are needed.
const { Worker } = process.getBuiltinModule('node:worker_threads');
const { fileURLToPath } = process.getBuiltinModule('node:url');

/** Where the thread's program is: beside the bundle that `npm run build` makes, or its source when run from there. */
function program(): { file: string; execArgv: string[] } {
  const here = import.meta.url;
  const beside = (name: string) => fileURLToPath(here.replace(/[^/]+$/, name));
  if (here.endsWith('.ts')) return { file: beside('inspector.ts'), execArgv: ['--import', 'tsx'] };
  const isBundle = here.endsWith('/dist/web.js');
  return { file: isBundle ? beside('pdf-inspector.js') : `${process.cwd()}/dist/pdf-inspector.js`, execArgv: [] };
}

/**
 * Looks through a PDF in a thread of its own, with an end to its memory and to what it may take of the processor.
 *
 * @throws RefusedError `unavailable` when the machine is too busy to look
 */
export function inspectPdf(bytes: Uint8Array, limits = LIMITS): Promise<Report> {
  const { file, execArgv } = program();
  const worker = new Worker(file, {
    execArgv,
    env: {},
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
    stdout: true,
    stderr: true,
  });
  const startedMs = performance.now();
  return new Promise<Report>((resolve, reject) => {
    const watch = setInterval(async () => {
      if ((await processorMsOf(worker)) > limits.processorMs) resolve({ fault: 'pdf_bomb' });
      else if (performance.now() - startedMs > limits.patienceMs) reject(tooBusyToCheck());
    }, limits.lookEveryMs);
    worker.once('message', (report) => resolve(Report.parse(report)));
    worker.once('error', (error) => {
      const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (isOutOfMemory) resolve({ fault: 'pdf_bomb' });
      else reject(error);
    });
    worker.once('exit', () => clearInterval(watch));
  }).finally(() => worker.terminate());
}

/** The thread's own time, so that a busy machine does not make a bomb of an ordinary file. */
async function processorMsOf(worker: InstanceType<typeof Worker>): Promise<number> {
  try {
    const { user, system } = await worker.cpuUsage();
    return (user + system) / 1000;
  } catch {
    return 0; // it has ended, and has said how
  }
}
