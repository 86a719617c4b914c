import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LeadStatus } from '@/shared/lead-status';
import { FAULTS } from '../../tools/chaos/faults';
import { type Random, randomFrom } from '../../tools/chaos/random';
import { type CrmStage, startCrmStage } from '../../tools/testing/crm-stage';
import { buildWorker, type WorkerProcess, type WorkerProgram } from '../../tools/testing/worker-process';

// A worker starts several times in one test, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 300_000 });

const CIRCLE: LeadStatus[] = ['contacted', 'interested', 'lost'];
const STEPS = 14;

let crm: CrmStage;
let program: WorkerProgram;
let worker: WorkerProcess | undefined;
let leads: string[];
const current = new Map<string, number>();

beforeAll(async () => {
  crm = await startCrmStage({ latencyMs: 50 });
  program = await buildWorker({ ZOHO_MCP_URL: crm.mcpUrl, ZOHO_TIMEOUT_MS: '1000' });
  leads = [crm.stage.leadId, randomUUID(), randomUUID(), randomUUID()];
  // The same person asks several times: one e-mail address, several leads.
  await crm.stage.owner.query(
    `insert into coverage_leads (id, first_name, last_name, email, phone, address, assigned_partner_id)
     select id, 'First', 'Last', 'lead@example.com', '+27820000001', '1 Road', $2 from unnest($1::uuid[]) id`,
    [leads.slice(1), crm.stage.partnerIds.partner],
  );
});
afterAll(async () => {
  await program.close();
  await crm.close();
});

const statusOf = (leadId: string) => CIRCLE[(current.get(leadId) ?? 0) % CIRCLE.length] ?? 'contacted';

async function changeSomeLead(random: Random): Promise<void> {
  const leadId = leads[random.below(leads.length)] ?? expect.fail('there are leads');
  current.set(leadId, current.has(leadId) ? (current.get(leadId) ?? 0) + 1 : 0);
  await crm.change(statusOf(leadId), leadId);
}

async function step(random: Random): Promise<void> {
  const dice = random.below(10);
  if (dice < 5) await changeSomeLead(random);
  else if (dice < 8) await crm.orderFault(random.pick(FAULTS));
  else if (worker) worker = await worker.kill().then(() => undefined);
  else worker = await program.start();
}

describe('whatever happens to worker and CRM, in any order', () => {
  it.each([7, 2026, 31_337])('every lead ends in the CRM once, in its last status (seed %d)', async (seed) => {
    const random = randomFrom(seed);
    for (let n = 0; n < STEPS; n += 1) await step(random);
    await changeSomeLead(random);
    await crm.heal();
    worker ??= await program.start();
    for (const leadId of current.keys()) await crm.settled(statusOf(leadId), leadId);
    const { rows } = await crm.stage.owner.query(
      `select count(*)::int as stuck from graphile_worker._private_jobs where attempts >= max_attempts and key is not null`,
    );
    expect(rows).toEqual([{ stuck: 0 }]);
  });
});
