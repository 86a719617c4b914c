// Plain JavaScript without packages: it runs before anything is installed, on Node 20.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const stampFile = path.join(root, 'node_modules', '.portal-lock-hash');

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex');
}

/** True when npm's own record of node_modules says the same versions as the lock file. */
function matchesLock() {
  const record = path.join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([name, entry]) => name === '' || entry.optional || installed[name]?.version === entry.version,
  );
}

/** The search path without node_modules/.bin: npm must not run on a Node that it is about to replace. */
function systemPath() {
  const parts = (process.env.PATH ?? '').split(path.delimiter);
  return parts.filter((part) => !part.endsWith(path.join('node_modules', '.bin'))).join(path.delimiter);
}

/** Runs `npm ci` unless what is installed is what package-lock.json says. Ends the process when npm fails. */
export function installMissing() {
  const hash = lockHash();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return;
  if (!matchesLock()) {
    console.log('installing the packages of package-lock.json (npm ci); this takes a minute or two');
    const env = { ...process.env, PATH: systemPath() };
    for (const name of Object.keys(env)) if (/^npm_/i.test(name) && !/^npm_config_/i.test(name)) delete env[name];
    const result = spawnSync('npm', ['ci', '--loglevel=error'], { cwd: root, env, stdio: 'inherit' });
    if (result.status !== 0) {
      console.error('npm ci failed; the lines above say why.');
      process.exit(1);
    }
  }
  writeFileSync(stampFile, hash);
}

/** The Node of package-lock.json (24), which the project's own programs run on. Ends the process when there is none. */
export function projectNode() {
  const local = path.join(root, 'node_modules', '.bin', 'node');
  if (existsSync(local)) return local;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(`There is no Node 24 for ${process.platform}-${process.arch} on npm: install it and try again.`);
  process.exit(1);
}

/** The environment for the project's programs: its own Node and tools come first. */
export function projectEnvironment() {
  return {
    ...process.env,
    PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
  };
}
