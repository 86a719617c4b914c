import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeLeadStatus } from '@/features/leads/change-lead-status';
import { withUser } from '@/platform/db/with-user';
import { claimsOf } from '../../supabase/tests/people';
import { type SyncStage, startSyncStage } from '../../tools/testing/sync-stage';

let crm: SyncStage;

beforeAll(async () => {
  crm = await startSyncStage();
});
afterAll(() => crm.close());

/** A lead that both sides have and agree on. */
async function sharedLead(facts: Record<string, unknown> = {}): Promise<{ leadId: string; zohoId: string }> {
  const leadId = await crm.makeLead(facts);
  await crm.mark('lead', leadId);
  await crm.push();
  const record = await crm.crmLead(leadId);
  return { leadId, zohoId: record?.id ?? expect.fail('the lead is in the CRM') };
}

/** Both directions, until nothing is left to do. */
async function both(): Promise<void> {
  await crm.pull();
  await crm.push();
}

const setInPortal = (leadId: string, city: string) =>
  crm.stage.owner.query('update coverage_leads set city = $2 where id = $1', [leadId, city]);
const setMarkedAt = (leadId: string, ago: string) =>
  crm.stage.owner.query(`update crm_sync_records set marked_at = now() - $2::interval where entity_id = $1`, [
    leadId,
    ago,
  ]);

describe('a change in the CRM', () => {
  it('of a status arrives, and is not written back', async () => {
    const { leadId, zohoId } = await sharedLead();
    await crm.pull();
    const before = await crm.calls();
    await crm.changeInCrm('Leads', { id: zohoId, Lead_Status: 'Contacted' });
    await both();
    expect(await crm.inPortal(leadId)).toMatchObject({ status: 'contacted', zoho_sync_status: 'synced' });
    await both();
    expect((await crm.calls()).writes).toBe(before.writes);
    expect(await crm.differences(leadId)).toEqual([]);
  });

  it('leaves one audit row with the names of its fields and none of their words', async () => {
    const { leadId, zohoId } = await sharedLead();
    await crm.changeInCrm('Leads', { id: zohoId, City: 'Gqeberha', Email: 'new@example.com' });
    await both();
    await both();
    const { rows } = await crm.stage.owner.query(
      `select action, actor_kind, after from partner_audit_log where entity_id = $1`,
      [leadId],
    );
    expect(rows).toEqual([
      { action: 'lead.changed_in_crm', actor_kind: 'system', after: { fields: ['email', 'city'] } },
    ]);
  });

  it('and one of another field in the portal both survive', async () => {
    const { leadId, zohoId } = await sharedLead({ city: 'Durban' });
    await crm.changeInCrm('Leads', { id: zohoId, Lead_Status: 'Contacted' });
    await setInPortal(leadId, 'Paarl');
    await crm.mark('lead', leadId);
    await both();
    expect(await crm.inPortal(leadId)).toMatchObject({ status: 'contacted', city: 'Paarl' });
    expect(await crm.crmLead(leadId)).toMatchObject({ Lead_Status: 'Contacted', City: 'Paarl' });
    expect(await crm.differences(leadId)).toEqual([]);
  });

  it('of a field that the portal changed earlier wins, and the difference is noted', async () => {
    const { leadId, zohoId } = await sharedLead({ city: 'Durban' });
    await setInPortal(leadId, 'Paarl');
    await crm.mark('lead', leadId);
    await setMarkedAt(leadId, '10 seconds');
    await crm.changeInCrm('Leads', { id: zohoId, City: 'Upington' });
    await both();
    expect(await crm.inPortal(leadId)).toMatchObject({ city: 'Upington' });
    expect(await crm.crmLead(leadId)).toMatchObject({ City: 'Upington' });
    expect(await crm.differences(leadId)).toEqual([{ kind: 'conflict', fields: ['City'], winner: 'crm' }]);
  });

  it('of a field that the portal changes later loses, and the difference is noted once', async () => {
    const { leadId, zohoId } = await sharedLead({ city: 'Durban' });
    await crm.changeInCrm('Leads', { id: zohoId, City: 'Upington' });
    await setInPortal(leadId, 'Paarl');
    await crm.mark('lead', leadId);
    await setMarkedAt(leadId, '-10 seconds');
    await both();
    await both();
    expect(await crm.inPortal(leadId)).toMatchObject({ city: 'Paarl' });
    expect(await crm.crmLead(leadId)).toMatchObject({ City: 'Paarl' });
    expect(await crm.differences(leadId)).toEqual([{ kind: 'conflict', fields: ['City'], winner: 'portal' }]);
  });

  it('of the partner who works a lead is taken back', async () => {
    const { leadId, zohoId } = await sharedLead();
    const number = (await crm.crmLead(leadId))?.Partner_Number;
    expect(number).toMatch(/\d/);
    await crm.changeInCrm('Leads', { id: zohoId, Partner_Number: 'CTP-0000-999' });
    await both();
    expect(await crm.crmLead(leadId)).toMatchObject({ Partner_Number: number });
    expect(await crm.differences(leadId)).toEqual([{ kind: 'restored', fields: ['Partner_Number'], winner: null }]);
  });

  it('of the partner, made by a workflow each time it is taken back, ends as a difference and not as a loop', async () => {
    const { leadId, zohoId } = await sharedLead();
    const workflow = () => crm.changeInCrm('Leads', { id: zohoId, Partner_Number: 'CTP-0000-999' });
    for (let n = 0; n < 5; n += 1) {
      await workflow();
      await both();
    }
    const { writes } = await crm.calls();
    await workflow();
    await both();
    expect((await crm.calls()).writes).toBe(writes);
    expect(await crm.crmLead(leadId)).toMatchObject({ Partner_Number: 'CTP-0000-999' });
    const kinds = (await crm.differences(leadId)).map(({ kind }) => kind);
    expect(kinds.slice(0, 4)).toEqual(['restored', 'restored', 'restored', 'left_alone']);

    await crm.stage.owner.query('update coverage_leads set assigned_partner_id = $2 where id = $1', [
      leadId,
      crm.stage.partnerIds.other_partner,
    ]);
    await crm.mark('lead', leadId);
    await both();
    expect((await crm.crmLead(leadId))?.Partner_Number).not.toBe('CTP-0000-999');
  });

  it('that no database can keep holds up nobody', async () => {
    const { leadId, zohoId } = await sharedLead();
    await crm.changeInCrm('Leads', { id: zohoId, City: 'Paarl\u0000', First_Name: 'T\ud83d', Street: '3 Road' });
    await both();
    expect(await crm.inPortal(leadId)).toMatchObject({ city: 'Paarl', first_name: 'T\ufffd', address: '3 Road' });
  });
});

