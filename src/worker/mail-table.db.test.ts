import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVENTS, type EventName } from '@/events/catalog';
import { MAILS, type MailTemplate } from '@/features/mails/mail-table';
import { API } from '@/shared/paths';
import { keptMails, type MailStage, startMailStage } from '../../tools/testing/mail-stage';
import { runJobs } from '../../tools/testing/run-jobs';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';
import { PUSH_TO_CRM } from './task-names';

const DESK = 'desk@circletel.test';
const HOSTILE = `<img src=x onerror=alert(1)>"&' Visit https://evil.example/now`;

let portal: TestPortal;
let mails: MailStage;
let ids: { partnerId: string; documentId: string; userId: string; leadId: string };

beforeAll(async () => {
  process.env.DESK_EMAIL = DESK;
  portal = await startTestPortal();
  mails = await startMailStage(portal.stage);
  const { partnerIds, documentIds, userIds, leadId, owner } = portal.stage;
  ids = { partnerId: partnerIds.partner, documentId: documentIds.partner, userId: userIds.partner, leadId };
  await owner.query(
    `update partners set business_name = $2, contact_person = $2, email = 'applied@example.com', approval_notes = $2,
       suspension_reason = $2, rejected_at = '2026-11-24T10:00:00Z', bank_changed_at = now(), bank_cooloff_until = now()
     where id = $1`,
    [ids.partnerId, HOSTILE],
  );
  await owner.query(
    `update partner_kyc_documents set rejection_reason = $2, expires_at = '2026-12-24T10:00:00Z' where id = $1`,
    [ids.documentId, HOSTILE],
  );
  await owner.query(
    `update coverage_leads set suburb = $2, requested_service_type = 'fibre', assigned_partner_id = $3,
       partner_offer_expires_at = '2099-01-01T10:00:00Z', first_response_due_at = '2099-01-02T10:00:00Z' where id = $1`,
    [ids.leadId, HOSTILE, ids.partnerId],
  );
  await owner.query(
    `update partner_lead_registrations set extension_reason = $2, expires_at = '2026-12-24T10:00:00Z' where lead_id = $1`,
    [ids.leadId, HOSTILE],
  );
});
afterAll(async () => {
  await mails.close();
  await portal.close();
});

/** Every event that a mail follows, with the payload that fits it. */
const rules = Object.entries(MAILS).flatMap(([name, rule]) => rule.map((one) => ({ name: name as EventName, ...one }))); // keys of MAILS

const payloadOf = (name: EventName) => {
  if (name.startsWith('account.')) return { userId: ids.userId };
  if (name.startsWith('lead.')) return { partnerId: ids.partnerId, leadId: ids.leadId, daysLeft: 7 };
  if (!name.startsWith('kyc.document_')) return { partnerId: ids.partnerId };
  const { partnerId, documentId } = ids;
  return name === 'kyc.document_expiring' ? { partnerId, documentId, daysLeft: 30 } : { partnerId, documentId };
};

