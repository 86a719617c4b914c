import { randomUUID } from 'node:crypto';
import { addActivity } from '@/features/leads/add-activity';
import { assignLead } from '@/features/leads/assign-lead';
import { changeLeadStatus } from '@/features/leads/change-lead-status';
import { LEAD_TRANSITIONS } from '@/features/leads/domain/lead-status';
import { withUser } from '@/platform/db/with-user';
import type { LeadStatus } from '@/shared/lead-status';
import { ok } from '@/shared/refusal';
import { claimsOf, type Person } from '../../supabase/tests/people';
import { FAULTS } from './faults';
import type { Random } from './random';
import type { World } from './world';

/** What must be true of a lead in the end. A field that only one side ever changes must keep that side's last word. */
export type Tracked = {
  /** Known from the beginning for leads of the portal; for those of the CRM once they are found here. */
  leadId: string | null;
  zohoId: string | null;
  /** Who changes its status: one side, or both at once. */
  statusOf: 'portal' | 'crm' | 'both';
  status: LeadStatus | null;
  crmStatus: string | null;
  city: string | null;
  fate: 'live' | 'deleted' | 'converted';
  notes: string[];
};

export const CRM_STATUSES: Readonly<Record<string, LeadStatus>> = {
  'Not Contacted': 'new',
  Contacted: 'contacted',
  'Pre-Qualified': 'interested',
  'Contact in Future': 'follow_up_scheduled',
  'Not Qualified': 'not_interested',
};

const PARTNERS: readonly Person[] = ['partner', 'other_partner'];
const CITIES = ['Durban', 'Paarl', 'Gqeberha', 'Polokwane', 'Kimberley', 'Mbombela', 'Welkom'];

type Operation = (world: World, leads: Tracked[], random: Random) => Promise<void>;

/** The more often a name stands here, the more often it is done. */
export const OPERATIONS: readonly Operation[] = [
  moveInPortal,
  moveInPortal,
  moveInPortal,
  note,
  note,
  give,
  makeInPortal,
  moveInCrm,
  moveInCrm,
  relocateInCrm,
  relocateInCrm,
  makeInCrm,
  leaveTheCrm,
  breakSomething,
  breakSomething,
];

function some(leads: Tracked[], random: Random, fits: (lead: Tracked) => boolean): Tracked | null {
  const fitting = leads.filter((lead) => lead.fate === 'live' && fits(lead));
  return fitting.length > 0 ? random.pick(fitting) : null;
}

/** Whoever works the lead right now; null: nobody does. */
async function workerOf(world: World, leadId: string): Promise<Person | null> {
  const { rows } = await world.stage.owner.query<{ partner: string | null }>(
    'select assigned_partner_id as partner from coverage_leads where id = $1 and crm_deleted_at is null',
    [leadId],
  );
  return PARTNERS.find((person) => world.stage.partnerIds[person as 'partner'] === rows[0]?.partner) ?? null;
}

async function moveInPortal(world: World, leads: Tracked[], random: Random): Promise<void> {
  const lead = some(leads, random, ({ leadId, statusOf }) => leadId !== null && statusOf !== 'crm');
  const person = lead?.leadId ? await workerOf(world, lead.leadId) : null;
  if (!lead?.leadId || !person) return;
  const leadId = lead.leadId;
  const moved = await withUser(claimsOf(world.stage, person), async (tx, viewer) => {
    const row = await tx.db.selectFrom('coverage_leads').select('status').where('id', '=', leadId).executeTakeFirst();
    // The column's check allows these and no others.
    const allowed = row ? LEAD_TRANSITIONS[row.status as LeadStatus] : [];
    if (allowed.length === 0) return null;
    const outcome = await changeLeadStatus(tx, viewer, leadId, { status: random.pick(allowed) });
    return outcome.ok ? outcome.value.status : null;
  });
  if (moved) lead.status = moved;
}

async function note(world: World, leads: Tracked[], random: Random): Promise<void> {
  const lead = some(leads, random, ({ leadId }) => leadId !== null);
  const person = lead?.leadId ? await workerOf(world, lead.leadId) : null;
  if (!lead?.leadId || !person) return;
  const leadId = lead.leadId;
  const text = `Note ${random.below(1_000_000)}`;
  const outcome = await withUser(claimsOf(world.stage, person), (tx, viewer) =>
    addActivity(tx, viewer, leadId, { activity_type: 'note', description: text }),
  );
  if (outcome.ok) lead.notes.push(outcome.value.id);
}

