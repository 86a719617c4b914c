import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pullFromCrm } from '@/features/crm/jobs/pull';
import { type SyncStage, startSyncStage } from '../../tools/testing/sync-stage';

let crm: SyncStage;

beforeAll(async () => {
  crm = await startSyncStage();
});
afterAll(() => crm.close());

/** As the desk assigns many at once: all leads are locked in the order of their ids, then marked in any order. */
async function assignAll(leadIds: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.MIGRATION_DATABASE_URL });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select 1 from coverage_leads where id = any ($1::uuid[]) order by id for update', [leadIds]);
    for (const id of leadIds) {
      await client.query('update coverage_leads set updated_at = now() where id = $1', [id]);
      await client.query(
        `insert into crm_sync_records as r (entity, entity_id) values ('lead', $1)
         on conflict (entity, entity_id) do update set version = r.version + 1, state = case r.state when 'in_flight'
           then 'in_flight' else 'pending' end, marked_at = now(), next_attempt_at = now()`,
        [id],
      );
    }
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/** Leads of both sides that are about to meet, and some that have met. */
async function leadsOfBoth(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const zohoId = await crm.changeInCrm('Leads', { Last_Name: 'Lead', Company: 'Lead', City: 'Paarl' });
    ids.push(await crm.makeLead({ zoho_lead_id: zohoId, last_name: 'Lead' }));
  }
  return ids;
}

it('the desk, the push, the poll and a walk at the same leads never wait for each other in a circle', async () => {
  for (let round = 0; round < 4; round += 1) {
    const ids = await leadsOfBoth(12);
    const context = await crm.context();
    await Promise.all([
      assignAll(ids),
      assignAll(ids.toReversed()),
      pullFromCrm(context),
      crm.walk('reconcile'),
      crm.push(),
    ]);
    await Promise.all([pullFromCrm(context), crm.push(), assignAll(ids.toReversed())]);
  }
  await crm.push();
  const { rows } = await crm.stage.owner.query<{ deadlocks: string }>(
    `select deadlocks from pg_stat_database where datname = current_database()`,
  );
  expect(rows).toEqual([{ deadlocks: '0' }]);
  const { rows: left } = await crm.stage.owner.query(`select 1 from crm_sync_records where state <> 'synced'`);
  expect(left).toEqual([]);
});
