import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type RunningPostgres, startPostgres } from '../postgres/start-postgres';
import type { PartContext } from './stand-in';

/** A Postgres that is started again when it ends unasked. */
export type KeptPostgres = { ownerUrl: string; stop: () => Promise<void> };

/** Starts or takes over the Postgres of a data folder and keeps it running, on the same port while that stays free. */
export async function keepPostgres(context: PartContext, fast: boolean): Promise<KeptPostgres> {
  const dataDir = path.join(context.dataDir, 'postgres');
  let server: RunningPostgres = await startPostgres({ dataDir, fast });
  let isWanted = true;
  if (server.wasAdopted) context.report('postgres: the server of an earlier start was taken over');

  async function restart(): Promise<void> {
    for (let failures = 1; isWanted; failures += 1) {
      try {
        server = await startPostgres({ dataDir, fast });
        return;
      } catch (error) {
        context.report(error instanceof Error ? error.message : String(error));
        await delay(Math.min(10_000, 500 * failures));
      }
    }
  }
  async function watch(): Promise<void> {
    while (isWanted) {
      await server.whenEnded();
      if (!isWanted) return;
      context.report('postgres ended; it starts again');
      await restart();
    }
  }
  void watch();

  return {
    ownerUrl: server.ownerUrl,
    async stop() {
      isWanted = false;
      await server.stop();
    },
  };
}
