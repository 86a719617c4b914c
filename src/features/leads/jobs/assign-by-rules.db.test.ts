import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeDatabasePool } from '@/platform/db/pool';
import { type Stage, setStage } from '../../../../supabase/tests/people';
import { replay, Why } from '../domain/distribution';
import { assignByRules } from './assign-by-rules';

let stage: Stage;
let partner: string;
let other: string;

beforeAll(async () => {
  stage = await setStage();
  ({ partner, other_partner: other } = stage.partnerIds);
  await stage.owner.query(
    'delete from orders; delete from partner_lead_activities; delete from partner_lead_registrations',
  );
});
afterAll(async () => {
  await closeDatabasePool();
  await stage.close();
});
beforeEach(async () => {
  await stage.owner.query(
    `delete from partner_lead_assignments; delete from partner_lead_intake; delete from partner_lead_import_rows;
     delete from crm_sync_records; delete from coverage_leads; delete from partner_lead_rule_turns;
     delete from partner_lead_rule_members; delete from partner_lead_rules; delete from partner_audit_log;
     delete from graphile_worker._private_jobs; update partners set status = 'approved' where id = '${other}'`,
  );
});

async function rows<T>(statement: string, values: unknown[] = []): Promise<T[]> {
  // The caller names the columns that it selects.
  return (await stage.owner.query(statement, values)).rows as T[];
}

async function one<T>(statement: string, values: unknown[] = []): Promise<T> {
  const [row] = await rows<T>(statement, values);
  return row ?? expect.fail('there is no such row');
}

async function rule(members: Record<string, number>, more: Record<string, unknown> = {}): Promise<string> {
  const columns = { position: 1, name: 'Rule', created_by: stage.userIds.partner_manager, ...more };
  const names = Object.keys(columns);
  const { id } = await one<{ id: string }>(
    `insert into partner_lead_rules (${names.join(', ')}) values (${names.map((_n, i) => `$${i + 1}`).join(', ')}) returning id`,
    Object.values(columns),
  );
  for (const [partnerId, weight] of Object.entries(members)) {
    await rows(`insert into partner_lead_rule_members values ($1, $2, $3)`, [id, partnerId, weight]);
  }
  return id;
}

/** Leads as the website brings them: nobody's, and waiting. */
async function newLeads(count: number, more = `null, null`): Promise<string[]> {
  const made = await rows<{ id: string }>(
    `insert into coverage_leads (first_name, last_name, email, phone, address, province, requested_service_type)
     select 'A', 'B', 'a@example.com', '+27820000009', '9 Road', ${more} from generate_series(1, ${count}) returning id`,
  );
  return made.map(({ id }) => id);
}

async function newLead(more?: string): Promise<string> {
  return (await newLeads(1, more))[0] ?? '';
}

type Assigned = { lead_id: string; partner_id: string; rule_id: string; why: unknown; outcome: string; how: string };
const assignments = () => rows<Assigned>('select * from partner_lead_assignments order by offered_at, id');
const holder = async (leadId: string) =>
  (await one<{ p: string | null }>('select assigned_partner_id as p from coverage_leads where id = $1', [leadId])).p;
const intake = (leadId: string) =>
  rows<{ state: string; why: unknown; rounds: number }>(
    'select state, why, rounds from partner_lead_intake where lead_id = $1',
    [leadId],
  );
const events = async () =>
  (
    await rows<{ event: string }>(`select payload ->> 'event' as event from graphile_worker._private_jobs order by id`)
  ).map(({ event }) => event);

/** The partner says no, as portal.answer_offer does it. */
async function decline(leadId: string): Promise<void> {
  await rows(
    `with l as (update coverage_leads set assigned_partner_id = null, partner_offer_expires_at = null where id = $1 returning id),
       a as (update partner_lead_assignments set outcome = 'declined', decline_reason = 'no_capacity' where lead_id = $1 and outcome = 'open')
     insert into partner_lead_intake (lead_id) select id from l`,
    [leadId],
  );
}

async function expire(leadId: string): Promise<void> {
  await rows(`update coverage_leads set partner_offer_expires_at = now() - interval '1 minute' where id = $1`, [
    leadId,
  ]);
}

