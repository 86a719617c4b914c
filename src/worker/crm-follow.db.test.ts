import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pullFromCrm } from '@/features/crm/jobs/pull';
import { type SyncStage, startSyncStage } from '../../tools/testing/sync-stage';

let crm: SyncStage;

beforeAll(async () => {
  crm = await startSyncStage();
});
beforeEach(() => setImport('all'));
afterAll(() => crm.close());

const setImport = (importNew: string) =>
  crm.stage.owner.query(`update crm_connection set mapping = $1`, [{ importNew }]);

async function both(): Promise<void> {
  await crm.pull();
  await crm.push();
}

async function sharedLead(): Promise<{ leadId: string; zohoId: string }> {
  const leadId = await crm.makeLead();
  await crm.mark('lead', leadId);
  await crm.push();
  const record = await crm.crmLead(leadId);
  return { leadId, zohoId: record?.id ?? expect.fail('the lead is in the CRM') };
}

const newLead = { First_Name: 'Zanele', Last_Name: 'Khumalo', Company: 'Zanele Khumalo', Lead_Status: 'Not Contacted' };
const partnerNumber = async () =>
  (
    await crm.stage.owner.query<{ partner_number: string }>('select partner_number from partners where id = $1', [
      crm.stage.partnerIds.partner,
    ])
  ).rows[0]?.partner_number;
const leadsIn = async () => (await crm.stage.owner.query('select 1 from coverage_leads')).rows.length;

describe('a lead that people make in the CRM', () => {
  it('becomes one lead here, which its record names, and is the desk’s to give away', async () => {
    const zohoId = await crm.changeInCrm('Leads', newLead);
    await both();
    await both();
    const leadId = (await crm.leadOf(zohoId)) ?? expect.fail('the lead is linked');
    const lead = await crm.inPortal(leadId);
    expect(lead).toMatchObject({ status: 'new', last_name: 'Khumalo', company_name: null, email: '' });
    expect(lead.assigned_partner_id).toBeNull();
    expect(await crm.crmLead(leadId)).toMatchObject({ id: zohoId, Company: 'Zanele Khumalo' });
    const { rows } = await crm.stage.owner.query('select state from partner_lead_intake where lead_id = $1', [leadId]);
    expect(rows).toEqual([{ state: 'due' }]);
  });

  it('and names an approved partner is that partner’s, without an offer to answer', async () => {
    await setImport('with_partner');
    const ours = await crm.changeInCrm('Leads', { ...newLead, Partner_Number: await partnerNumber() });
    const others = await crm.changeInCrm('Leads', newLead);
    await both();
    const leadId = (await crm.leadOf(ours)) ?? expect.fail('the lead is linked');
    expect(await crm.inPortal(leadId)).toMatchObject({ assigned_partner_id: crm.stage.partnerIds.partner });
    const { rows } = await crm.stage.owner.query(
      `select a.how, a.outcome, l.first_response_due_at > now() as promised
       from partner_lead_assignments a join coverage_leads l on l.id = a.lead_id where a.lead_id = $1`,
      [leadId],
    );
    expect(rows).toEqual([{ how: 'crm', outcome: 'accepted', promised: true }]);
    const { rows: told } = await crm.stage.owner.query(
      `select payload -> 'payload' ->> 'leadId' as lead from graphile_worker._private_jobs
       where payload ->> 'event' = 'lead.given_in_crm'`,
    );
    expect(told).toEqual([{ lead: leadId }]);
    expect(await crm.leadOf(others)).toBeNull();
  });

  it('stays in the CRM when none is wanted', async () => {
    await setImport('none');
    const before = await leadsIn();
    await crm.changeInCrm('Leads', newLead);
    await both();
    expect(await leadsIn()).toBe(before);
  });

  it('with a status that nobody has mapped keeps it', async () => {
    const zohoId = await crm.changeInCrm('Leads', { ...newLead, Lead_Status: 'From the fair' });
    await both();
    const leadId = (await crm.leadOf(zohoId)) ?? expect.fail('the lead is linked');
    expect(await crm.inPortal(leadId)).toMatchObject({ status: 'new' });
    expect(await crm.crmLead(leadId)).toMatchObject({ Lead_Status: 'From the fair' });
    expect(await crm.differences(leadId)).toEqual([{ kind: 'unknown_value', fields: ['Lead_Status'], winner: null }]);
  });

  it('is made once, although two find it at the same moment', async () => {
    const before = await leadsIn();
    const zohoId = await crm.changeInCrm('Leads', newLead);
    const context = await crm.context();
    await Promise.all([pullFromCrm(context), pullFromCrm(context), crm.walk('reconcile')]);
    expect(await leadsIn()).toBe(before + 1);
    expect(await crm.leadOf(zohoId)).not.toBeNull();
  });
});

it('a lead that the website linked and nobody marked takes over what the CRM said later', async () => {
  const zohoId = await crm.changeInCrm('Leads', { ...newLead, Lead_Status: 'Contacted', City: 'Paarl' });
  const leadId = await crm.makeLead({
    zoho_lead_id: zohoId,
    city: 'Durban',
    coverage_available: true,
    updated_at: new Date(Date.now() - 60_000),
  });
  await both();
  expect(await crm.leadOf(zohoId)).toBe(leadId);
  const lead = await crm.inPortal(leadId);
  expect(lead).toMatchObject({ status: 'contacted', city: 'Paarl', coverage_available: true, phone: '+27820000003' });
  expect(await crm.crmLead(leadId)).toMatchObject({ Lead_Status: 'Contacted', Phone: '+27820000003' });
});

