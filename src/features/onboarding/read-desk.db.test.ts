import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabasePool } from '@/platform/db/pool';
import type { Tx } from '@/platform/db/transaction';
import { withUser } from '@/platform/db/with-user';
import { claimsOf, type Person, type Stage, setStage } from '../../../supabase/tests/people';
import { listApplications } from './read';
import { countLateApplications, countWaitingApplications, nextApplication } from './read-desk';
import type { ApplicationsQuery } from './schema';

let stage: Stage;
/**
 * Under review: first document so many hours ago, last required one so many hours ago. Who waits for CircleTel the longest
 * comes first; who has to hand something in comes last, however long ago the first document came.
 */
const WAITING = [
  { submitted: 70, completed: 49 },
  { submitted: 300, completed: 47 },
  { submitted: 29, completed: 29 },
  { submitted: 400, completed: null },
];
const ids: string[] = [];

async function insertWaiting({ submitted, completed }: (typeof WAITING)[number]): Promise<string> {
  const id = randomUUID();
  const userId = randomUUID();
  await stage.owner.query(
    `insert into auth.users (id, aud, role, email) values ($1, 'authenticated', 'authenticated', $2)`,
    [userId, `${userId}@example.com`],
  );
  await stage.owner.query(
    `insert into partners (id, user_id, business_name, business_type, contact_person, email, phone, street_address, city,
       province, postal_code, status, created_at, submitted_at, documents_completed_at)
     values ($1, $2, 'Business', 'company', 'Person', 'person@example.com', '+27820000000', '1 Road', 'City', 'Gauteng',
       '2000', 'under_review', now() - interval '500 hours', now() - make_interval(hours => $3),
       now() - make_interval(hours => $4::int))`,
    [id, userId, submitted, completed],
  );
  return id;
}

beforeAll(async () => {
  stage = await setStage();
  for (const waiting of WAITING) ids.push(await insertWaiting(waiting));
});
afterAll(async () => {
  await closeDatabasePool();
  await stage.close();
});

const as = <T>(person: Person, work: (tx: Tx) => Promise<T>): Promise<T> => withUser(claimsOf(stage, person), work);

describe('the queue of applications', () => {
  it('counts those that wait for a decision, no further than asked', async () => {
    expect(await as('partner_manager', (tx) => countWaitingApplications(tx, 100))).toBe(WAITING.length);
    expect(await as('partner_manager', (tx) => countWaitingApplications(tx, 3))).toBe(3);
  });

  it('calls late what has waited for longer than 48 hours since its last required document, and nothing that waits for the applicant', async () => {
    expect(await as('partner_manager', countLateApplications)).toEqual({ count: 1, isExact: true });
  });

  it('lists those alone that are late, whose documents stand so, or that are of one kind', async () => {
    const listed = async (query: Partial<ApplicationsQuery>) => {
      const found = await as('partner_manager', (tx) => listApplications(tx, { ...query, page: 1, limit: 20 }));
      expect(found.pagination.total).toBe(found.partners.length);
      return found.partners.map(({ id }) => id);
    };
    expect(await listed({ late: 'yes' })).toEqual([ids[0]]);
    expect(await listed({ late: 'yes', status: 'approved' })).toEqual([]);
    await stage.owner.query(`update partners set kyc_status = 'rejected' where id = any($1)`, [[ids[0], ids[2]]]);
    expect(await listed({ kyc_status: 'rejected', status: 'under_review' })).toEqual([ids[0], ids[2]]);
    expect(await listed({ kyc_status: 'rejected', late: 'yes' })).toEqual([ids[0]]);
    await stage.owner.query(`update partners set entity_type = 'trust' where id = any($1)`, [[ids[1], ids[2]]]);
    expect(await listed({ entity_type: 'trust', status: 'under_review' })).toEqual([ids[1], ids[2]]);
    expect(await listed({ entity_type: 'trust', late: 'yes' })).toEqual([]);
  });

  it('goes on to who waits the longest after the one at hand, and from the last to the first', async () => {
    const nextOf = (id: string | undefined) => as('partner_manager', (tx) => nextApplication(tx, id ?? ''));
    expect(await nextOf(ids[0])).toBe(ids[1]);
    expect(await nextOf(ids[2])).toBe(ids[3]);
    expect(await nextOf(ids[3])).toBe(ids[0]);
    // An approved partner of the stage is younger than all who wait here, and comes after them.
    expect(await nextOf(stage.partnerIds.partner)).toBe(ids[0]);
  });

  it('is empty for a role that may not see it, and for a partner', async () => {
    expect(await as('marketing_manager', (tx) => countWaitingApplications(tx, 100))).toBe(0);
    expect(await as('partner', (tx) => countWaitingApplications(tx, 100))).toBe(0);
    expect(await as('partner', (tx) => nextApplication(tx, stage.partnerIds.partner))).toBeNull();
  });
});