async function give(world: World, leads: Tracked[], random: Random): Promise<void> {
  const lead = some(leads, random, ({ leadId }) => leadId !== null);
  if (!lead?.leadId) return;
  const { leadId } = lead;
  const partnerId = world.stage.partnerIds[random.pick(['partner', 'other_partner'] as const)];
  await withUser(claimsOf(world.stage, 'partner_manager'), async (tx) => {
    const outcome = await assignLead(tx, leadId, { partner_id: partnerId });
    return outcome.ok ? outcome : ok(null);
  });
}

/** A lead from CircleTel's website, given to a partner. */
export async function makeInPortal(world: World, leads: Tracked[], random: Random): Promise<void> {
  const leadId = randomUUID();
  await world.stage.owner.query(
    `insert into coverage_leads (id, first_name, last_name, email, phone, address, city)
     values ($1, 'First', 'Last', 'lead@example.com', '+27820000001', '1 Road', 'Bellville')`,
    [leadId],
  );
  const statusOf = random.pick(['portal', 'crm', 'both'] as const);
  leads.push({
    leadId,
    zohoId: null,
    statusOf,
    status: 'new',
    crmStatus: null,
    city: 'Bellville',
    fate: 'live',
    notes: [],
  });
  const partnerId = world.stage.partnerIds[random.pick(['partner', 'other_partner'] as const)];
  await withUser(claimsOf(world.stage, 'partner_manager'), (tx) => assignLead(tx, leadId, { partner_id: partnerId }));
}

async function makeInCrm(world: World, leads: Tracked[], random: Random): Promise<void> {
  const crmStatus = random.pick(Object.keys(CRM_STATUSES));
  const city = random.pick(CITIES);
  const zohoId = await world.changeInCrm('Leads', {
    Last_Name: 'Walked in',
    Company: 'Walked in',
    Email: 'walked.in@example.com',
    Lead_Status: crmStatus,
    City: city,
  });
  if (!zohoId) return;
  leads.push({ leadId: null, zohoId, statusOf: 'crm', status: null, crmStatus, city, fate: 'live', notes: [] });
}

/** The CRM's id of a lead, once it is there. */
async function findInCrm(world: World, lead: Tracked): Promise<string | null> {
  if (lead.zohoId) return lead.zohoId;
  const record = (await world.records('Leads')).find(({ External_Lead_ID: ours }) => ours === lead.leadId);
  lead.zohoId = record?.id ?? null;
  return lead.zohoId;
}

async function isLinked(world: World, zohoId: string): Promise<boolean> {
  const { rows } = await world.stage.owner.query('select 1 from crm_sync_records where zoho_id = $1', [zohoId]);
  return rows.length > 0;
}

async function moveInCrm(world: World, leads: Tracked[], random: Random): Promise<void> {
  const lead = some(leads, random, ({ statusOf }) => statusOf !== 'portal');
  const id = lead && (await findInCrm(world, lead));
  if (!lead || !id) return;
  const crmStatus = random.pick(Object.keys(CRM_STATUSES));
  if ((await world.changeInCrm('Leads', { id, Lead_Status: crmStatus })) !== null) lead.crmStatus = crmStatus;
}

async function relocateInCrm(world: World, leads: Tracked[], random: Random): Promise<void> {
  const lead = some(leads, random, () => true);
  const id = lead && (await findInCrm(world, lead));
  if (!lead || !id) return;
  const city = random.pick(CITIES);
  if ((await world.changeInCrm('Leads', { id, City: city })) !== null) lead.city = city;
}

async function leaveTheCrm(world: World, leads: Tracked[], random: Random): Promise<void> {
  const lead = some(leads, random, () => true);
  const id = lead && (await findInCrm(world, lead));
  // What the portal has sent and was never told of, it sends again; a deletion before that is no deletion.
  if (!lead || !id || !(await isLinked(world, id))) return;
  if (random.chance(50)) {
    if ((await world.changeInCrm('Leads', { id, delete: true })) !== null) lead.fate = 'deleted';
    return;
  }
  const deal = { Deal_Name: 'Deal', Stage: 'Qualification', Closing_Date: '2030-01-31' };
  if ((await world.changeInCrm('Leads', { id, convert: true, Deals: deal })) !== null) lead.fate = 'converted';
}

async function breakSomething(world: World, _leads: Tracked[], random: Random): Promise<void> {
  await world.orderFault(random.pick(FAULTS));
}
