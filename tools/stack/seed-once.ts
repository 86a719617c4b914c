import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { inheritedEnvironment } from './given-environment';
import { openLog } from './log-file';
import type { PartContext } from './stand-in';

/**
 * Fills a new database with the demo data and accounts. The mark that it was done lies beside the database, so that both
 * disappear together.
 * @throws Error with the end of the seed's output.
 */
export async function seedOnce(context: PartContext, environment: Record<string, string>): Promise<void> {
  const mark = path.join(context.dataDir, 'postgres', 'seeded');
  if (existsSync(mark)) return;
  context.report('seeding the demo data');
  const log = openLog(path.join(context.dataDir, 'logs'), 'seed');
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/seed/main.ts', '--demo'], {
    cwd: context.root,
    env: { ...inheritedEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    signal: context.signal,
  });
  if (child.pid !== undefined) context.onSpawn('seed', child.pid);
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', (line) => log.write(line));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  await log.close();
  if (code !== 0) throw new Error(`The demo data cannot be written (${log.file}):\n${log.tail(20)}`);
  writeFileSync(mark, new Date().toISOString());
}