describe('a lead that waits', () => {
  it('is offered to whom the rule says, with its row, the turn, the audit row, the event and the CRM mark', async () => {
    const ruleId = await rule({ [partner]: 1 });
    const leadId = await newLead();
    await assignByRules();
    expect(
      await one(
        `select l.assigned_partner_id, a.how, a.rule_id, a.outcome, a.assigned_by, a.respond_by = l.partner_offer_expires_at as told,
           l.first_response_due_at = a.respond_by as promised
         from coverage_leads l join partner_lead_assignments a on a.lead_id = l.id`,
      ),
    ).toEqual({
      assigned_partner_id: partner,
      how: 'rule',
      rule_id: ruleId,
      outcome: 'open',
      assigned_by: null,
      told: true,
      promised: true,
    });
    expect(await intake(leadId)).toEqual([]);
    expect(await rows('select actor_kind, action, entity_id from partner_audit_log')).toEqual([
      { actor_kind: 'system', action: 'lead.assigned', entity_id: leadId },
    ]);
    expect(await events()).toEqual(['lead.assigned']);
    expect(await rows('select state from crm_sync_records where entity_id = $1', [leadId])).toEqual([
      { state: 'pending' },
    ]);
    expect(await rows('select partner_id, credit from partner_lead_rule_turns')).toEqual([
      { partner_id: partner, credit: 0 },
    ]);
  });

  it('is left alone, and everything with it, while no rule is active', async () => {
    await rule({ [partner]: 1 }, { is_active: false });
    await rule({ [partner]: 1 }, { archived_at: new Date() });
    const leadId = await newLead();
    const before = await one('select * from partner_lead_intake');
    await assignByRules();
    expect(await holder(leadId)).toBeNull();
    expect(await one('select * from partner_lead_intake')).toEqual(before);
    expect(await events()).toEqual([]);
  });

  it('goes in turns that are the weights exactly', async () => {
    await rule({ [partner]: 3, [other]: 1 });
    await newLeads(120);
    await assignByRules();
    const given = (await assignments()).map(({ partner_id: id }) => id);
    expect(given.filter((id) => id === partner)).toHaveLength(90);
    expect(given.filter((id) => id === other)).toHaveLength(30);
    expect(await rows('select distinct credit from partner_lead_rule_turns')).toEqual([{ credit: 0 }]);
  });

  it('that no rule knows stays, says why, and is looked at again after a while', async () => {
    await rule({ [partner]: 1 }, { provinces: ['Limpopo'] });
    const leadId = await newLead(`'Gauteng', 'fibre'`);
    await assignByRules();
    expect(await intake(leadId)).toMatchObject([{ state: 'unmatched', why: { fitting: [] } }]);
    await rows(`update partner_lead_rules set provinces = '{}'`);
    await assignByRules();
    expect(await holder(leadId)).toBeNull();
    await rows(`update partner_lead_intake set due_at = now()`);
    await assignByRules();
    expect(await holder(leadId)).toBe(partner);
  });

  it('goes to nobody beyond the capacity of a rule, also within one run', async () => {
    await rule({ [partner]: 1 }, { max_open_leads: 3 });
    await newLeads(5);
    await assignByRules();
    expect(await assignments()).toHaveLength(3);
    expect(await rows(`select state from partner_lead_intake`)).toEqual([
      { state: 'unmatched' },
      { state: 'unmatched' },
    ]);
  });

  it('goes to no partner that is suspended', async () => {
    await rule({ [partner]: 1, [other]: 100 });
    await rows(`update partners set status = 'suspended' where id = $1`, [other]);
    await newLeads(4);
    await assignByRules();
    expect(new Set((await assignments()).map(({ partner_id: id }) => id))).toEqual(new Set([partner]));
  });

  it('and is finished, removed from the CRM or somebody’s by now is given to nobody, and waits no longer', async () => {
    await rule({ [partner]: 1 });
    const [lost, gone, taken] = await newLeads(3);
    await rows(`update coverage_leads set status = 'lost' where id = $1`, [lost]);
    await rows(`update coverage_leads set crm_deleted_at = now() where id = $1`, [gone]);
    await rows(`update coverage_leads set assigned_partner_id = $2 where id = $1`, [taken, other]);
    await assignByRules();
    expect(await assignments()).toEqual([]);
    expect(await rows('select lead_id from partner_lead_intake')).toEqual([]);
    expect(await holder(taken ?? '')).toBe(other);
  });
});

it('a lead of before, which never waited for a rule, is not swept up', async () => {
  const leadId = await newLead();
  await rows('delete from partner_lead_intake');
  await rule({ [partner]: 1 });
  await assignByRules();
  expect(await holder(leadId)).toBeNull();
});

