import { startTemporaryCluster } from '../postgres/temporary-cluster';
import { testPostgresVariable } from '../postgres/temporary-database';

/** Vitest's global set-up of the database tests: one fast cluster for all of them, found through the environment. */
export default async function startSharedCluster(): Promise<() => Promise<void>> {
  if (process.env[testPostgresVariable]) return async () => {};
  const cluster = await startTemporaryCluster();
  process.env[testPostgresVariable] = cluster.ownerUrl;
  return async () => {
    delete process.env[testPostgresVariable];
    await cluster.close();
  };
}
