import { z } from 'zod';
import { FILE_REFUSALS, type FileFault } from '../file-refusals';

/** Beyond this a file is no document but an attack, or hopelessly broken. */
const TIME_LIMIT_MS = 20_000;
const HEAP_LIMIT_MB = 256;

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

/** Looks through a PDF in a thread of its own, with an end to its time and its memory. */
export function inspectPdf(bytes: Uint8Array): Promise<Report> {
  const { file, execArgv } = program();
  const worker = new Worker(file, {
    execArgv,
    env: {},
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
    stdout: true,
    stderr: true,
  });
  return new Promise<Report>((resolve, reject) => {
    const timer = setTimeout(() => resolve({ fault: 'pdf_bomb' }), TIME_LIMIT_MS);
    worker.once('message', (report) => {
      clearTimeout(timer);
      resolve(Report.parse(report));
    });
    worker.once('error', (error) => {
      clearTimeout(timer);
      const isOutOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      if (isOutOfMemory) resolve({ fault: 'pdf_bomb' });
      else reject(error);
    });
  }).finally(() => worker.terminate());
}
