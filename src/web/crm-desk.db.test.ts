import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { API } from '@/shared/paths';
import { PEOPLE } from '../../supabase/tests/people';
import { type CrmDesk, expectUnchanged, startCrmDesk } from '../../tools/testing/crm-desk';
import { apiPath } from '../../tools/testing/test-portal';

const A = API.admin;
const REASON = { reason: 'Fields are being rebuilt in Zoho.' };
const recordAt = (entityId: string, entity = 'lead') => apiPath(A.integrationsRecord, { entity, entityId });
const syncAt = (entityId: string, entity = 'lead') => apiPath(A.integrationsSync, { entity, entityId });

let desk: CrmDesk;

beforeAll(async () => {
  desk = await startCrmDesk();
});
afterAll(() => desk.portal.close());
beforeEach(() => desk.clear());

describe('who may not manage integrations', () => {
  it.each(PEOPLE.filter((person) => person !== 'super_admin'))(
    '“%s” reads nothing and changes nothing',
    async (person) => {
      const id = await desk.insertRecord();
      const browser = person === 'anonymous' ? desk.portal.visitor() : await desk.portal.logIn(person);
      const status = person === 'anonymous' ? 401 : 403;
      const runId = randomUUID();
      const mapping = { mapping: { leadStatus: {}, importNew: 'all' }, seen_changed_at: null };
      const requests = [
        () => browser.get(apiPath(A.integrations)),
        () => browser.get(apiPath(A.integrationsRecords)),
        () => browser.get(recordAt(id)),
        () => browser.get(apiPath(A.integrationsDifferences)),
        () => browser.get(apiPath(A.integrationsMapping)),
        () => browser.get(apiPath(A.integrationsRuns)),
        () => browser.get(`${apiPath(A.integrationsCallback)}?code=c&state=s`),
        () =>
          browser.send('PATCH', apiPath(A.integrations), { json: { credits_a_day: 500, seen_credits_a_day: 20_000 } }),
        () => browser.post(apiPath(A.integrationsPause), REASON),
        () => browser.post(apiPath(A.integrationsResume), REASON),
        () => browser.post(syncAt(id), { seen_state: 'failed' }),
        () => browser.post(apiPath(A.integrationsReplay), { code: 'INVALID_DATA' }),
        () => browser.post(apiPath(A.integrationsMapping), mapping),
        () => browser.post(apiPath(A.integrationsRuns), { kind: 'dry_run' }),
        () => browser.send('POST', apiPath(A.integrationsRunStop, { runId })),
        () => browser.send('POST', apiPath(A.integrationsConnect)),
      ];
      for (const request of requests) await expectUnchanged(desk, request, status);
    },
  );
});

describe('a pause', () => {
  it('is told with who and since when, audited with its reason, and ends once', async () => {
    const paused = await desk.admin.post(apiPath(A.integrationsPause), REASON);
    expect(paused).toMatchObject({ status: 200, body: { connection: { state: 'paused' } } });
    await expectUnchanged(desk, () => desk.admin.post(apiPath(A.integrationsPause), REASON), 409, { code: 'conflict' });
    expect(await desk.events()).toEqual([]);

    const resumed = await desk.admin.post(apiPath(A.integrationsResume), { reason: 'The fields are back.' });
    expect(resumed).toMatchObject({ status: 200, body: { connection: { state: 'unused', paused_at: null } } });
    await expectUnchanged(desk, () => desk.admin.post(apiPath(A.integrationsResume), REASON), 409, {
      code: 'conflict',
    });
    expect(await desk.events()).toEqual(['crm.push_requested']);
    expect(await desk.audits()).toMatchObject([
      {
        action: 'crm.paused',
        entity: 'crm_connection',
        actor_id: desk.portal.stage.userIds.super_admin,
        after: REASON,
      },
      { action: 'crm.resumed', after: { reason: 'The fields are back.' } },
    ]);
  });

  it('without a reason is refused', async () => {
    for (const reason of [undefined, '', 'why', 'x'.repeat(501), 'a NUL \0 is no text']) {
      await expectUnchanged(desk, () => desk.admin.post(apiPath(A.integrationsPause), { reason }), 400, {
        fields: { reason: expect.any(String) },
      });
    }
  });
});

describe('the budget', () => {
  const put = (credits: unknown, seen = 20_000) =>
    desk.admin.send('PATCH', apiPath(A.integrations), { json: { credits_a_day: credits, seen_credits_a_day: seen } });

  it('changes when it is the one that was seen, with before and after', async () => {
    expect(await put(5000)).toMatchObject({ status: 200, body: { usage: { credits_a_day: 5000 } } });
    expect(await desk.audits()).toMatchObject([
      { action: 'crm.budget_set', before: { credits_a_day: 20_000 }, after: { credits_a_day: 5000 } },
    ]);
    await expectUnchanged(desk, () => put(6000), 409, { code: 'conflict' });
  });

  it.each([0, -1, 99, 1.5, 10_000_001, 'many'])('of %s is refused', async (credits) => {
    await expectUnchanged(desk, () => put(credits), 400, { fields: { credits_a_day: expect.any(String) } });
  });
});