describe('a lead that is converted in the CRM', () => {
  it('is an order, is followed to its deal, and is lost with it', async () => {
    const { leadId, zohoId } = await sharedLead();
    await crm.changeInCrm('Leads', { id: zohoId, City: 'Paarl' });
    const Deals = { Deal_Name: 'Fibre', Stage: 'Qualification', Closing_Date: '2027-01-31' };
    await crm.changeInCrm('Leads', { id: zohoId, convert: true, Deals });
    await both();
    expect(await crm.inPortal(leadId)).toMatchObject({
      status: 'converted_to_order',
      city: 'Paarl',
      crm_converted_at: expect.any(Date),
      crm_deal_stage: 'Qualification',
    });
    const [deal] = (await crm.records('Deals')).filter(({ Deal_Name: name }) => name === 'Fibre');
    await crm.changeInCrm('Deals', { id: deal?.id, Stage: 'Closed Lost' });
    const writes = (await crm.calls()).writes;
    await both();
    expect(await crm.inPortal(leadId)).toMatchObject({ status: 'lost', crm_deal_stage: 'Closed Lost' });
    expect((await crm.calls()).writes).toBe(writes);
  });

  it('is never written again', async () => {
    const { leadId, zohoId } = await sharedLead();
    await crm.changeInCrm('Leads', { id: zohoId, convert: true });
    await crm.stage.owner.query(`update coverage_leads set city = 'Upington' where id = $1`, [leadId]);
    await crm.mark('lead', leadId);
    await both();
    expect(await crm.inPortal(leadId)).toMatchObject({ status: 'converted_to_order', crm_deal_id: null });
    expect(await crm.syncRecord(leadId)).toMatchObject({ state: 'synced' });
  });
});

const notesOf = async (activityId: string) =>
  (await crm.records('Notes')).filter(({ External_Activity_ID: ours }) => ours === activityId);

describe('an activity', () => {
  it('waits for its lead, stands below it once, and stays as people of the CRM change it', async () => {
    const leadId = await crm.makeLead();
    const activityId = await crm.makeActivity(leadId, 'A first call');
    await crm.mark('activity', activityId);
    await crm.push();
    expect(await notesOf(activityId)).toEqual([]);
    await crm.mark('lead', leadId);
    // As the worker does: it comes back when the push says that something waits.
    while (await crm.push());
    const [note, ...more] = await notesOf(activityId);
    expect(more).toEqual([]);
    expect(note).toMatchObject({
      Note_Title: 'Call: A first call',
      Parent_Id: { id: (await crm.crmLead(leadId))?.id },
    });
    await crm.changeInCrm('Notes', { id: note?.id, Note_Content: 'In other words' });
    await both();
    expect(await notesOf(activityId)).toMatchObject([{ Note_Content: 'In other words' }]);
  });

  it('of a converted lead stands below its deal', async () => {
    const { leadId, zohoId } = await sharedLead();
    const Deals = { Deal_Name: 'Wireless', Stage: 'Qualification', Closing_Date: '2027-01-31' };
    await crm.changeInCrm('Leads', { id: zohoId, convert: true, Deals });
    await both();
    const activityId = await crm.makeActivity(leadId, 'About the order');
    await crm.mark('activity', activityId);
    await crm.push();
    const [deal] = (await crm.records('Deals')).filter(({ Deal_Name: name }) => name === 'Wireless');
    expect(await notesOf(activityId)).toMatchObject([{ Parent_Id: { id: deal?.id, module: { api_name: 'Deals' } } }]);
  });

  it('of a lead that was deleted, before the portal heard of it, is no dead letter', async () => {
    const { leadId, zohoId } = await sharedLead();
    const activityId = await crm.makeActivity(leadId, 'Too late');
    await crm.changeInCrm('Leads', { id: zohoId, delete: true, permanent: true });
    await crm.mark('activity', activityId);
    await crm.push();
    const { rows } = await crm.stage.owner.query(
      `select state from crm_sync_records where entity = 'activity' and entity_id = $1`,
      [activityId],
    );
    expect(rows).toEqual([{ state: 'synced' }]);
    expect(await crm.inPortal(leadId)).toMatchObject({ crm_deleted_at: expect.any(Date) });
  });
});

it('a partner becomes an account and its contact, and what people change there is taken back', async () => {
  const { partner } = crm.stage.partnerIds;
  await crm.mark('partner', partner);
  await crm.mark('account', partner);
  await crm.push();
  const [account] = (await crm.records('Accounts')).filter(({ External_Account_ID: ours }) => ours === partner);
  const [contact] = (await crm.records('Contacts')).filter(({ External_Partner_ID: ours }) => ours === partner);
  expect(contact).toMatchObject({ Partner_Status: 'Approved', Account_Name: { id: account?.id } });
  await crm.changeInCrm('Contacts', { id: contact?.id, Partner_Status: 'Suspended', Title: 'Ms' });
  await both();
  const [now] = (await crm.records('Contacts')).filter(({ External_Partner_ID: ours }) => ours === partner);
  expect(now).toMatchObject({ Partner_Status: 'Approved', Title: 'Ms' });
});