it('an unknown status is held on both sides until the mapping says what it means', async () => {
  const { leadId, zohoId } = await sharedLead();
  const before = await crm.calls();
  await crm.changeInCrm('Leads', { id: zohoId, Lead_Status: 'Waiting for fibre' });
  await both();
  // A change of something else must not carry the portal's status along.
  await setInPortal(leadId, 'Paarl');
  await crm.mark('lead', leadId);
  await both();
  expect(await crm.inPortal(leadId)).toMatchObject({ status: 'new' });
  expect(await crm.crmLead(leadId)).toMatchObject({ Lead_Status: 'Waiting for fibre', City: 'Paarl' });
  expect(await crm.differences(leadId)).toEqual([{ kind: 'unknown_value', fields: ['Lead_Status'], winner: null }]);
  await crm.stage.owner.query(`update crm_connection set mapping_changed_at = now(), mapping = $1`, [
    { leadStatus: { fromCrm: { 'Waiting for fibre': 'follow_up_scheduled' } } },
  ]);
  await both();
  expect(await crm.inPortal(leadId)).toMatchObject({ status: 'follow_up_scheduled' });
  expect(await crm.crmLead(leadId)).toMatchObject({ Lead_Status: 'Waiting for fibre' });
  expect((await crm.calls()).writes).toBe(before.writes + 1);
  await crm.stage.owner.query(`update crm_connection set mapping_changed_at = now(), mapping = '{}'`);
});

describe('a lead that is deleted in the CRM', () => {
  it('becomes a tombstone that its partner cannot change and that no push brings back', async () => {
    const { leadId, zohoId } = await sharedLead();
    await crm.changeInCrm('Leads', { id: zohoId, delete: true });
    // The portal hears of it by writing to what is gone.
    await setInPortal(leadId, 'Paarl');
    await crm.mark('lead', leadId);
    await both();
    const tombstone = await crm.inPortal(leadId);
    expect(tombstone).toMatchObject({ status: 'new', crm_deleted_at: expect.any(Date) });
    const outcome = await withUser(claimsOf(crm.stage, 'partner'), (tx, viewer) =>
      changeLeadStatus(tx, viewer, leadId, { status: 'contacted' }),
    );
    expect(outcome.ok).toBe(false);
    expect(await crm.inPortal(leadId)).toEqual(tombstone);
    await crm.mark('lead', leadId);
    await both();
    expect(await crm.crmLead(leadId)).toBeUndefined();
    expect(await crm.syncRecord(leadId)).toMatchObject({ state: 'synced' });
    expect(await crm.differences(leadId)).toEqual([{ kind: 'missing_in_crm', fields: [], winner: null }]);
  });

  it('and comes out of the bin is live again, with what the portal changed meanwhile', async () => {
    const { leadId, zohoId } = await sharedLead();
    await crm.changeInCrm('Leads', { id: zohoId, delete: true });
    await setInPortal(leadId, 'Paarl');
    await crm.mark('lead', leadId);
    await both();
    await crm.changeInCrm('Leads', { id: zohoId, restore: true });
    expect((await crm.walk('reconcile')).state).toBe('done');
    await both();
    expect(await crm.inPortal(leadId)).toMatchObject({ crm_deleted_at: null, city: 'Paarl' });
    expect(await crm.crmLead(leadId)).toMatchObject({ id: zohoId, City: 'Paarl' });
  });
});
