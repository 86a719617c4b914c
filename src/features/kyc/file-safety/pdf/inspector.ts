// Runs in a thread of its own (inspect-pdf.ts): what a hostile file costs ends with the thread. It imports nothing of the
// portal but its neighbours, since the thread begins without the portal's environment.
import { parentPort, workerData } from 'node:worker_threads';
import { readPages } from './read-pages';
import { scanPdf } from './scan';

async function inspect(): Promise<unknown> {
  // Sent by inspectPdf(), which is the only one to start this thread.
  const bytes = Buffer.from(workerData as Uint8Array);
  const fault = await scanPdf(bytes);
  return fault ? { fault } : readPages(bytes);
}

inspect().then(
  (report) => parentPort?.postMessage(report),
  () => parentPort?.postMessage({ fault: 'pdf_broken' }),
);
