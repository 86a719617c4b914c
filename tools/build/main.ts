import path from 'node:path';
import { ensureBuilt } from './ensure-built';

const root = path.resolve(import.meta.dirname, '../..');
try {
  const isNew = await ensureBuilt({
    root,
    logFolder: path.join(root, '.data/logs'),
    force: process.argv.includes('--force'),
    report: (message) => console.log(message),
  });
  console.log(isNew ? 'Built.' : 'Nothing to build: the sources have not changed.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