describe('the overview', () => {
  it('says what waits and for how long, what was refused and why, and what was spent', async () => {
    await desk.insertRecord({ state: 'pending', fault: null, ageS: 600 });
    await desk.insertRecord({ state: 'in_flight', fault: null, ageS: 900 });
    await desk.insertRecord({ ageS: 9000 });
    await desk.insertRecord({ entity: 'partner' });
    await desk.insertRecord({ fault: { code: '', kind: 'auth' } });
    await desk.sql(`insert into crm_usage values (date_trunc('hour', now()), 5, 7, 1), (date_trunc('hour', now()) - interval '30 hours', 9, 9, 9)
      on conflict (hour) do update set calls = 5, credits = 7, failures = 1`);
    const { status, body } = await desk.admin.get(apiPath(A.integrations));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      problems: [
        { code: 'INVALID_DATA', count: 2 },
        { code: 'auth', kind: 'auth', count: 1 },
      ],
      usage: { calls: 5, credits: 7, failures: 1, credits_a_day: 20_000 },
    });
    expect(body.queue).toContainEqual({ entity: 'lead', state: 'failed', count: 2, isExact: true });
    expect(body.queue).toContainEqual({ entity: 'partner', state: 'failed', count: 1, isExact: true });
    const { seconds } = Object(body.lag);
    expect(seconds).toBeGreaterThanOrEqual(900);
    expect(seconds).toBeLessThan(2000);
  });
});

describe('the mapping', () => {
  const save = (leadStatus: object, seen: unknown = null, importNew = 'all') =>
    desk.admin.post(apiPath(A.integrationsMapping), { mapping: { leadStatus, importNew }, seen_changed_at: seen });

  it('is saved with before and after, and a second author is told', async () => {
    const leadStatus = { toCrm: { contacted: 'Contacted' }, fromCrm: { 'Junk Lead': 'not_interested' } };
    const saved = await save(leadStatus);
    expect(saved).toMatchObject({ status: 200, body: { mapping: { leadStatus, importNew: 'all' } } });
    expect(await desk.sql('select mapping from crm_connection')).toEqual([
      { mapping: { leadStatus, importNew: 'all' } },
    ]);
    expect(await desk.audits()).toMatchObject([
      {
        action: 'crm.mapping_set',
        before: { leadStatus: { toCrm: {}, fromCrm: {} }, importNew: 'with_partner' },
        after: { leadStatus, importNew: 'all' },
      },
    ]);
    await expectUnchanged(desk, () => save({}, null), 409, { code: 'conflict' });
    expect((await save({}, saved.body.changed_at, 'none')).status).toBe(200);
  });

  it.each([
    ['a value that the CRM does not offer', { toCrm: { contacted: 'Called' } }, 'leadStatus.toCrm.contacted'],
    ['a CRM value that is not offered', { fromCrm: { Called: 'contacted' } }, 'leadStatus.fromCrm.Called'],
    [
      'a status that the portal does not have',
      { fromCrm: { 'Junk Lead': 'spam' } },
      'mapping.leadStatus.fromCrm.Junk Lead',
    ],
    ['no value', { toCrm: { contacted: '' } }, 'mapping.leadStatus.toCrm.contacted'],
  ])('with %s is refused by the name of the line', async (_, leadStatus, field) => {
    await expectUnchanged(desk, () => save(leadStatus), 400, { fields: { [field]: expect.any(String) } });
  });

  it('cannot name values before they were read, but the rest can be set', async () => {
    await desk.sql('update crm_connection set fields = null');
    await expectUnchanged(desk, () => save({ toCrm: { contacted: 'Contacted' } }), 409, { code: 'conflict' });
    expect((await save({})).status).toBe(200);
  });
});

describe('a run', () => {
  const start = (kind: string) => desk.admin.post(apiPath(A.integrationsRuns), { kind });
  const finish = (state: string) => desk.sql('update crm_runs set state = $1, finished_at = now()', [state]);

  it('begins as a dry run, alone, and wakes the worker with its id', async () => {
    const { status, body } = await start('dry_run');
    expect({ status, body }).toMatchObject({ status: 201, body: { run: { kind: 'dry_run', state: 'queued' } } });
    const { id } = Object(body.run);
    expect(await desk.audits()).toMatchObject([{ action: 'crm.run_requested', entity: 'crm_run', entity_id: id }]);
    expect(await desk.events()).toEqual(['crm.run_requested']);
    await expectUnchanged(desk, () => start('reconcile'), 422, { code: 'transition_not_allowed' });
    await expectUnchanged(desk, () => start('everything'), 400, { fields: { kind: expect.any(String) } });
  });

  it('of two that begin at once only one does', async () => {
    const replies = await Promise.all([start('dry_run'), start('dry_run')]);
    expect(replies.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1);
    expect(await desk.sql('select 1 from crm_runs')).toHaveLength(1);
    expect(await desk.events()).toEqual(['crm.run_requested']);
  });

  it('that writes follows a dry run with the mapping as it is', async () => {
    await expectUnchanged(desk, () => start('backfill'), 422, { code: 'transition_not_allowed' });
    await start('dry_run');
    await finish('failed');
    await expectUnchanged(desk, () => start('backfill'), 422, { code: 'transition_not_allowed' });
    await start('dry_run');
    await finish('done');
    await desk.sql('update crm_connection set mapping_changed_at = now()');
    await expectUnchanged(desk, () => start('backfill'), 422, { code: 'transition_not_allowed' });
    await desk.sql(`update crm_connection set mapping_changed_at = now() - interval '1 hour'`);
    expect((await start('backfill')).status).toBe(201);
  });

  it('is stopped once, with its state before', async () => {
    const { id: runId } = Object((await start('dry_run')).body.run);
    const stop = () => desk.admin.send('POST', apiPath(A.integrationsRunStop, { runId }));
    expect(await stop()).toMatchObject({ status: 200, body: { run: { state: 'stopped' } } });
    expect((await desk.audits()).at(-1)).toMatchObject({ action: 'crm.run_stopped', before: { state: 'queued' } });
    await expectUnchanged(desk, stop, 422, { code: 'transition_not_allowed' });
    await expectUnchanged(
      desk,
      () => desk.admin.send('POST', apiPath(A.integrationsRunStop, { runId: randomUUID() })),
      404,
    );
  });
});
