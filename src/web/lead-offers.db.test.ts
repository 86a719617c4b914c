import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIRST_RESPONSE_HOURS } from '@/features/leads/domain/response-promise';
import { API } from '@/shared/paths';
import type { TestBrowser } from '../../tools/testing/test-browser';
import { apiPath, startTestPortal, type TestPortal } from '../../tools/testing/test-portal';

const assign = (leadId: string) => apiPath(API.admin.leadAssign, { leadId });

let portal: TestPortal;
let manager: TestBrowser;

beforeAll(async () => {
  portal = await startTestPortal();
  manager = await portal.logIn('partner_manager');
});
afterAll(() => portal.close());

/** A lead that nobody works, as the website brings it. */
async function newLead(): Promise<string> {
  const { rows } = await portal.stage.owner.query<{ id: string }>(
    `insert into coverage_leads (first_name, last_name, email, phone, address) values ('A', 'B', 'a@example.com', '+27820000009', '9 Road')
     returning id`,
  );
  return rows[0]?.id ?? '';
}

async function rowsOf(statement: string, leadId: string) {
  return (await portal.stage.owner.query(statement, [leadId])).rows;
}

const assignmentsOf = (leadId: string) =>
  rowsOf(
    `select partner_id, how, why, outcome, extract(epoch from respond_by - offered_at)::int / 3600 as hours, assigned_by,
       answered_at is not null as answered
     from partner_lead_assignments where lead_id = $1 order by offered_at`,
    leadId,
  );

describe('an assignment by hand', () => {
  it('is an offer with a time to answer, says why, and takes the lead out of the queue', async () => {
    const leadId = await newLead();
    const { partner } = portal.stage.partnerIds;
    expect(await rowsOf('select state from partner_lead_intake where lead_id = $1', leadId)).toHaveLength(1);
    expect(await manager.post(assign(leadId), { partner_id: partner })).toMatchObject({ status: 200 });
    expect(await assignmentsOf(leadId)).toEqual([
      {
        partner_id: partner,
        how: 'hand',
        why: { by: 'hand' },
        outcome: 'open',
        hours: FIRST_RESPONSE_HOURS,
        assigned_by: portal.stage.userIds.partner_manager,
        answered: false,
      },
    ]);
    const [lead] = await rowsOf(
      `select assigned_partner_id, partner_offer_expires_at = first_response_due_at as same,
         exists (select from partner_lead_assignments a where a.lead_id = l.id and a.respond_by = partner_offer_expires_at) as told
       from coverage_leads l where id = $1`,
      leadId,
    );
    expect(lead).toEqual({ assigned_partner_id: partner, same: true, told: true });
    expect(await rowsOf('select state from partner_lead_intake where lead_id = $1', leadId)).toEqual([]);
  });

  it('to somebody else ends the offer that was not answered', async () => {
    const leadId = await newLead();
    const { partner, other_partner: other } = portal.stage.partnerIds;
    await manager.post(assign(leadId), { partner_id: partner });
    await manager.post(assign(leadId), { partner_id: other });
    expect(await assignmentsOf(leadId)).toMatchObject([
      { partner_id: partner, outcome: 'moved', answered: true },
      { partner_id: other, outcome: 'open', answered: false },
    ]);
  });

  it('twice at the same moment makes one offer', async () => {
    const leadId = await newLead();
    const { partner, other_partner: other } = portal.stage.partnerIds;
    const replies = await Promise.all(
      [partner, other].map((partner_id) => manager.post(assign(leadId), { partner_id, seen_partner_id: null })),
    );
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(await assignmentsOf(leadId)).toMatchObject([{ outcome: 'open' }]);
  });

  it('of a lead that CircleTel removed from the CRM is refused', async () => {
    const leadId = await newLead();
    await rowsOf('update coverage_leads set crm_deleted_at = now() where id = $1', leadId);
    const before = await portal.fingerprint();
    const reply = await manager.post(assign(leadId), { partner_id: portal.stage.partnerIds.partner });
    expect(reply).toMatchObject({ status: 422, body: { code: 'transition_not_allowed' } });
    expect(await portal.fingerprint()).toBe(before);
  });
});