describe.each(rules)('$name: $template', ({ name, template, to }) => {
  it(`goes once to the ${to}, as HTML and text, with nothing that a person typed as markup or link`, async () => {
    const address = { partner: 'applied@example.com', account: 'partner@example.com', desk: DESK }[to];
    const before = (await mails.messages(address)).length;
    // Two mails may follow one event, and each has its own turn here.
    await portal.stage.owner.query('delete from partner_mails where template = $1', [template]);
    await mails.emit(name, EVENTS[name].parse(payloadOf(name)));
    await runJobs();
    const kept = await keptMails(portal.stage, template);
    expect(kept).toMatchObject([{ recipient: address, sent_at: expect.any(Date), content: null }]);
    expect(kept[0]?.idempotency_key).toMatch(new RegExp(`^[0-9a-f-]{36}/${template}$`));

    const mine = (await mails.messages(address)).filter(({ id }) => id === kept[0]?.provider_id);
    expect((await mails.messages(address)).length).toBeGreaterThan(before);
    expect(mine).toHaveLength(1);
    const { html = '', text = '', subject = '', tags } = mine[0] ?? {};
    expect(tags).toContainEqual({ name: 'template', value: template });
    expect(html).not.toMatch(/<img|<script/i);
    expect(text).not.toMatch(/undefined|null|NaN|Invalid|\[object/);
    expect(text.length).toBeGreaterThan(80);
    expect(subject).toMatch(/^[^\r\n]{5,120}$/);
    for (const link of html.matchAll(/href="([^"]+)"/g)) expect(link[1]).toMatch(/^http:\/\/portal\.test\//);
    if (!STAFF_WORDS.has(template)) expect(html + text + subject).not.toContain('https://evil.example');
  });
});

/** Mails that quote what CircleTel's own people wrote; a link of theirs may stay one. */
const STAFF_WORDS: ReadonlySet<MailTemplate> = new Set(['partner_rejected', 'partner_suspended', 'document_rejected']);

describe('a mail says what its event was about', () => {
  it.each<[MailTemplate, RegExp]>([
    ['partner_approved', /CTPL-\d{4}-\d{4}.*\/partners\/profile\/agreement/s],
    ['partner_rejected', /apply again from 24 Dec 2026/],
    ['document_expiring', /valid until 24 December 2026/],
    ['documents_complete', /We check what is new; until then nothing changes for you\./],
    ['lead_offered', /Fibre in .*Answer by\s+1 Jan 2099, 12:00/s],
    ['lead_given', /nothing to accept.*Fibre in .*First contact by\s+2 Jan 2099, 12:00/s],
    ['registration_expiring', /Claimed until\s+24 Dec 2026, 12:00/],
    ['application_received', /hand in your documents/],
    ['bank_details_changed', /Nothing is paid out before/],
  ])('%s: %s', async (template, words) => {
    const [kept] = await keptMails(portal.stage, template);
    const message = (await mails.messages()).find(({ id }) => id === kept?.provider_id);
    expect(message?.text.replaceAll('\u00a0', ' ')).toMatch(words);
  });
});

describe('the offer of a lead', () => {
  it('that was answered before its mail was written is not mailed, and no mail tells who the customer is', async () => {
    const { owner } = portal.stage;
    const before = (await mails.messages('applied@example.com')).length;
    await owner.query('update coverage_leads set partner_offer_expires_at = null where id = $1', [ids.leadId]);
    await mails.emit('lead.assigned', { leadId: ids.leadId, partnerId: ids.partnerId });
    await runJobs();
    const after = await mails.messages('applied@example.com');
    expect(after).toHaveLength(before);
    expect(JSON.stringify(after)).not.toMatch(/lead@example\.com|27820000001/);
  });
});

describe('the owner of an account', () => {
  it('is welcomed once, at the first log-in, however often it logs in before it applies', async () => {
    await portal.logIn('registrant');
    await portal.logIn('registrant');
    await runJobs();
    await portal.logIn('registrant');
    await runJobs();
    const welcomes = (await mails.messages('registrant@example.com')).filter(({ subject }) => /welcome/i.test(subject));
    expect(welcomes).toHaveLength(1);
  });

  it('is not welcomed when it has applied already, and staff never is', async () => {
    await portal.logIn('pending');
    await portal.logIn('partner_manager');
    await runJobs();
    const got = [
      ...(await mails.messages('pending@example.com')),
      ...(await mails.messages('partner_manager@example.com')),
    ];
    expect(got).toEqual([]);
  });

  it('that exists no more gets nothing, and the job ends', async () => {
    await mails.emit('account.password_changed', { userId: randomUUID() });
    await runJobs();
    // What follows for the CRM waits for one; here is none.
    const { rows } = await portal.stage.owner.query('select 1 from graphile_worker.jobs where task_identifier <> $1', [
      PUSH_TO_CRM,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('a decision of the desk', () => {
  it('is told to the partner in the reason’s own words', async () => {
    const manager = await portal.logIn('partner_manager');
    const reason = 'Two customers were charged a fee that does not exist.\nPlease call us.';
    const partnerId = portal.stage.partnerIds.other_partner;
    const reply = await manager.post(apiPath(API.admin.partnerSuspend, { partnerId }), { reason });
    expect(reply.status).toBe(200);
    await runJobs();
    const message = (await mails.messages('person@example.com')).find(({ subject }) => subject.includes('suspended'));
    expect(message?.text).toContain('Two customers were charged a fee that does not exist.\n\nPlease call us.');
  });
});