describe('an offer', () => {
  it('that is not answered in time leaves the partner’s list and goes to the next one', async () => {
    await rule({ [partner]: 5, [other]: 1 });
    const leadId = await newLead();
    await assignByRules();
    await expire(leadId);
    await assignByRules();
    expect(await assignments()).toMatchObject([
      { partner_id: partner, outcome: 'expired' },
      { partner_id: other, outcome: 'open' },
    ]);
    expect(await holder(leadId)).toBe(other);
    expect(await events()).toEqual(['lead.assigned', 'lead.offer_expired', 'lead.assigned']);
  });

  it('made by hand that runs out waits again, also without a rule', async () => {
    const leadId = await newLead();
    await rows('delete from partner_lead_intake');
    await rows(
      `update coverage_leads set assigned_partner_id = $2, partner_offer_expires_at = now() - interval '1 minute' where id = $1`,
      [leadId, partner],
    );
    await rows(`insert into partner_lead_assignments (lead_id, partner_id, how) values ($1, $2, 'hand')`, [
      leadId,
      partner,
    ]);
    await assignByRules();
    expect(await holder(leadId)).toBeNull();
    expect(await intake(leadId)).toMatchObject([{ state: 'due' }]);
    expect(await assignments()).toMatchObject([{ outcome: 'expired' }]);
  });

  it('of a lead that the partner works already is never taken back', async () => {
    await rule({ [partner]: 1 });
    const leadId = await newLead();
    await assignByRules();
    await rows(`update coverage_leads set status = 'contacted', first_responded_at = now() where id = $1`, [leadId]);
    await expire(leadId);
    await assignByRules();
    expect(await holder(leadId)).toBe(partner);
    expect(await assignments()).toMatchObject([{ outcome: 'accepted' }]);
    expect(await rows(`select 1 from coverage_leads where partner_offer_expires_at is not null`)).toEqual([]);
  });

  it('that was declined is never made to the same partner again; with nobody left people decide', async () => {
    await rule({ [partner]: 9, [other]: 1 });
    const leadId = await newLead();
    for (let i = 0; i < 2; i++) {
      await assignByRules();
      await decline(leadId);
    }
    await assignByRules();
    expect((await assignments()).map(({ partner_id: id }) => id)).toEqual([partner, other]);
    expect(await intake(leadId)).toMatchObject([{ state: 'escalated', rounds: 2 }]);
    expect((await events()).at(-1)).toBe('lead.escalated');
  });

  it('that three partners did not take is made to no fourth', async () => {
    const third = stage.partnerIds.suspended;
    const fourth = stage.partnerIds.pending;
    await rows(
      `update partners set status = 'approved', partner_number = coalesce(partner_number, portal.next_partner_number())
       where id in ($1, $2)`,
      [third, fourth],
    );
    await rule({ [partner]: 1, [other]: 1, [third]: 1, [fourth]: 1 });
    const leadId = await newLead();
    for (let i = 0; i < 3; i++) {
      await assignByRules();
      await decline(leadId);
    }
    await assignByRules();
    await assignByRules();
    await rows(`update partners set status = 'suspended' where id in ($1, $2)`, [third, fourth]);
    expect(await assignments()).toHaveLength(3);
    expect(await intake(leadId)).toMatchObject([{ state: 'escalated', rounds: 3 }]);
    expect((await events()).filter((name) => name === 'lead.escalated')).toHaveLength(1);
    expect(await holder(leadId)).toBeNull();
  });
});

describe('every decision', () => {
  it('can be made again from what was kept, and comes out the same', async () => {
    await rule({ [partner]: 2, [other]: 1 }, { provinces: ['Gauteng'], max_open_leads: 4 });
    await rule({}, { position: 2, tiers: ['bronze'] });
    await newLeads(6, `'gauteng', 'fibre'`);
    await newLeads(5, `'Limpopo', 'lte'`);
    await assignByRules();
    const made = await assignments();
    expect(made).toHaveLength(11);
    for (const { why, partner_id: partnerId, rule_id: ruleId } of made) {
      expect(replay(Why.parse(why))).toMatchObject({ matched: true, partnerId, ruleId });
    }
  });

  it('is made once, although the job runs many times at once', async () => {
    await rule({ [partner]: 3, [other]: 1 });
    const leads = await newLeads(160);
    await Promise.all([assignByRules(), assignByRules(), assignByRules(), assignByRules()]);
    await assignByRules();
    const made = await assignments();
    expect(new Set(made.map(({ lead_id: id }) => id))).toEqual(new Set(leads));
    expect(made).toHaveLength(160);
    expect(made.filter(({ partner_id: id }) => id === partner)).toHaveLength(120);
    expect(await rows(`select 1 from partner_lead_intake`)).toEqual([]);
  });
});
