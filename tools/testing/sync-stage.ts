import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CrmEntity } from '@/features/crm/domain/sync-records';
import { carryOutRun } from '@/features/crm/jobs/carry-out-run';
import { pullFromCrm } from '@/features/crm/jobs/pull';
import { pushToCrm } from '@/features/crm/jobs/push';
import type { PushContext } from '@/features/crm/jobs/push-context';
import { readEnvironment } from '@/platform/env/env';
import { type CrmService, makeCrmService } from '@/worker/crm-service';
import type { ZohoMode } from '../../sandbox/zoho/mode';
import { type CrmStage, startCrmStage } from './crm-stage';

/** A record of the CRM as its desk shows it. */
const Shown = z.looseObject({ id: z.string() });
export type Shown = z.infer<typeof Shown>;
const Changed = z.object({ data: z.array(z.looseObject({ details: z.looseObject({ id: z.string().optional() }) })) });
const Calls = z.object({ totals: z.record(z.string(), z.number()), credits24h: z.number() });

const PortalLead = z.looseObject({ id: z.string(), status: z.string() });
const Difference = z.object({ kind: z.string(), fields: z.array(z.string()), winner: z.string().nullable() });

/** A stage on which the sync is carried out in this process, step by step as the test says. */
export type SyncStage = CrmStage & {
  /** The sync as another worker process would have it: with a gate and a connection of its own. */
  service(more?: Record<string, string>): Promise<CrmService>;
  context(): Promise<PushContext>;
  push(): Promise<Date | null>;
  pull(): Promise<void>;
  /** Carries a walk out to its end. @returns its row */
  walk(kind: 'dry_run' | 'backfill' | 'reconcile'): Promise<WalkRow>;
  /** A change made by people in the CRM. @returns the record's id */
  changeInCrm(module: string, body: Record<string, unknown>): Promise<string>;
  records(module: string): Promise<Shown[]>;
  /** The lead's record in the CRM, by the portal's id. */
  crmLead(leadId?: string): Promise<Shown | undefined>;
  inPortal(leadId?: string): Promise<z.infer<typeof PortalLead>>;
  /** The portal's lead that stands for a record of the CRM. */
  leadOf(zohoId: string): Promise<string | null>;
  makeLead(facts?: Record<string, unknown>): Promise<string>;
  makeActivity(leadId: string, subject: string): Promise<string>;
  /** What the portal would do itself beside a change. */
  mark(entity: CrmEntity, id: string): Promise<void>;
  differences(leadId?: string): Promise<z.infer<typeof Difference>[]>;
  /** How often the CRM was called, and how often to write something. */
  calls(): Promise<{ all: number; writes: number; credits: number }>;
};

export type WalkRow = { id: string; state: string; counts: Record<string, number>; fault: unknown };

export async function startSyncStage(mode: Partial<ZohoMode> = {}): Promise<SyncStage> {
  const crm = await startCrmStage(mode);
  const { owner } = crm.stage;
  // Rows that the stage puts there for others.
  for (const table of ['crm_channels', 'crm_cursors', 'crm_runs', 'crm_usage', 'crm_differences']) {
    await owner.query(`delete from ${table}`);
  }
  const service = (more: Record<string, string> = {}) =>
    makeCrmService(readEnvironment({ ...process.env, ZOHO_MCP_URL: crm.mcpUrl, ZOHO_TIMEOUT_MS: '2000', ...more }));
  const own = await service();
  return {
    ...crm,
    ...crmSide(crm),
    ...portalSide(crm),
    service,
    context: () => own.context(),
    push: async () => pushToCrm(await own.context()),
    async pull() {
      await pullFromCrm(await own.context());
      await own.gate.flush();
    },
    async walk(kind) {
      const { rows } = await owner.query<{ id: string }>(`insert into crm_runs (kind) values ($1) returning id`, [
        kind,
      ]);
      const id = rows[0]?.id ?? '';
      await carryOutRun(await own.context(), id);
      return walkRow(crm, id);
    },
  };
}

export async function walkRow({ stage }: CrmStage, id: string): Promise<WalkRow> {
  const { rows } = await stage.owner.query<WalkRow>(`select id, state, counts, fault from crm_runs where id = $1`, [
    id,
  ]);
  if (!rows[0]) throw new Error('there is no such walk');
  return rows[0];
}

function crmSide({ url, stage }: CrmStage) {
  const records = async (module: string): Promise<Shown[]> => {
    const answer: unknown = await (await fetch(`${url}/records/${module}`)).json();
    return z.object({ data: z.array(Shown) }).parse(answer).data;
  };
  return {
    records,
    async changeInCrm(module: string, body: Record<string, unknown>): Promise<string> {
      const answer = await fetch(`${url}/records/${module}`, { method: 'POST', body: JSON.stringify(body) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(text);
      return Changed.parse(JSON.parse(text)).data[0]?.details.id ?? '';
    },
    async crmLead(leadId = stage.leadId) {
      return (await records('Leads')).find(({ External_Lead_ID: ours }) => ours === leadId);
    },
    async calls() {
      const { totals, credits24h } = Calls.parse(await (await fetch(`${url}/calls?limit=1`)).json());
      const writes = (totals.upsertRecords ?? 0) + (totals.updateRecords ?? 0);
      return { all: Object.values(totals).reduce((sum, one) => sum + one, 0), writes, credits: credits24h };
    },
  };
}

function portalSide({ stage }: CrmStage) {
  const { owner, leadId: firstLead, partnerIds, userIds } = stage;
  return {
    async inPortal(leadId = firstLead) {
      const { rows } = await owner.query(`select * from coverage_leads where id = $1`, [leadId]);
      return PortalLead.parse(rows[0]);
    },
    async leadOf(zohoId: string): Promise<string | null> {
      const sql = `select entity_id as id from crm_sync_records where entity = 'lead' and zoho_id = $1`;
      return (await owner.query<{ id: string }>(sql, [zohoId])).rows[0]?.id ?? null;
    },
    async makeLead(facts: Record<string, unknown> = {}): Promise<string> {
      const id = randomUUID();
      const required = { first_name: 'Nomsa', last_name: 'Dlamini', email: 'n@example.com', phone: '+27820000003' };
      const row = { id, ...required, address: '2 Road', assigned_partner_id: partnerIds.partner, ...facts };
      const names = Object.keys(row);
      await owner.query(
        `insert into coverage_leads (${names.join(', ')}) values (${names.map((_name, n) => `$${n + 1}`).join(', ')})`,
        Object.values(row),
      );
      return id;
    },
    async makeActivity(leadId: string, subject: string): Promise<string> {
      const id = randomUUID();
      await owner.query(
        `insert into partner_lead_activities (id, lead_id, partner_id, activity_type, subject, created_by)
         values ($1, $2, $3, 'call', $4, $5)`,
        [id, leadId, partnerIds.partner, subject, userIds.partner],
      );
      return id;
    },
    async mark(entity: CrmEntity, id: string): Promise<void> {
      await owner.query(
        `insert into crm_sync_records as r (entity, entity_id) values ($1, $2)
         on conflict (entity, entity_id) do update set version = r.version + 1, state = 'pending', marked_at = now(),
           next_attempt_at = now()`,
        [entity, id],
      );
    },
    async differences(leadId = firstLead) {
      const sql = `select kind, fields, winner from crm_differences where entity_id = $1 order by id`;
      return z.array(Difference).parse((await owner.query(sql, [leadId])).rows);
    },
  };
}
