import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ZohoMode } from '../../sandbox/zoho/mode';
import { startZoho, type ZohoStandIn } from '../../sandbox/zoho/server';

export interface StandInInFolder extends ZohoStandIn {
  /** Starts it anew in the same folder and on the same port, as after a crash. */
  restart(): Promise<void>;
  /** Orders a fault: `{kind, times?, tool?, via?, delayMs?}`. */
  order(fault: object): Promise<void>;
  /** What a route for people answers. */
  see(path: string): Promise<unknown>;
  /** Makes a change as a person would in the CRM. */
  change(module: string, record: object): Promise<unknown>;
}

/** A stand-in of its own in a fresh folder, which goes with it. */
export async function startStandIn(mode: Partial<ZohoMode>): Promise<StandInInFolder> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zoho-contract-'));
  const first = await startZoho({ dataDir, mode });
  const port = Number(new URL(first.url).port);
  let running = first;
  const post = async (path: string, body: object): Promise<unknown> => {
    const reply = await fetch(first.url + path, { method: 'POST', body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(await reply.text());
    return await reply.json();
  };
  return {
    ...first,
    async restart() {
      await running.close();
      running = await startZoho({ dataDir, port, mode });
    },
    async order(fault) {
      await post('/faults', fault);
    },
    see: async (path) => await (await fetch(first.url + path)).json(),
    change: (module, record) => post(`/records/${module}`, record),
    async close() {
      await running.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
