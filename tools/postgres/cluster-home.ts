import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { canEnter, giveTo, type PostgresUser } from './run-as';

const Keys = z.object({
  superuserPassword: z.string(),
  ownerPassword: z.string(),
  port: z.number().int().nullable(),
});
/** What is kept about a cluster outside of it: passwords, and the port of the last start. */
export type ClusterKeys = z.infer<typeof Keys>;

/** Where one cluster and what belongs to it lie. */
export type ClusterHome = {
  /** `PGDATA`. */
  cluster: string;
  log: string;
  /** Mode 0600, owned by whoever starts Postgres. */
  keysFile: string;
  /** A folder the Postgres user can enter. */
  folder: string;
  /** True when the cluster lies outside `dataDir`, since the Postgres user cannot enter that. */
  isElsewhere: boolean;
};

function ownFolder(folder: string, mode: number): void {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode });
  const found = lstatSync(folder);
  // /var/tmp is everybody's: a folder that somebody else prepared there is not to be trusted.
  if (!found.isDirectory() || found.uid !== process.getuid?.()) throw new Error(`${folder} belongs to somebody else.`);
  chmodSync(folder, mode);
}

/**
 * Chooses where the cluster of `dataDir` lies: in it, or, when Postgres' user cannot enter there, in a folder under
 * /var/tmp that is named after it.
 */
export function clusterHome(dataDir: string, user: PostgresUser): ClusterHome {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const real = realpathSync(dataDir);
  const isElsewhere = !canEnter(user, real);
  const name = createHash('sha256').update(real).digest('hex').slice(0, 16);
  const folder = isElsewhere ? path.join('/var/tmp', `partner-portal-${name}`) : real;
  if (isElsewhere) ownFolder(folder, 0o711);
  // Postgres renames its new cluster inside this folder, so the folder is its user's.
  const clusterParent = path.join(folder, 'server');
  mkdirSync(clusterParent, { recursive: true, mode: 0o700 });
  giveTo(user, clusterParent);
  return {
    folder,
    isElsewhere,
    cluster: path.join(clusterParent, 'cluster'),
    log: path.join(real, 'postgres.log'),
    keysFile: path.join(real, 'postgres.json'),
  };
}

/** The kept passwords and port, or null when there are none yet. */
export function readKeys(home: ClusterHome): ClusterKeys | null {
  if (!existsSync(home.keysFile)) return null;
  return Keys.parse(JSON.parse(readFileSync(home.keysFile, 'utf8')));
}

/** Writes passwords and port at once or not at all, readable by their owner only. */
export function writeKeys(home: ClusterHome, keys: ClusterKeys): void {
  const unfinished = `${home.keysFile}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(keys), { mode: 0o600 });
  renameSync(unfinished, home.keysFile);
}

/** Fresh passwords for a cluster that does not exist yet. */
export function newKeys(): ClusterKeys {
  const password = () => randomBytes(24).toString('base64url');
  return { superuserPassword: password(), ownerPassword: password(), port: null };
}
