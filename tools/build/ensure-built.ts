import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { tailOf } from '../stack/log-file';

type BuildOptions = {
  root: string;
  /** Where the log of the build goes. */
  logFolder: string;
  /** Builds even when nothing changed. */
  force?: boolean;
  report?: (message: string) => void;
  /** Ends the build when aborted. */
  signal?: AbortSignal;
};

/** What the built programs are made from. */
const sources = ['src', 'public', 'package-lock.json', 'next.config.ts', 'postcss.config.mjs', 'tsconfig.json'];

function* filesBelow(file: string): Generator<string> {
  if (!existsSync(file)) return;
  if (statSync(file).isFile()) {
    yield file;
    return;
  }
  for (const entry of readdirSync(file, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory()) yield* filesBelow(path.join(file, entry.name));
    else if (!/\.test\.tsx?$/.test(entry.name)) yield path.join(file, entry.name);
  }
}

/** Changes when a source file changes; contents, not times, so that a fresh clone and a checkout agree. */
export function sourceStamp(root: string): string {
  const hash = createHash('sha256').update(process.versions.node);
  for (const source of sources) {
    for (const file of filesBelow(path.join(root, source))) {
      hash.update(`\0${path.relative(root, file)}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

async function buildPages(root: string, logFile: string, signal: AbortSignal | undefined): Promise<void> {
  const log = openSync(logFile, 'w', 0o600);
  const next = path.join(root, 'node_modules/next/dist/bin/next');
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [next, 'build'], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', log, log],
      signal,
    });
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`The pages cannot be built (${logFile}):\n${tailOf(logFile, 40)}`);
}

/** Web and worker become one file each; packages stay in node_modules, so that stack traces name them. */
async function bundlePrograms(root: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: {
      web: 'src/web/main.ts',
      worker: 'src/worker/main.ts',
      // Runs in a thread of the web process.
      'pdf-inspector': 'src/features/kyc/file-safety/pdf/inspector.ts',
    },
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    // `server-only` throws outside of Next's own bundler; here everything is the server.
    alias: { '@': path.join(root, 'src'), 'server-only': path.join(import.meta.dirname, 'empty-module.mjs') },
    sourcemap: true,
    logLevel: 'error',
  });
}

/**
 * Builds pages, web and worker when their sources have changed since the last build.
 * @returns whether anything was built.
 * @throws Error with the end of the build's output.
 */
export async function ensureBuilt({ root, logFolder, force = false, report, signal }: BuildOptions): Promise<boolean> {
  const stamp = sourceStamp(root);
  const stampFile = path.join(root, 'dist', 'sources.stamp');
  const isCurrent = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
  if (isCurrent && !force) return false;
  report?.('building: the sources have changed since the last build');
  mkdirSync(logFolder, { recursive: true, mode: 0o700 });
  mkdirSync(path.dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, '');
  await bundlePrograms(root);
  await buildPages(root, path.join(logFolder, 'build.log'), signal);
  writeFileSync(stampFile, stamp);
  return true;
}
