import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { API } from '@/shared/paths';
import { type CrmDesk, expectUnchanged, startCrmDesk } from '../../tools/testing/crm-desk';
import { apiPath } from '../../tools/testing/test-portal';

const A = API.admin;
const recordAt = (entityId: string, entity = 'lead') => apiPath(A.integrationsRecord, { entity, entityId });
const syncAt = (entityId: string, entity = 'lead') => apiPath(A.integrationsSync, { entity, entityId });

let desk: CrmDesk;

beforeAll(async () => {
  desk = await startCrmDesk();
});
afterAll(() => desk.portal.close());
beforeEach(() => desk.clear());

const statesOf = async (ids: readonly string[]) => {
  const rows = await desk.sql<{ entity_id: string; state: string }>('select entity_id, state from crm_sync_records');
  return ids.map((id) => rows.find(({ entity_id: known }) => known === id)?.state);
};

describe('the list of records', () => {
  it('walks by key over refused records, a partner and its account among them, and misses none', async () => {
    const ids = [];
    for (let i = 0; i < 4; i++) ids.push(await desk.insertRecord({ ageS: i * 60 }));
    await desk.insertRecord({ state: 'synced', fault: null });
    const [shared] = ids;
    await desk.sql(
      `insert into crm_sync_records (entity, entity_id, state, updated_at)
       select e, $1, 'failed', (select updated_at from crm_sync_records where entity_id = $1 and entity = 'lead')
       from unnest(array['partner', 'account']) e`,
      [shared],
    );
    const found: unknown[] = [];
    let cursor: unknown = null;
    do {
      const after = typeof cursor === 'string' ? `&cursor=${cursor}` : '';
      const { body } = await desk.admin.get(`${apiPath(A.integrationsRecords)}?limit=1${after}`);
      found.push(...Object(body.records));
      cursor = Object(body.pagination).nextCursor;
    } while (cursor !== null);
    expect(found).toHaveLength(6);
    expect(new Set(found.map((row) => `${Object(row).entity} ${Object(row).entity_id}`)).size).toBe(6);
  });

  it('is narrowed by code and kind, and finds one record in whatever state', async () => {
    const locked = await desk.insertRecord({ fault: { code: 'RECORD_LOCKED' } });
    const partner = await desk.insertRecord({ entity: 'partner' });
    const synced = await desk.insertRecord({ state: 'synced', fault: null });
    const idsOf = async (query: string) =>
      Object((await desk.admin.get(`${apiPath(A.integrationsRecords)}?${query}`)).body.records).map(
        ({ entity_id: id }: { entity_id: string }) => id,
      );
    expect(await idsOf('code=RECORD_LOCKED')).toEqual([locked]);
    expect(await idsOf('entity=partner')).toEqual([partner]);
    expect(await idsOf(`record=${synced}`)).toEqual([synced]);
    for (const query of ['record=12', 'entity=deal', 'state=synced']) {
      expect((await desk.admin.get(`${apiPath(A.integrationsRecords)}?${query}`)).status).toBe(400);
    }
  });

  it('is served by the index without synced records', async () => {
    const owner = desk.portal.stage.owner;
    await owner.query('begin');
    await owner.query(`insert into crm_sync_records (entity, entity_id, state)
      select 'lead', gen_random_uuid(), case when g % 100 = 0 then 'failed' else 'synced' end from generate_series(1, 20000) g`);
    await owner.query('analyze crm_sync_records');
    const plan = await owner.query(`explain select entity_id from crm_sync_records r
      where r.state = 'failed' and r.state <> 'synced' order by r.updated_at desc, r.row_key desc limit 21`);
    await owner.query('rollback');
    expect(JSON.stringify(plan.rows)).toContain('crm_sync_records_unsynced_idx');
    expect(JSON.stringify(plan.rows)).not.toContain('Sort');
  });
});

