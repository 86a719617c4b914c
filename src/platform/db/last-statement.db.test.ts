import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { claimsOf, type Stage, setStage } from '../../../supabase/tests/people';
import { closeDatabasePool, databasePool } from './pool';
import type { Tx } from './transaction';
import { withUser } from './with-user';

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(async () => {
  await closeDatabasePool();
  await stage.close();
});

const asApplicant = <T>(work: (tx: Tx) => Promise<T>) => withUser(claimsOf(stage, 'pending'), work);
const rename = (tx: Tx, name: string) =>
  tx.db.updateTable('partners').set({ contact_person: name }).where('id', '=', stage.partnerIds.pending).execute();
const nameNow = async () =>
  (await stage.owner.query('select contact_person from partners where id = $1', [stage.partnerIds.pending])).rows[0]
    ?.contact_person;

/** Who the connection is, and whether a transaction is open on it, when the next one takes it. */
async function expectNothingLeft() {
  const { rows } = await databasePool().query(
    `select current_user as role, current_setting('request.jwt.claims', true) as claims, now() = statement_timestamp() as is_new`,
  );
  expect(rows).toEqual([{ role: expect.stringMatching(/login/), claims: expect.toSatisfy((c) => !c), is_new: true }]);
  expect(databasePool().totalCount).toBe(1);
}

it('what was written before the last statement is kept, and the next one finds neither role nor claims', async () => {
  const seen = await asApplicant(async (tx) => {
    await rename(tx, 'Kept');
    tx.endWithNext?.();
    return tx.db.selectFrom('partners').select(['id', 'contact_person']).execute();
  });
  expect(seen).toEqual([{ id: stage.partnerIds.pending, contact_person: 'Kept' }]);
  expect(await nameNow()).toBe('Kept');
  await expectNothingLeft();
});

it.each([
  ['does not exist', (tx: Tx) => sql`select * from nothing_of_this_name`.execute(tx.db), '42P01'],
  ['is not allowed', (tx: Tx) => sql`select * from admin_users`.execute(tx.db), '42501'],
  ['fails while it runs', (tx: Tx) => sql`select 1 / (count(*) - count(*)) from partners`.execute(tx.db), '22012'],
] as const)('a last statement that %s rolls everything back', async (_what, fail, code) => {
  const before = await nameNow();
  const attempt = asApplicant(async (tx) => {
    await rename(tx, 'Lost');
    tx.endWithNext?.();
    await fail(tx);
  });
  await expect(attempt).rejects.toMatchObject({ code });
  expect(await nameNow()).toBe(before);
  await expectNothingLeft();
});

it('nothing runs behind the last statement, and what fails there is an error all the same', async () => {
  const attempt = asApplicant(async (tx) => {
    tx.endWithNext?.();
    await tx.db.selectFrom('partners').select('id').execute();
    await rename(tx, 'Too late');
  });
  await expect(attempt).rejects.toThrow('ended with the statement before');
  expect(await nameNow()).toBe('Kept');
  await expectNothingLeft();
});

it('a last statement that never comes, or that nobody sends because work failed, changes nothing', async () => {
  await asApplicant(async (tx) => {
    await rename(tx, 'Committed as ever');
    tx.endWithNext?.();
  });
  expect(await nameNow()).toBe('Committed as ever');
  const attempt = asApplicant(async (tx) => {
    await rename(tx, 'Lost');
    tx.endWithNext?.();
    throw new Error('of the work itself');
  });
  await expect(attempt).rejects.toThrow('of the work itself');
  expect(await asApplicant(async (tx) => rename(tx, 'Next').then(() => 'open'))).toBe('open');
  expect(await nameNow()).toBe('Next');
  await expectNothingLeft();
});
