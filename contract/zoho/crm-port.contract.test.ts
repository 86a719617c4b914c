import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CrmPort, CrmRecord } from '../../src/integrations/zoho/port';
import { mayDiffer } from './known-differences';
import { idOf, KEY, key, lead, OPTIONS, type PortStage, setPortStage } from './port-stage';
import { TARGETS } from './targets';

describe.each(TARGETS)('the CRM port on $name', (target) => {
  let stage: PortStage;

  beforeAll(async () => {
    stage = await setPortStage(target);
  }, 60_000);

  afterAll(() => stage.close(), 60_000);

  it('describes the fields that the portal maps', async () => {
    const fields = new Map((await stage.crm.describeFields('Leads')).map((field) => [field.apiName, field]));
    expect(fields.get('Last_Name')).toMatchObject({ mandatory: true, dataType: 'text', canCreate: true });
    expect(fields.get('Lead_Status')?.pickListValues.length).toBeGreaterThan(1);
    expect(fields.get(KEY)).toMatchObject({ unique: true, externalId: true });
    expect(fields.get('Modified_Time')).toMatchObject({ canUpdate: false });
  });

  it('inserts an unknown record, and updates the same one the next time', async () => {
    const externalId = key();
    const [first] = await stage.upsert([lead(externalId, { City: 'Durban' })]);
    const [second] = await stage.upsert([lead(externalId, { City: 'Cape Town' })]);
    expect(first).toMatchObject({ ok: true, action: 'insert', matchedBy: null });
    expect(second).toMatchObject({ ok: true, action: 'update', matchedBy: KEY, id: idOf(first) });
    expect(idOf(first)).toMatch(/^\d{18,19}$/);
    expect(second).toMatchObject({
      modifiedTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/),
    });
    const found = await stage.crm.findByField('Leads', KEY, [externalId], ['City']);
    expect(found.map((record) => [record.id, record.fields])).toEqual([[idOf(first), { City: 'Cape Town' }]]);
  });

  it('leaves fields alone that a write does not name, and empties those it sets to null', async () => {
    const externalId = key();
    await stage.upsert([lead(externalId, { City: 'Durban', Street: '1 Marine Parade' })]);
    await stage.upsert([lead(externalId, { Street: null })]);
    const [record] = await stage.crm.findByField('Leads', KEY, [externalId], ['City', 'Street']);
    expect(record?.fields).toEqual({ City: 'Durban', Street: null });
  });

  it('changes records by their ids, and makes none anew that is gone', async () => {
    const outcomes = await stage.upsert([lead(key(), { City: 'Durban' }), lead(key())]);
    const [kept = '', gone = ''] = outcomes.map(idOf);
    await stage.remove(gone);
    const changed = await stage.crm.updateRecords(
      'Leads',
      [kept, gone].map((id) => ({ id, fields: { City: 'Paarl' } })),
      [],
    );
    expect(changed).toMatchObject([
      { ok: true, id: kept, action: 'update' },
      { ok: false, error: { kind: 'rejected', code: 'INVALID_DATA' } },
    ]);
    const found = await stage.crm.findByField('Leads', 'id', [kept, gone], ['City']);
    expect(found.map(({ id, fields }) => [id, fields])).toEqual([[kept, { City: 'Paarl' }]]);
  });

  it('answers for every record of a batch in its place, the refused ones with their field', async () => {
    const [good, nameless, wrongEmail, alsoGood] = [key(), key(), key(), key()];
    const outcomes = await stage.upsert([
      lead(good),
      { [KEY]: nameless, Company: 'Contract Test' },
      lead(wrongEmail, { Email: 'this is no address' }),
      lead(alsoGood),
    ]);
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false, false, true]);
    expect(outcomes[1]).toMatchObject({
      error: {
        kind: 'rejected',
        retryable: false,
        code: 'MANDATORY_NOT_FOUND',
        apiName: 'Last_Name',
        jsonPath: '$.data[1].Last_Name',
      },
    });
    const emailCode = mayDiffer(target.isReal, 'email_check') ? expect.any(String) : 'INVALID_DATA';
    expect(outcomes[2]).toMatchObject({ error: { kind: 'rejected', code: emailCode, apiName: 'Email' } });
    const stored = await stage.crm.findByField('Leads', KEY, [good, nameless, wrongEmail, alsoGood], [KEY]);
    expect(stored.map((record) => record.fields[KEY]).toSorted()).toEqual([good, alsoGood].toSorted());
  });

  it('answers also when every record of a batch is refused', async () => {
    const outcomes = await stage.upsert([{ [KEY]: key(), Company: 'Contract Test' }]);
    expect(outcomes).toMatchObject([{ ok: false, error: { code: 'MANDATORY_NOT_FOUND' } }]);
  });

  it('keeps quotes, line breaks and letters of any script', async () => {
    const externalId = key();
    const name = `O'Brien "Ndlovu" \\ ünïcode 中文`;
    await stage.upsert([lead(externalId, { Last_Name: name, Description: 'first\nsecond' })]);
    const [byKey] = await stage.crm.findByField('Leads', KEY, [externalId], ['Last_Name']);
    expect(byKey?.fields.Last_Name).toBe(name);
    const quoted = await stage.crm.findByField('Leads', 'Last_Name', [`it's no one's name ${externalId}`], [KEY]);
    expect(quoted).toEqual([]);
  });

  it('finds records by id, more values than one query takes, in order of id', async () => {
    const keys = Array.from({ length: 60 }, key);
    const outcomes = await stage.upsert(keys.map((externalId) => lead(externalId)));
    const ids = outcomes.map(idOf);
    const byId = await stage.crm.findByField('Leads', 'id', ids, [KEY]);
    expect(byId.map((record) => record.id)).toEqual(ids.toSorted());
    const byKey = await stage.crm.findByField('Leads', KEY, [...keys, 'contract-nobody'], [KEY]);
    expect(byKey.map((record) => record.fields[KEY]).toSorted()).toEqual(keys.toSorted());
  });

  it('finds nothing where there is nothing', async () => {
    expect(await stage.crm.findByField('Leads', KEY, ['contract-nobody'], ['City'])).toEqual([]);
    expect(await stage.crm.findByField('Leads', KEY, [], ['City'])).toEqual([]);
  });

  it('lists changes by time and id, each once, and continues where it stopped', async () => {
    const outcomes = await stage.upsert([lead(key()), lead(key()), lead(key())]);
    const [first] = await stage.crm.findByField('Leads', 'id', outcomes.map(idOf), []);
    const start = { modifiedTime: first?.modifiedTime ?? '', afterId: null };
    const seen: CrmRecord[] = [];
    let cursor: Parameters<CrmPort['changedSince']>[2] = start;
    for (let more = true; more; ) {
      const page = await stage.crm.changedSince('Leads', [KEY], cursor);
      seen.push(...page.records);
      cursor = page.next;
      more = page.more;
    }
    const ids = seen.map((record) => record.id);
    expect(ids).toEqual(expect.arrayContaining(outcomes.map(idOf)));
    expect(new Set(ids).size).toBe(ids.length);
    const after = await stage.crm.changedSince('Leads', [KEY], cursor);
    if (!mayDiffer(target.isReal, 'foreign_changes')) expect(after).toEqual({ records: [], next: cursor, more: false });
    expect(after.records.filter((record) => outcomes.map(idOf).includes(record.id))).toEqual([]);
  });

  it('refuses what would be a mistake of the caller before anything is sent', async () => {
    const tooMany = Array.from({ length: 101 }, () => lead(key()));
    await expect(stage.crm.upsertRecords('Leads', tooMany, OPTIONS)).rejects.toThrow(RangeError);
    await expect(stage.crm.upsertRecords('Leads', [{ Last_Name: 'No key' }], OPTIONS)).rejects.toThrow(RangeError);
    await expect(stage.crm.findByField('Leads', "x' or 'y", ['1'], [])).rejects.toThrow(RangeError);
    expect(await stage.crm.upsertRecords('Leads', [], OPTIONS)).toEqual([]);
  });

  it('says so when the organisation lacks a module or field', async () => {
    await expect(stage.crm.findByField('Leads', 'No_Such_Field', ['x'], [])).rejects.toMatchObject({
      kind: 'misconfigured',
    });
    const write = stage.crm.upsertRecords('No_Such_Module', [lead(key())], OPTIONS);
    await expect(write).rejects.toMatchObject({ kind: 'misconfigured', retryable: false });
  });
});
