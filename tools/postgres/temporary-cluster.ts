import { spawn } from 'node:child_process';
import { accessSync, chmodSync, constants, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { canEnter, postgresUser } from './run-as';
import { startPostgres } from './start-postgres';

/** A cluster that disappears with the process that made it. */
export type TemporaryCluster = {
  ownerUrl: string;
  superuserUrl: string;
  /** Stops the cluster and removes its folder. */
  close(): Promise<void>;
};

// Reads until the pipe from the maker closes, which happens even when the maker is killed with SIGKILL.
const guardScript = `
cat > /dev/null
kill -QUIT "$1" 2> /dev/null
tries=0
while kill -0 "$1" 2> /dev/null && [ "$tries" -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
rm -rf -- "$2"
`;

function temporaryFolder(): string {
  const user = postgresUser();
  const base = [tmpdir(), '/tmp', '/var/tmp'].find((folder) => {
    try {
      accessSync(folder, constants.W_OK);
      return canEnter(user, folder);
    } catch {
      return false;
    }
  });
  if (base === undefined) throw new Error('There is no temporary folder that Postgres can use: set TMPDIR.');
  return mkdtempSync(path.join(base, 'partner-portal-test-'));
}

/** Starts a fast cluster in a temporary folder; it is stopped and removed when this process ends, however it ends. */
export async function startTemporaryCluster(): Promise<TemporaryCluster> {
  const folder = temporaryFolder();
  // As root the folder's mode (0700) would keep Postgres' user out and send the cluster to /var/tmp.
  chmodSync(folder, 0o711);
  const server = await startPostgres({ dataDir: folder, fast: true });
  const guard = spawn('/bin/sh', ['-c', guardScript, 'sh', String(server.pid), folder], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()));
  guard.unref();
  // Node types the pipe as a stream; beneath it is a socket, which must not keep the process alive.
  const pipe = guard.stdin as typeof guard.stdin & { unref?(): void };
  pipe.unref?.();
  return {
    ownerUrl: server.ownerUrl,
    superuserUrl: server.superuserUrl,
    close: async () => {
      guard.ref();
      guard.stdin.end();
      await ended;
    },
  };
}
