import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importTemplate } from '@/features/leads/domain/import-columns';
import { forgetImports } from '@/features/leads/jobs/forget-imports';
import { API } from '@/shared/paths';
import { PEOPLE, type Person } from '../../supabase/tests/people';
import type { Reply, TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const IMPORTS = apiPath(API.admin.leadImports);
const TEMPLATE = apiPath(API.admin.leadImportTemplate);
const one = (importId: string) => apiPath(API.admin.leadImport, { importId });
const commit = (importId: string) => apiPath(API.admin.leadImportCommit, { importId });
const HEADER = 'First name,Last name,Phone,E-mail,Address';

let portal: TestPortal;
let manager: TestBrowser;

beforeAll(async () => {
  portal = await startTestPortal();
  manager = await portal.logIn('partner_manager');
});
afterAll(() => portal.close());

type Import = { id: string; rows: number; faulty: number; same: number; imported: number; state: string };

function form(text: string | Uint8Array<ArrayBuffer>, name = 'leads.csv', type = 'text/csv'): FormData {
  const sent = new FormData();
  sent.set('file', new File([text], name, { type }));
  return sent;
}
const upload = (text: string, browser = manager) => browser.send('POST', IMPORTS, { form: form(text) });

async function uploaded(text: string): Promise<Import> {
  const reply = await upload(text);
  expect(reply.status, reply.text).toBe(201);
  return reply.body.import as Import; // what the schema of the answer says
}

async function expectRefused(send: () => Promise<Reply>, status: number, body: object = {}): Promise<void> {
  const before = await portal.fingerprint();
  expect(await send()).toMatchObject({ status, body });
  expect(await portal.fingerprint()).toBe(before);
}

async function rows(statement: string, values: unknown[] = []) {
  return (await portal.stage.owner.query(statement, values)).rows;
}

let phones = 0;
/** A line with a number and an address that no other has. */
function line(first = 'Naledi'): string {
  phones += 1;
  return `${first},Molefe,083 ${String(1_000_000 + phones).replace(/(...)(....)/, '$1 $2')},p${phones}@example.net,${phones} Oxford Road`;
}
const leadsOf = (importId: string) =>
  rows(
    `select l.* from coverage_leads l join partner_lead_import_rows r on r.lead_id = l.id where r.import_id = $1 order by r.line`,
    [importId],
  );

describe('a file', () => {
  it('is looked through line by line, and no lead is made yet', async () => {
    const before = (await rows('select count(*) from coverage_leads'))[0];
    const { id, ...counts } = await uploaded(`${HEADER}\n${line()}\n,Molefe,call me,x@example.net,1 Road\n${line()}`);
    expect(counts).toMatchObject({ rows: 3, faulty: 1, same: 0, imported: 0, state: 'previewed' });
    expect((await rows('select count(*) from coverage_leads'))[0]).toEqual(before);
    const faulty = await manager.get(`${one(id)}?show=faulty`);
    expect(faulty.body.lines).toMatchObject([
      {
        line: 3,
        faults: {
          first_name: 'Line 3: First name must not be empty.',
          phone: expect.stringMatching(/^Line 3: Phone must be/),
        },
        facts: { phone: 'call me' },
      },
    ]);
  });

  it('says which of its rows look like a lead that is there, or like an earlier row; and is imported all the same', async () => {
    const [first, , third] = [line(), line(), line()];
    await rows(
      `insert into coverage_leads (first_name, last_name, email, phone, address) values ('X', 'Y', $1, '+27110000001', '1 Road')`,
      [`P${phones}+spam@Example.net`],
    );
    const twin = first.replace(/p\d+@/, 'another@').replace('083 ', '+27 83 ');
    const { id, same } = await uploaded(`${HEADER}\n${first}\n${twin}\n${third}`);
    expect(same).toBe(2);
    const { body } = await manager.get(`${one(id)}?show=same`);
    expect(body.lines).toMatchObject([
      { line: 3, same_as: { by: 'phone', line: 2 } },
      { line: 4, same_as: { by: 'email', lead_id: expect.any(String) } },
    ]);
    expect((await manager.post(commit(id), {})).body.import).toMatchObject({ imported: 3 });
  });

  it('of 5 000 lines is imported in one go, and shown a hundred at a time', async () => {
    const lines = Array.from({ length: 5_000 }, () => line()).join('\n');
    const { id, rows: count } = await uploaded(`${HEADER}\n${lines}`);
    expect(count).toBe(5_000);
    const seen: number[] = [];
    let after: number | null = 0;
    while (after !== null && seen.length < 250) {
      const reply: Reply = await manager.get(`${one(id)}?after=${after}`);
      seen.push(...(reply.body.lines as { line: number }[]).map(({ line: at }) => at));
      after = reply.body.next_after as number | null;
    }
    expect(seen).toEqual(Array.from({ length: seen.length }, (_none, index) => index + 2));
    expect((await manager.post(commit(id), {})).body.import).toMatchObject({ state: 'imported', imported: 5_000 });
    expect(
      await rows(
        'select count(*)::int as n from partner_lead_import_rows where import_id = $1 and lead_id is not null',
        [id],
      ),
    ).toEqual([{ n: 5_000 }]);
  });

  it('that is no CSV is refused, and nothing of it is kept', async () => {
    const send = (sent: FormData) => () => manager.send('POST', IMPORTS, { form: sent });
    await expectRefused(send(form('a,b', 'leads.xlsx')), 415, {
      code: 'unsupported_file_type',
      fields: { file: expect.any(String) },
    });
    await expectRefused(send(form('a,b', 'leads.csv', 'image/png')), 415);
    await expectRefused(send(form('PK\u0003\u0004', 'leads.csv')), 415);
    await expectRefused(send(form('', 'leads.csv')), 422, { code: 'unreadable_file' });
    await expectRefused(send(form(`${HEADER},Shoe size\n${line()},44`)), 422, {
      error: expect.stringMatching(/Shoe size/),
    });
    await expectRefused(send(form(`${HEADER}\nA,"B`)), 422);
    await expectRefused(send(form(`${HEADER}\n${'x'.repeat(2 * 1024 * 1024)}`)), 413, { code: 'file_too_large' });
    await expectRefused(send(form('x'.repeat(3 * 1024 * 1024))), 413);
    await expectRefused(send(new FormData()), 400);
  });
});

describe('importing', () => {
  it('makes exactly the leads that were looked through: nobody’s, new, waiting, and due to the CRM', async () => {
    const header = `${HEADER},Suburb,City,Province,Postal code,Customer type,Company,Service,Speed,Budget,Source,Campaign`;
    const { id } = await uploaded(
      `${header}\n${line()},Rosebank,Johannesburg,GP,83,smme,Karoo Windpumps,Business fibre,100 Mbps,R500,marketing_campaign,Expo`,
    );
    expect((await manager.post(commit(id), {})).status).toBe(200);
    const [lead] = await leadsOf(id);
    expect(lead).toMatchObject({
      first_name: 'Naledi',
      phone: `+2783${1_000_000 + phones}`,
      suburb: 'Rosebank',
      province: 'Gauteng',
      postal_code: '0083',
      customer_type: 'smme',
      company_name: 'Karoo Windpumps',
      requested_service_type: 'business_fibre',
      lead_source: 'marketing_campaign',
      source_campaign: 'Expo',
      status: 'new',
      assigned_partner_id: null,
    });
    expect(await rows('select state from partner_lead_intake where lead_id = $1', [lead.id])).toEqual([
      { state: 'due' },
    ]);
    expect(await rows('select state from crm_sync_records where entity_id = $1', [lead.id])).toEqual([
      { state: 'pending' },
    ]);
    expect(await rows(`select action, after from partner_audit_log where entity_id = $1`, [id])).toEqual([
      { action: 'lead.imported', after: { rows: 1, imported: 1, left_out: 0 } },
    ]);
  });

  it('a second time, and twice at once, changes nothing and answers the same', async () => {
    const { id } = await uploaded(`${HEADER}\n${line()}\n${line()}`);
    const replies = await Promise.all([manager.post(commit(id), {}), manager.post(commit(id), {})]);
    expect(replies.map(({ status }) => status)).toEqual([200, 200]);
    const before = await portal.fingerprint();
    const again = await manager.post(commit(id), {});
    expect(again.body).toEqual(replies[0]?.body);
    expect(replies[1]?.body).toEqual(replies[0]?.body);
    expect(await portal.fingerprint()).toBe(before);
    expect(await leadsOf(id)).toHaveLength(2);
  });

  it('leaves faulty rows out only when the person says so', async () => {
    const { id } = await uploaded(`${HEADER}\n${line()}\nA,B,nothing,a@example.net,1 Road`);
    await expectRefused(() => manager.post(commit(id), {}), 400, { fields: { without_faulty: expect.any(String) } });
    expect((await manager.post(commit(id), { without_faulty: true })).body.import).toMatchObject({
      imported: 1,
      faulty: 1,
    });
    expect(await leadsOf(id)).toHaveLength(1);
  });

  it('is all or nothing: one row that the database refuses, and no lead is made', async () => {
    const { id } = await uploaded(`${HEADER}\n${line()}\n${line()}`);
    await rows(`update partner_lead_import_rows set facts = facts - 'phone' where import_id = $1 and line = 3`, [id]);
    const before = await portal.fingerprint();
    expect((await manager.post(commit(id), {})).status).toBe(500);
    expect(await portal.fingerprint()).toBe(before);
  });

  it('of a file that was discarded, or in which nothing is right, is refused', async () => {
    const bad = await uploaded(`${HEADER}\nA,B,nothing,a@example.net,1 Road`);
    await expectRefused(() => manager.post(commit(bad.id), { without_faulty: true }), 400);
    const { id } = await uploaded(`${HEADER}\n${line()}`);
    expect((await manager.send('PATCH', one(id), { json: { state: 'discarded' } })).body.import).toMatchObject({
      state: 'discarded',
    });
    await expectRefused(() => manager.post(commit(id), {}), 409);
    const done = await uploaded(`${HEADER}\n${line()}`);
    await manager.post(commit(done.id), {});
    await expectRefused(() => manager.send('PATCH', one(done.id), { json: { state: 'discarded' } }), 409);
  });
});

describe('the lines of a file', () => {
  it('are forgotten after a week when nothing was imported, after 90 days otherwise, and the leads stay', async () => {
    const aged = async (days: number, isImported: boolean) => {
      const { id } = await uploaded(`${HEADER}\n${line()}`);
      if (isImported) expect((await manager.post(commit(id), {})).status).toBe(200);
      await rows(`update partner_lead_imports set created_at = now() - make_interval(days => $2) where id = $1`, [
        id,
        days,
      ]);
      return id;
    };
    const [fresh, old, kept, done] = [
      await aged(6, false),
      await aged(8, false),
      await aged(89, true),
      await aged(91, true),
    ];
    const leads = await rows('select count(*) from coverage_leads');
    await forgetImports();
    const left = await rows('select distinct import_id as id from partner_lead_import_rows where import_id = any($1)', [
      [fresh, old, kept, done],
    ]);
    expect(left.map(({ id }) => id).toSorted()).toEqual([fresh, kept].toSorted());
    expect(await rows('select count(*) from coverage_leads')).toEqual(leads);
  });
});

describe('an import belongs to whoever began it', () => {
  it('and another administrator neither sees nor finishes it', async () => {
    const { id } = await uploaded(`${HEADER}\n${line()}`);
    const admin = await portal.logIn('super_admin');
    await expectRefused(() => admin.get(one(id)), 404);
    await expectRefused(() => admin.post(commit(id), {}), 404);
    await expectRefused(() => admin.send('PATCH', one(id), { json: { state: 'discarded' } }), 404);
    await expectRefused(() => admin.get(one(randomUUID())), 404);
  });

  const ASSIGNERS: Person[] = ['partner_manager', 'super_admin'];
  it.each(PEOPLE.filter((person) => !ASSIGNERS.includes(person)))('and is closed to %s', async (person) => {
    const { id } = await uploaded(`${HEADER}\n${line()}`);
    const browser = person === 'anonymous' ? portal.visitor() : await portal.logIn(person);
    const status = person === 'anonymous' ? 401 : 403;
    await expectRefused(() => upload(`${HEADER}\n${line()}`, browser), status);
    await expectRefused(() => browser.get(TEMPLATE), status);
    await expectRefused(() => browser.get(one(id)), status);
    await expectRefused(() => browser.post(commit(id), {}), status);
    await expectRefused(() => browser.send('PATCH', one(id), { json: { state: 'discarded' } }), status);
  });
});

it('the template is a file that a spreadsheet opens, and can be handed in as it is', async () => {
  const reply = await manager.get(TEMPLATE);
  expect(reply).toMatchObject({ status: 200 });
  expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(reply.headers.get('content-disposition')).toBe('attachment; filename="circletel-leads.csv"');
  expect(Buffer.from(reply.bytes).toString()).toBe(importTemplate());
  expect(await uploaded(importTemplate())).toMatchObject({ rows: 1, faulty: 0 });
});
