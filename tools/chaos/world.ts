import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { closeDatabasePool } from '@/platform/db/pool';
import { startZoho } from '../../sandbox/zoho/server';
import { type Stage, setStage } from '../../supabase/tests/people';
import type { Random } from './random';
import { type ShakyWebhook, startShakyWebhook } from './shaky-webhook';

/** A record of the CRM as its desk shows it. */
export const CrmRow = z.looseObject({ id: z.string(), Modified_Time: z.string().optional() });
export type CrmRow = z.infer<typeof CrmRow>;

/** Both sides, and the way of callbacks between them, which loses, doubles and reorders. */
export type World = {
  stage: Stage;
  webhook: ShakyWebhook;
  /** For worker processes, beside the database of this one. */
  workerEnvironment: Record<string, string>;
  records(module: string): Promise<CrmRow[]>;
  /** A change made by people in the CRM. @returns the record's id, or null when the CRM refused */
  changeInCrm(module: string, body: Record<string, unknown>): Promise<string | null>;
  /** Not more often than the CRM is called in between. */
  orderFault(kind: string): Promise<void>;
  heal(): Promise<void>;
  /** How many calls have been carried out so far, and how many of them have written something. */
  calls(): Promise<{ all: number; writes: number }>;
  close(): Promise<void>;
};

/** Answers get lost after this long. Short, so that a run sees many; the stand-in's slow calls take longer. */
const TIMEOUT_MS = '1000';
/** A CRM that does nothing but fail proves nothing: the sync would rest, as it should. */
const CALLS_BETWEEN_FAULTS = 4;
const TOKEN = 'a token of the chaos run';

const Totals = z.object({ totals: z.record(z.string(), z.number()) });
const Changed = z.object({ data: z.array(z.looseObject({ details: z.looseObject({ id: z.string().optional() }) })) });

export async function makeWorld(random: Random): Promise<World> {
  const stage = await setStage();
  process.env.ZOHO_WEBHOOK_TOKEN = TOKEN;
  // The rows that the stage puts there for others would be synced as well.
  await stage.owner.query('delete from crm_channels');
  await stage.owner.query('delete from crm_cursors');
  await stage.owner.query(`delete from crm_runs`);
  await stage.owner.query(`update crm_sync_records set state = 'pending'`);
  await stage.owner.query(`update crm_connection set mapping = '{"importNew": "all"}'`);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'chaos-'));
  const zoho = await startZoho({ dataDir, mode: { latencyMs: 15 } });
  const webhook = await startShakyWebhook(random);
  const ask = (address: string, method = 'GET', body?: unknown) =>
    fetch(zoho.url + address, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  let nextFaultAt = 0;
  async function calls() {
    const { totals } = Totals.parse(await (await ask('/calls?limit=1')).json());
    const all = Object.values(totals).reduce((sum, count) => sum + count, 0);
    return { all, writes: (totals.upsertRecords ?? 0) + (totals.updateRecords ?? 0) };
  }
  return {
    stage,
    webhook,
    workerEnvironment: {
      ZOHO_MCP_URL: zoho.mcpUrl,
      ZOHO_TIMEOUT_MS: TIMEOUT_MS,
      ZOHO_WEBHOOK_TOKEN: TOKEN,
      PUBLIC_URL: webhook.url,
      LOG_LEVEL: 'info',
    },
    async records(module) {
      return z.object({ data: z.array(CrmRow) }).parse(await (await ask(`/records/${module}`)).json()).data;
    },
    async changeInCrm(module, body) {
      const answer = await ask(`/records/${module}`, 'POST', body);
      if (!answer.ok) return null;
      return Changed.parse(await answer.json()).data[0]?.details.id ?? '';
    },
    async orderFault(kind) {
      const { all } = await calls();
      if (all < nextFaultAt) return;
      nextFaultAt = all + CALLS_BETWEEN_FAULTS;
      const answer = await ask('/faults', 'POST', { kind });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async heal() {
      await ask('/faults', 'DELETE');
    },
    calls,
    async close() {
      await webhook.close();
      await closeDatabasePool();
      await zoho.close();
      await stage.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
