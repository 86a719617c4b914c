import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { closeDatabasePool } from '@/platform/db/pool';
import { type Stage, setStage } from '../../../../supabase/tests/people';
import { expireRegistrations } from './expire-registrations';

const NOW = new Date('2027-03-01T04:10:00Z');
const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(NOW.getTime() + days * DAY_MS);

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
  await stage.owner.query('delete from partner_lead_registrations');
});
afterAll(async () => {
  await closeDatabasePool();
  await stage.close();
});

async function claimed(days: number, lead: Record<string, unknown> = {}, more: Record<string, unknown> = {}) {
  const facts = { assigned_partner_id: stage.partnerIds.partner, status: 'contacted', ...lead };
  const { rows } = await stage.owner.query<{ id: string }>(
    `insert into coverage_leads (first_name, last_name, email, phone, address, ${Object.keys(facts).join(', ')})
     values ('A', 'B', 'a@example.com', '1', 'x', ${Object.keys(facts)
       .map((_, i) => `$${i + 1}`)
       .join(', ')}) returning id`,
    Object.values(facts),
  );
  const leadId = rows[0]?.id ?? '';
  const claim = {
    lead_id: leadId,
    receipt_number: randomUUID(),
    partner_id: stage.partnerIds.partner,
    registered_by: stage.userIds.partner,
    expires_at: inDays(days),
    ...more,
  };
  await stage.owner.query(
    `insert into partner_lead_registrations (${Object.keys(claim).join(', ')})
     values (${Object.keys(claim)
       .map((_, i) => `$${i + 1}`)
       .join(', ')})`,
    Object.values(claim),
  );
  return leadId;
}

async function eventsOf(leadId: string): Promise<string[]> {
  const { rows } = await stage.owner.query<{ name: string }>(
    `select (payload->>'event') || coalesce(' ' || (payload->'payload'->>'daysLeft'), '') as name
     from graphile_worker._private_jobs where payload->'payload'->>'leadId' = $1 order by id`,
    [leadId],
  );
  return rows.map(({ name }) => name.replace('lead.registration_', ''));
}
const stateOf = async (leadId: string) =>
  (await stage.owner.query('select state from partner_lead_registrations where lead_id = $1', [leadId])).rows[0]?.state;

it('reminds once at 30 days, once at 7 and once on the last day, however often and late it runs, then ends the claim', async () => {
  const leadId = await claimed(40);
  for (const day of [0, 5, 11, 11, 20, 34, 34, 38, 39.5, 39.6, 41, 42]) await expireRegistrations(inDays(day));
  expect(await eventsOf(leadId)).toEqual(['expiring 30', 'expiring 7', 'expiring 1', 'expired']);
  expect(await stateOf(leadId)).toBe('expired');
  const late = await claimed(40);
  for (const day of [39, 39.1, 60]) await expireRegistrations(inDays(day));
  expect(await eventsOf(late)).toEqual(['expiring 1', 'expired']);
});

it('leaves alone what is finished, removed, or no longer the partner’s, and tells nobody when it ends', async () => {
  const quiet = [
    await claimed(5, { status: 'lost' }),
    await claimed(5, { crm_deleted_at: NOW }),
    await claimed(5, { assigned_partner_id: stage.partnerIds.other_partner }),
  ];
  await expireRegistrations(NOW);
  for (const leadId of quiet) expect(await eventsOf(leadId)).toEqual([]);
  const moved = await claimed(-1, { assigned_partner_id: stage.partnerIds.other_partner });
  await expireRegistrations(NOW);
  expect([await stateOf(moved), await eventsOf(moved)]).toEqual(['expired', []]);
});

it('calls a claim whose lead became an order converted, not expired', async () => {
  const leadId = await claimed(-1, { status: 'converted_to_order' });
  await expireRegistrations(NOW);
  expect([await stateOf(leadId), await eventsOf(leadId)]).toEqual(['converted', []]);
});

it('waits a week for the desk’s answer to a request that came in time', async () => {
  const asked = await claimed(-6, {}, { extension_requested_at: inDays(-8), extension_reason: 'x' });
  const waited = await claimed(-8, {}, { extension_requested_at: inDays(-9), extension_reason: 'x' });
  const refused = await claimed(-1, {}, { extension_requested_at: inDays(-8), extension_answer: 'refused' });
  await expireRegistrations(NOW);
  expect(await Promise.all([asked, waited, refused].map(stateOf))).toEqual(['active', 'expired', 'expired']);
});
