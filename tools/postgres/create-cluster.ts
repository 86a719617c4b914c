import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ClusterHome, ClusterKeys } from './cluster-home';
import { giveTo, type PostgresUser } from './run-as';

/** The superuser's name, as on hosted Supabase: the portal never gets it, migrations run as `postgres`. */
export const superuser = 'supabase_admin';

/**
 * Creates the cluster unless it exists. It is made beside its place and moved there when complete, so that an
 * interrupted start leaves nothing half-made behind. Language and sorting are Supabase's (ICU, en-US).
 */
export async function createCluster(
  home: ClusterHome,
  keys: ClusterKeys,
  user: PostgresUser,
  bin: string,
  sync: boolean,
): Promise<void> {
  if (existsSync(home.cluster)) return;
  const unfinished = `${home.cluster}.unfinished`;
  const passwordFile = `${home.cluster}.password`;
  await rm(unfinished, { recursive: true, force: true });
  await writeFile(passwordFile, `${keys.superuserPassword}\n`, { mode: 0o600 });
  giveTo(user, passwordFile);
  try {
    await promisify(execFile)(
      path.join(bin, 'initdb'),
      [
        `--pgdata=${unfinished}`,
        `--username=${superuser}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--locale-provider=icu',
        '--icu-locale=en-US',
        '--no-instructions',
        ...(sync ? [] : ['--no-sync']),
      ],
      { ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' } },
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(unfinished, home.cluster);
}
