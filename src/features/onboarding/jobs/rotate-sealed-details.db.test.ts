import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fingerprint, type Keyring } from '@/platform/crypto/keyring';
import { keyIdOf, openText, sealText } from '@/platform/crypto/seal';
import { closeDatabasePool } from '@/platform/db/pool';
import { type Stage, setStage } from '../../../../supabase/tests/people';
import { accountNumberPlace, draftPlace, idNumberPlace, sealBankDetails, sealIdNumber } from '../sealed-details';
import { rotateSealedDetails } from './rotate-sealed-details';

const key = (id: string) => ({ id, key: randomBytes(32) });
const older = key('older');
const newer = key('newer');
/** How web processes seal before they were restarted, and after. */
const BEFORE: Keyring = [older, newer];
const AFTER: Keyring = [newer, older];

const BANK = { bank_name: 'ABSA', account_holder: 'Holder', account_type: 'cheque', branch_code: '632005' } as const;
const PARTNERS = 120;

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(async () => {
  await closeDatabasePool();
  await stage.close();
});

/** A partner with an account number and an identity number under a key. */
async function insertPartner(account: string, keys: Keyring): Promise<string> {
  const [id, userId] = [randomUUID(), randomUUID()];
  await stage.owner.query(`insert into auth.users (id, aud, role, email) values ($1, 'a', 'a', $2)`, [
    userId,
    `${id}@x.test`,
  ]);
  await stage.owner.query(
    `insert into partners (id, user_id, business_name, business_type, contact_person, email, phone, street_address, city,
       province, postal_code) values ($1, $2, 'B', 'company', 'P', 'p@x.test', '+27820000000', '1 R', 'C', 'Gauteng', '2000')`,
    [id, userId],
  );
  await changeAccount(id, account, keys);
  const sealed = sealIdNumber(id, `ID of ${account}`, keys);
  await stage.owner.query('update partners set id_number_sealed = $2, id_number_hash = $3 where id = $1', [
    id,
    sealed.id_number_sealed,
    sealed.id_number_hash,
  ]);
  return id;
}

async function changeAccount(id: string, account: string, keys: Keyring): Promise<void> {
  const sealed = sealBankDetails(id, { ...BANK, account_number: account }, keys);
  await stage.owner.query('update partners set account_number = $2, account_number_hash = $3 where id = $1', [
    id,
    sealed.account_number,
    sealed.account_number_hash,
  ]);
}

async function expectUnder(keys: Keyring, accounts: ReadonlyMap<string, string>): Promise<void> {
  const { rows } = await stage.owner.query<Record<string, string>>(
    `select id, account_number, account_number_hash, id_number_sealed, id_number_hash from partners
     where account_number is not null`,
  );
  expect(rows).toHaveLength(accounts.size);
  for (const {
    id = '',
    account_number: account = '',
    account_number_hash,
    id_number_sealed: idNumber = '',
    id_number_hash,
  } of rows) {
    const expected = accounts.get(id) ?? expect.fail();
    // With the newest key alone, so that no older one is needed any more.
    expect(openText(account, accountNumberPlace(id), [keys[0]])).toBe(expected);
    expect(account_number_hash).toBe(fingerprint('account_number', expected, [keys[0]]));
    const identity = openText(idNumber, idNumberPlace(id), [keys[0]]);
    expect(id_number_hash).toBe(fingerprint('id_number', identity, [keys[0]]));
  }
}

describe('the rotation of keys', () => {
  const accounts = new Map<string, string>();
  beforeAll(async () => {
    for (let n = 0; n < PARTNERS; n += 1)
      accounts.set(await insertPartner(`62${String(n).padStart(9, '0')}`, BEFORE), `62${String(n).padStart(9, '0')}`);
  });

  it('seals everything with the newest key and loses nothing that partners and drafts change meanwhile', async () => {
    const ids = [...accounts.keys()];
    const users = Object.values(stage.userIds).slice(0, 5);
    for (const user of users) {
      await stage.owner.query(
        `insert into partner_application_drafts (user_id, step, sealed) values ($1, 'bank', $2)
         on conflict (user_id) do update set sealed = excluded.sealed`,
        [user, sealText('{"id_number":"first"}', draftPlace(user), BEFORE)],
      );
    }
    let isRunning = true;
    let changes = 0;
    async function change(keys: Keyring): Promise<void> {
      while (isRunning) {
        const id = ids[Math.floor(Math.random() * ids.length)] ?? expect.fail();
        const account = `40${String(changes).padStart(9, '0')}`;
        changes += 1;
        accounts.set(id, account);
        await changeAccount(id, account, keys);
        const user = users[changes % users.length] ?? expect.fail();
        await stage.owner.query(
          'update partner_application_drafts set sealed = $2, version = version + 1 where user_id = $1',
          [user, sealText(`{"id_number":"${changes}"}`, draftPlace(user), keys)],
        );
      }
    }
    // Web processes that were restarted with the new order already.
    const load = change(AFTER);
    const report = await rotateSealedDetails(AFTER);
    isRunning = false;
    await load;
    expect(report).toMatchObject({ failed: [], isThrough: true });
    expect(report.sealedAnew).toBeGreaterThan(PARTNERS / 2);
    expect(changes).toBeGreaterThan(10);
    await expectUnder(AFTER, accounts);
    const { rows } = await stage.owner.query<{ sealed: string }>(
      'select sealed from partner_application_drafts where sealed is not null',
    );
    expect(rows).toHaveLength(users.length);
    expect(new Set(rows.map(({ sealed }) => keyIdOf(sealed)))).toEqual(new Set(['newer']));
  });

  it('has nothing to do the second time', async () => {
    expect(await rotateSealedDetails(AFTER)).toEqual({ sealedAnew: 0, failed: [], isThrough: true });
  });

  it('goes back the same way, and says so when somebody keeps sealing with the other key', async () => {
    const [id = ''] = accounts.keys();
    const { account_number: sealed } = sealBankDetails(id, { ...BANK, account_number: accounts.get(id) ?? '' }, AFTER);
    // Whatever the rotation writes into this row, another process has the last word.
    await stage.owner.query(`
      create function resist() returns trigger language plpgsql as $$ begin new.account_number := '${sealed}'; return new; end $$;
      create trigger resist before update on partners for each row when (new.id = '${id}') execute function resist();`);
    expect(await rotateSealedDetails(BEFORE)).toMatchObject({ failed: [], isThrough: false });
    await stage.owner.query('drop function resist cascade');
    expect(await rotateSealedDetails(BEFORE)).toMatchObject({ failed: [], isThrough: true });
    await expectUnder(BEFORE, accounts);
  });

  it('names what no known key opens, leaves it as it was, and does the rest', async () => {
    const strange: Keyring = [key('lost')];
    const lost = await insertPartner('70000000001', strange);
    const before = await stage.owner.query('select * from partners where id = $1', [lost]);
    const report = await rotateSealedDetails(AFTER);
    expect(report.failed).toEqual([lost]);
    expect(report.sealedAnew).toBeGreaterThanOrEqual(accounts.size);
    expect((await stage.owner.query('select * from partners where id = $1', [lost])).rows).toEqual(before.rows);
    await stage.owner.query('update partners set account_number = null, account_number_hash = null where id = $1', [
      lost,
    ]);
    await expectUnder(AFTER, accounts);
  });
});