describe('one record', () => {
  it('is shown with its fault and with what would be sent', async () => {
    const { leadId } = desk.portal.stage;
    await desk.sql(
      `insert into crm_sync_records (entity, entity_id, state, last_error) values ('lead', $1, 'failed', $2)`,
      [leadId, JSON.stringify({ kind: 'rejected', code: 'INVALID_DATA', field: 'Email' })],
    );
    const { body } = await desk.admin.get(recordAt(leadId));
    expect(body.record).toMatchObject({ state: 'failed', last_fault: { code: 'INVALID_DATA', field: 'Email' } });
    expect(Object(body.payload).length).toBeGreaterThan(5);
    const gone = await desk.admin.get(recordAt(await desk.insertRecord()));
    expect(gone).toMatchObject({ status: 200, body: { payload: null } });
    expect((await desk.admin.get(recordAt(randomUUID()))).status).toBe(404);
    expect((await desk.admin.get(recordAt('12'))).status).toBe(404);
    expect((await desk.admin.get(recordAt(leadId, 'deal'))).status).toBe(404);
  });

  it.each(['failed', 'pending', 'synced'])(
    'that is %s is made due, tried anew, audited, and the worker woken',
    async (state) => {
      const id = await desk.insertRecord({ state });
      expect(await desk.admin.post(syncAt(id), { seen_state: state })).toMatchObject({
        status: 200,
        body: { record: { state: 'pending', attempts: 0 } },
      });
      const [row] = await desk.sql(
        `select state, attempts, next_attempt_at <= now() as due from crm_sync_records where entity_id = $1`,
        [id],
      );
      expect(row).toEqual({ state: 'pending', attempts: 0, due: true });
      expect(await desk.audits()).toMatchObject([
        {
          action: 'crm.record_sync_requested',
          entity: 'crm_record',
          entity_id: id,
          before: { state },
          after: { state: 'pending' },
        },
      ]);
      expect(await desk.events()).toEqual(['crm.push_requested']);
    },
  );

  it('that moved on since it was seen is left alone', async () => {
    const id = await desk.insertRecord({ state: 'synced' });
    await expectUnchanged(desk, () => desk.admin.post(syncAt(id), { seen_state: 'failed' }), 409, { code: 'conflict' });
    const flying = await desk.insertRecord({ state: 'in_flight' });
    for (const seen of ['failed', 'pending', 'synced']) {
      await expectUnchanged(desk, () => desk.admin.post(syncAt(flying), { seen_state: seen }), 409, {
        code: 'conflict',
      });
    }
    await expectUnchanged(desk, () => desk.admin.post(syncAt(flying), { seen_state: 'in_flight' }), 400, {
      fields: { seen_state: expect.any(String) },
    });
    await expectUnchanged(desk, () => desk.admin.post(syncAt(randomUUID()), { seen_state: 'failed' }), 404);
  });
});

describe('a replay', () => {
  it('sends exactly the refused records with this fault again', async () => {
    const [a, b, partner] = [
      await desk.insertRecord(),
      await desk.insertRecord(),
      await desk.insertRecord({ entity: 'partner' }),
    ];
    const locked = await desk.insertRecord({ fault: { code: 'RECORD_LOCKED' } });
    const flying = await desk.insertRecord({ state: 'in_flight' });
    const reply = await desk.admin.post(apiPath(A.integrationsReplay), { code: 'INVALID_DATA', entity: 'lead' });
    expect(reply).toMatchObject({ status: 200, body: { replayed: 2 } });
    expect(await statesOf([a, b, partner, locked, flying])).toEqual([
      'pending',
      'pending',
      'failed',
      'failed',
      'in_flight',
    ]);
    expect(await desk.audits()).toMatchObject([
      { action: 'crm.records_replayed', before: { code: 'INVALID_DATA', record: 'lead' }, after: { replayed: 2 } },
    ]);
    expect(await desk.events()).toEqual(['crm.push_requested']);
    await expectUnchanged(
      desk,
      () => desk.admin.post(apiPath(A.integrationsReplay), { code: 'INVALID_DATA', entity: 'lead' }),
      409,
      { code: 'conflict' },
    );
    await expectUnchanged(desk, () => desk.admin.post(apiPath(A.integrationsReplay), {}), 400, {
      fields: { code: expect.any(String) },
    });
  });

  it('finds faults without a code by their kind', async () => {
    const id = await desk.insertRecord({ fault: { kind: 'auth', code: null } });
    expect((await desk.admin.post(apiPath(A.integrationsReplay), { code: 'auth' })).body).toEqual({ replayed: 1 });
    expect(await statesOf([id])).toEqual(['pending']);
  });
});

describe('the list of differences', () => {
  it('shows the newest first, by kind, page by page', async () => {
    await desk.sql(`insert into crm_differences (entity, entity_id, kind, fields, winner, found_at)
      select 'lead', gen_random_uuid(), case when g = 3 then 'conflict' else 'restored' end, array['Email'], 'portal', now() - make_interval(mins => g)
      from generate_series(1, 3) g`);
    const list = (query: string) => desk.admin.get(`${apiPath(A.integrationsDifferences)}?${query}`);
    const first = await list('limit=2');
    expect(Object(first.body.differences)).toHaveLength(2);
    const { nextCursor } = Object(first.body.pagination);
    expect((await list(`limit=2&cursor=${nextCursor}`)).body.differences).toMatchObject([{ kind: 'conflict' }]);
    expect((await list('kind=conflict')).body.pagination).toMatchObject({ total: 1 });
    expect((await list('kind=other')).status).toBe(400);
  });
});
