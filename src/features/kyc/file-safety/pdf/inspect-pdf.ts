import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
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

/** Where the thread's program is: beside the bundle that `npm run build` makes, or its source when run from there. */
function program(): { file: URL; execArgv: string[] } {
  if (import.meta.url.endsWith('.ts')) {
    return { file: new URL('./inspector.ts', import.meta.url), execArgv: ['--import', 'tsx'] };
  }
  const built = import.meta.url.endsWith('/dist/web.js')
    ? new URL('./pdf-inspector.js', import.meta.url)
    : pathToFileURL(path.join(process.cwd(), 'dist', 'pdf-inspector.js'));
  return { file: built, execArgv: [] };
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
