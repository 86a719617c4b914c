import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { changeLeadStatus } from '@/features/leads/change-lead-status';
import { closeDatabasePool } from '@/platform/db/pool';
import { withUser } from '@/platform/db/with-user';
import type { LeadStatus } from '@/shared/lead-status';
import { unwrapOutcome } from '@/shared/refusal';
import type { ZohoMode } from '../../sandbox/zoho/mode';
import { startZoho } from '../../sandbox/zoho/server';
import { claimsOf, type Stage, setStage } from '../../supabase/tests/people';

const Row = z.looseObject({
  id: z.string().optional(),
  External_Lead_ID: z.string().nullish(),
  Lead_Status: z.string().nullish(),
});
const Call = z.object({
  tool: z.string(),
  executed: z.boolean(),
  arguments: z.looseObject({ body: z.looseObject({ data: z.array(Row).optional() }).optional() }),
});
const SyncRecord = z.object({ state: z.string(), version: z.string(), sent_version: z.string(), attempts: z.number() });

const isWrite = ({ tool, executed }: z.infer<typeof Call>) =>
  executed && (tool === 'upsertRecords' || tool === 'updateRecords');

/** How a lead status is called in the CRM, for those that the tests use. */
const CRM_STATUS: Partial<Record<LeadStatus, string>> = {
  new: 'Not Contacted',
  contacted: 'Contacted',
  interested: 'Pre-Qualified',
  lost: 'Lost Lead',
};

/** A portal database and a CRM of its own, and what a test does and sees on both sides. */
export type CrmStage = {
  stage: Stage;
  mcpUrl: string;
  /** The stand-in's own address, and where it keeps its state. */
  url: string;
  dataDir: string;
  change(status: LeadStatus, leadId?: string): Promise<void>;
  orderFault(kind: string, more?: { times?: number; delayMs?: number; tool?: string }): Promise<void>;
  /** Takes back every fault that has not happened yet. */
  heal(): Promise<void>;
  /** Resolves when the CRM has begun to suffer every fault that was ordered. */
  faultsTaken(): Promise<void>;
  /** The records in the CRM with this portal id, as `Lead_Status`. */
  inCrm(leadId?: string): Promise<string[]>;
  /** The statuses that the CRM has carried out for this lead, the oldest first. */
  writes(leadId?: string): Promise<string[]>;
  syncRecord(leadId?: string): Promise<z.infer<typeof SyncRecord>>;
  /** Waits until portal and CRM agree that the CRM has this status, in one record. */
  settled(status: LeadStatus, leadId?: string): Promise<void>;
  close(): Promise<void>;
};

const DEADLINE_MS = 120_000;

/** Asks until the answer is yes. @throws Error with what was seen last when that takes too long */
export async function until(
  what: string,
  isSo: () => Promise<boolean>,
  seen: () => Promise<unknown> = async () => '',
): Promise<void> {
  const deadline = Date.now() + DEADLINE_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}: ${JSON.stringify(await seen())}`);
    await delay(25);
  }
}

export async function startCrmStage(mode: Partial<ZohoMode> = {}): Promise<CrmStage> {
  const stage = await setStage();
  // The row that the stage puts there for others would be pushed as well.
  await stage.owner.query('delete from crm_sync_records');
  const dataDir = mkdtempSync(path.join(tmpdir(), 'crm-stage-'));
  const zoho = await startZoho({ dataDir, mode });
  const get = async (address: string): Promise<unknown> => (await fetch(zoho.url + address)).json();

  async function change(status: LeadStatus, leadId = stage.leadId): Promise<void> {
    const outcome = await withUser(claimsOf(stage, 'partner'), (tx, viewer) =>
      changeLeadStatus(tx, viewer, leadId, { status }),
    );
    unwrapOutcome(outcome);
  }
  async function inCrm(leadId = stage.leadId): Promise<string[]> {
    const { data } = z.object({ data: z.array(Row) }).parse(await get('/records/Leads'));
    return data.filter((row) => row.External_Lead_ID === leadId).map((row) => row.Lead_Status ?? '');
  }
  async function writes(leadId = stage.leadId): Promise<string[]> {
    const { data } = z.object({ data: z.array(Call) }).parse(await get('/calls?limit=1000'));
    const known = z.object({ data: z.array(Row) }).parse(await get('/records/Leads')).data;
    const zohoId = known.find((record) => record.External_Lead_ID === leadId)?.id;
    const rows = data.toReversed().flatMap((call) => (isWrite(call) ? (call.arguments.body?.data ?? []) : []));
    const own = rows.filter((row) => row.External_Lead_ID === leadId || (row.id !== undefined && row.id === zohoId));
    return own.flatMap((row) => row.Lead_Status ?? []);
  }
  async function syncRecord(leadId = stage.leadId) {
    const { rows } = await stage.owner.query(
      `select state, version, sent_version, attempts from crm_sync_records where entity = 'lead' and entity_id = $1`,
      [leadId],
    );
    return SyncRecord.parse(rows[0]);
  }
  async function isSettled(status: LeadStatus, leadId?: string): Promise<boolean> {
    const [record, found] = [await syncRecord(leadId), await inCrm(leadId)];
    const isNoted = record.state === 'synced' && record.sent_version === record.version;
    return isNoted && found.length === 1 && found[0] === CRM_STATUS[status];
  }
  return {
    stage,
    mcpUrl: zoho.mcpUrl,
    url: zoho.url,
    dataDir,
    change,
    inCrm,
    writes,
    syncRecord,
    async orderFault(kind, more = {}) {
      const body = JSON.stringify({ kind, tool: 'write', ...more });
      const answer = await fetch(`${zoho.url}/faults`, { method: 'POST', body });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async heal() {
      await fetch(`${zoho.url}/faults`, { method: 'DELETE' });
    },
    faultsTaken: () =>
      until('the CRM has suffered its faults', async () => {
        return z.object({ data: z.array(z.unknown()) }).parse(await get('/faults')).data.length === 0;
      }),
    settled: (status, leadId) =>
      until(
        `the CRM has ${status}`,
        () => isSettled(status, leadId),
        async () => ({ record: await syncRecord(leadId), inCrm: await inCrm(leadId), writes: await writes(leadId) }),
      ),
    async close() {
      await closeDatabasePool();
      await zoho.close();
      await stage.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
