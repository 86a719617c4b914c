import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LeadStatus } from '@/shared/lead-status';
import { type CrmStage, startCrmStage } from '../../tools/testing/crm-stage';
import { buildWorker, type WorkerProgram } from '../../tools/testing/worker-process';

// A lost answer costs its time limit, and a busy machine is slow besides.
vi.setConfig({ testTimeout: 180_000 });

let crm: CrmStage;
let program: WorkerProgram;
let current: LeadStatus = 'new';

beforeAll(async () => {
  crm = await startCrmStage();
  program = await buildWorker({ ZOHO_MCP_URL: crm.mcpUrl, ZOHO_TIMEOUT_MS: '1500' });
  await program.start();
});
afterAll(async () => {
  await program.close();
  await crm.close();
});

/** Another status than the present one. */
async function change(): Promise<LeadStatus> {
  current = current === 'contacted' ? 'interested' : 'contacted';
  await crm.change(current);
  return current;
}

/** What the CRM carried out beyond what it had before. */
async function writesSince(before: string[]): Promise<string[]> {
  return (await crm.writes()).slice(before.length);
}

describe('a changed status arrives in the CRM exactly once, although the CRM', () => {
  it.each([
    ['works', []],
    ['answers that there are too many requests', ['429']],
    ['answers 500', ['500']],
    ['forgets the session', ['lost_session']],
    ['hangs before it has written', ['hang_before_write']],
    ['hangs after it has written', ['hang_after_write']],
    ['breaks its answer off', ['cut_stream']],
    ['answers with half a JSON', ['truncated_json']],
    ['reports a failure of its connector', ['wrapper_failure']],
    ['does several of these one after the other', ['500', 'hang_after_write', 'lost_session', '429']],
  ])('%s', async (_name, kinds) => {
    const before = await crm.writes();
    for (const kind of kinds) await crm.orderFault(kind);
    const status = await change();
    await crm.settled(status);
    expect(await writesSince(before)).toHaveLength(1);
    expect((await crm.syncRecord()).attempts).toBe(0);
  });
});

it('a lost answer is settled by reading also when the CRM keeps texts in another form than they were typed', async () => {
  await crm.stage.owner.query(
    `update coverage_leads set first_name = '  Thandi ', last_name = $2, company_name = '   ', address = $3, city = '',
       requested_speed = ' 100 Mbps ' where id = $1`,
    [crm.stage.leadId, `${'x'.repeat(79)}🦓`, ` ${'y'.repeat(300)}`],
  );
  const before = await crm.writes();
  await crm.orderFault('hang_after_write');
  await crm.settled(await change());
  expect(await writesSince(before)).toHaveLength(1);
});

it('changes that follow each other quickly travel together: no more than one write a second, the last state at the end', async () => {
  await crm.settled(await change());
  const before = await crm.writes();
  const startedMs = Date.now();
  for (let n = 0; n < 10; n += 1) await change();
  const seconds = Math.floor((Date.now() - startedMs) / 1000);
  await crm.settled(current);
  // Ten changes within a second are two writes at most; a slow machine takes longer for the ten.
  expect((await writesSince(before)).length).toBeLessThanOrEqual(2 + seconds);
});

it('a change that is refused for its data waits as a dead letter, and goes out once the data is right', async () => {
  await crm.stage.owner.query(`update coverage_leads set email = 'no address' where id = $1`, [crm.stage.leadId]);
  await change();
  await expect.poll(async () => (await crm.syncRecord()).state, { timeout: 20_000 }).toBe('failed');
  const { rows } = await crm.stage.owner.query(`select last_error from crm_sync_records where entity_id = $1`, [
    crm.stage.leadId,
  ]);
  expect(rows[0]?.last_error).toMatchObject({ kind: 'rejected', field: 'Email' });
  expect(JSON.stringify(rows)).not.toContain('no address');
  await crm.stage.owner.query(`update coverage_leads set email = 'right@example.com' where id = $1`, [
    crm.stage.leadId,
  ]);
  await crm.settled(await change());
});
