import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Stage, setStage } from '../../supabase/tests/people';
import { until } from '../../tools/testing/crm-stage';
import { buildWorker, type WorkerProgram } from '../../tools/testing/worker-process';

// Processes start several times in one test, which takes its time on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const LEADS = 600;
const KILLS = 4;

let stage: Stage;
let program: WorkerProgram;

beforeAll(async () => {
  stage = await setStage();
  // No CRM and no mailbox: what follows an assignment waits.
  program = await buildWorker({});
  const { partner, other_partner: other } = stage.partnerIds;
  await stage.owner.query(`delete from partner_lead_intake`);
  await stage.owner.query(`insert into partner_lead_rule_members values ($1, $2, 2)`, [stage.ruleId, other]);
  await stage.owner.query(`update partner_lead_rule_turns set credit = 0 where partner_id = $1`, [partner]);
  await stage.owner.query(
    `insert into coverage_leads (first_name, last_name, email, phone, address)
     select 'A', 'B', 'a@example.com', '+27820000009', '9 Road' from generate_series(1, $1)`,
    [LEADS],
  );
});
afterAll(async () => {
  await program.close();
  await stage.close();
});

async function count(what: string): Promise<number> {
  const { rows } = await stage.owner.query<{ n: number }>(`select count(*)::int as n from ${what}`);
  return rows[0]?.n ?? 0;
}

const given = () => count(`partner_lead_assignments where how = 'rule'`);

/** What must hold at any moment: a lead and its row, or neither; and what goes with it. */
async function expectWhole(): Promise<void> {
  expect(
    await count(
      `coverage_leads l where (l.assigned_partner_id is not null and l.id <> '${stage.leadId}') <> exists (
         select from partner_lead_assignments a
         where a.lead_id = l.id and a.partner_id = l.assigned_partner_id and a.outcome = 'open' and a.how = 'rule')`,
    ),
  ).toBe(0);
  const made = await given();
  expect(await count(`partner_audit_log where action = 'lead.assigned' and actor_kind = 'system'`)).toBe(made);
  expect(await count(`crm_sync_records where entity_id <> '${stage.leadId}'`)).toBe(made);
  expect(await count('partner_lead_intake')).toBe(LEADS - made);
  expect(
    await count(
      `(select lead_id from partner_lead_assignments where how = 'rule' group by 1 having count(*) > 1) twice`,
    ),
  ).toBe(0);
}

describe('a worker that is killed while it gives leads out', () => {
  it('leaves no lead half given, none is given twice, and the shares are the weights all the same', async () => {
    for (let kill = 1; kill <= KILLS; kill++) {
      const before = await given();
      await stage.owner.query(`select graphile_worker.add_job('leads.assign-by-rules', '{}'::json, 'leads.assign')`);
      const worker = await program.start();
      await until('it has given some leads out', async () => (await given()) > before);
      await worker.kill();
      await expectWhole();
    }
    expect(await given()).toBeLessThan(LEADS);
    await program.start();
    await until('every lead is given out', async () => (await given()) === LEADS);
    await expectWhole();
    const { partner } = stage.partnerIds;
    expect(await count(`partner_lead_assignments where how = 'rule' and partner_id = '${partner}'`)).toBe(LEADS / 3);
  });
});
