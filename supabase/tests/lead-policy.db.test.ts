import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PARTNER_SETTABLE } from '@/features/leads/domain/lead-status';
import { closeDatabasePool } from '@/platform/db/pool';
import { withUser } from '@/platform/db/with-user';
import { errorCode } from '@/shared/error-code';
import { LEAD_STATUSES, type LeadStatus } from '@/shared/lead-status';
import { claimsOf, type Stage, setStage } from './people';

/** What CircleTel sets and a partner may leave standing while it writes something else: its note, its follow-up. */
const LEFT_STANDING: readonly LeadStatus[] = ['new', 'coverage_available'];

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(async () => {
  await closeDatabasePool();
  await stage.close();
});

async function putLeadAt(status: LeadStatus): Promise<void> {
  await stage.owner.query('update coverage_leads set status = $2, partner_notes = null where id = $1', [
    stage.leadId,
    status,
  ]);
}

async function leadNow(): Promise<{ status: string; partner_notes: string | null } | undefined> {
  const { rows } = await stage.owner.query<{ status: string; partner_notes: string | null }>(
    'select status, partner_notes from coverage_leads where id = $1',
    [stage.leadId],
  );
  return rows[0];
}

/** Lets the lead's partner write one column by SQL. False when the policy refuses the row that would result. */
async function write(column: 'status' | 'partner_notes', value: string): Promise<boolean> {
  try {
    await withUser(claimsOf(stage, 'partner'), ({ db }) =>
      sql`update coverage_leads set ${sql.ref(column)} = ${value} where id = ${stage.leadId}`.execute(db),
    );
    return true;
  } catch (error) {
    if (errorCode(error) === '42501') return false;
    throw error;
  }
}

describe('the policy of a partner’s lead', () => {
  it('takes by SQL the statuses that a partner can reach, those it may leave standing, and no other', async () => {
    const accepted: LeadStatus[] = [];
    for (const status of LEAD_STATUSES) {
      await putLeadAt('contacted');
      if (await write('status', status)) accepted.push(status);
      const kept = accepted.includes(status) ? status : 'contacted';
      expect(await leadNow()).toEqual({ status: kept, partner_notes: null });
    }
    expect(accepted.toSorted()).toEqual([...PARTNER_SETTABLE, ...LEFT_STANDING].toSorted());
  });

  it.each(LEAD_STATUSES)(
    'lets a partner write a note on a lead that is %s, unless it became an order',
    async (status) => {
      await putLeadAt(status);
      await write('partner_notes', 'Rings back on Monday');
      const isOver = status === 'converted_to_order';
      expect(await leadNow()).toEqual({ status, partner_notes: isOver ? null : 'Rings back on Monday' });
    },
  );

  it('leaves a lead that became an order as it is', async () => {
    await putLeadAt('converted_to_order');
    await write('status', 'contacted');
    expect(await leadNow()).toEqual({ status: 'converted_to_order', partner_notes: null });
  });
});
