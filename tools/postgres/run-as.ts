import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';

/** Whom Postgres runs as: null means the current user, which must not be root (Postgres refuses root). */
export type PostgresUser = { uid: number; gid: number } | null;

function idOf(flag: '-u' | '-g'): number | undefined {
  const result = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
  return result.status === 0 ? Number(result.stdout.trim()) : undefined;
}

/**
 * Root runs Postgres as the system user `postgres`, which is created when absent; anybody else runs it as themselves.
 * @throws Error when root cannot create the user.
 */
export function postgresUser(): PostgresUser {
  if (process.getuid?.() !== 0) return null;
  if (idOf('-u') === undefined) {
    const made = spawnSync(
      'useradd',
      ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'],
      {
        encoding: 'utf8',
      },
    );
    if (made.status !== 0) throw new Error(`Cannot create the user postgres: ${made.stderr || String(made.error)}`);
  }
  const uid = idOf('-u');
  const gid = idOf('-g');
  if (uid === undefined || gid === undefined) throw new Error('The user postgres has no id.');
  return { uid, gid };
}

/** True when `user` may enter the folder, asked of the system itself rather than guessed from modes. */
export function canEnter(user: PostgresUser, folder: string): boolean {
  const ids = user ?? {};
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { ...ids, stdio: 'ignore' }).status === 0;
}

/** Hands a folder to the user that Postgres runs as. */
export function giveTo(user: PostgresUser, folder: string): void {
  if (user) chownSync(folder, user.uid, user.gid);
}
