import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placeOfSecret } from '@/features/crm/jobs/oauth-tokens';
import { pushToCrm } from '@/features/crm/jobs/push';
import { rotateSecrets } from '@/features/crm/jobs/rotate-secrets';
import { keyring } from '@/platform/crypto/keyring';
import { keyIdOf, openText, sealText } from '@/platform/crypto/seal';
import { until } from '../../tools/testing/crm-stage';
import { runJobs } from '../../tools/testing/run-jobs';
import { type SyncStage, startSyncStage } from '../../tools/testing/sync-stage';
import { buildWorker, type WorkerProgram } from '../../tools/testing/worker-process';
import type { CrmService } from './crm-service';

const STATE = 'the state of this consent';

let crm: SyncStage;
let program: WorkerProgram;
/** What the stand-in has given out. */
let given: DatabaseSync;

beforeAll(async () => {
  process.env.PUBLIC_URL = 'http://portal.test';
  crm = await startSyncStage({ auth: 'oauth' });
  process.env.ZOHO_MCP_URL = crm.mcpUrl;
  given = new DatabaseSync(path.join(crm.dataDir, 'zoho.sqlite'), { readOnly: true });
  program = await buildWorker({ ZOHO_MCP_URL: crm.mcpUrl, ZOHO_TIMEOUT_MS: '3000' });
});
afterAll(async () => {
  await program.close();
  given.close();
  await crm.close();
});

async function connection(): Promise<Record<string, string | boolean | null>> {
  const { rows } = await crm.stage.owner.query<Record<string, string | boolean | null>>('select * from crm_connection');
  return rows[0] ?? expect.fail('there is one connection');
}

async function runJob(name: string): Promise<void> {
  await crm.stage.owner.query('select graphile_worker.add_job($1)', [name]);
  await runJobs();
}

const accessTokens = () =>
  given
    .prepare('select token from access_tokens')
    .all()
    .map(({ token }) => String(token));
const secrets = () => [
  ...accessTokens(),
  ...given
    .prepare('select refresh_token from oauth_grants')
    .all()
    .map((row) => String(row.refresh_token)),
];

/** An administrator begins, allows it on Zoho's page, and comes back with a code. */
async function consent(): Promise<void> {
  await crm.stage.owner.query('update crm_connection set oauth_state = $1', [STATE]);
  await runJob('crm.begin-consent');
  const address = new URL(String((await connection()).oauth_url));
  expect(await (await fetch(address)).text()).toContain('CircleTel partner portal');
  const form = new URLSearchParams([...address.searchParams, ['decision', 'allow']]);
  const answer = await fetch(new URL(address.pathname, address), { method: 'POST', body: form, redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect([back.origin, back.searchParams.get('state')]).toEqual(['http://portal.test', STATE]);
  const code = sealText(back.searchParams.get('code') ?? '', placeOfSecret('oauth_code'));
  await crm.stage.owner.query('update crm_connection set oauth_code = $1', [code]);
  await runJob('crm.take-consent');
}

const ask = ({ gate }: CrmService) => gate.listRecords('Leads', ['City'], null);

/** Many calls at once by two workers that know nothing of each other but the database. */
async function askOften(): Promise<void> {
  await crm.stage.owner.query('update crm_connection set failures = 0, open_until = null');
  const workers = [await crm.service(), await crm.service()];
  await Promise.all(workers.flatMap((worker) => Array.from({ length: 8 }, () => ask(worker))));
}

describe('a CRM that wants a consent', () => {
  it('without one is not reached, and the portal says so', async () => {
    await expect(ask(await crm.service())).rejects.toMatchObject({ kind: 'auth' });
    expect(await connection()).toMatchObject({ oauth_needs_consent: true, oauth_tokens: null });
  });

  it('is reached after it, and what waited arrives', async () => {
    await crm.mark('lead', crm.stage.leadId);
    await consent();
    expect(await connection()).toMatchObject({
      oauth_needs_consent: false,
      oauth_code: null,
      oauth_pending: null,
      oauth_url: null,
      failures: 0,
      oauth_tokens: expect.stringMatching(/^v1\.test1\./),
    });
    expect(await crm.inCrm()).toEqual(['Not Contacted']);
  });

  it('takes a code once: whoever sends it again changes nothing', async () => {
    const before = await connection();
    await runJob('crm.take-consent');
    expect((await connection()).oauth_tokens).toBe(before.oauth_tokens);
  });
});

describe('the access token', () => {
  it('that the CRM no longer takes is renewed once, however many calls of two workers find out', async () => {
    await crm.orderFault('expired_tokens', { tool: 'executeCOQLQuery' });
    await askOften();
    expect(accessTokens()).toHaveLength(1);
  });

  it('that is about to end is renewed once, however many calls of two workers need it', async () => {
    const place = placeOfSecret('oauth_tokens');
    const stored = JSON.parse(openText(String((await connection()).oauth_tokens), place)) as object;
    const soon = { ...stored, expiresAt: new Date(Date.now() + 30_000).toISOString() };
    await crm.stage.owner.query('update crm_connection set oauth_tokens = $1', [sealText(JSON.stringify(soon), place)]);
    const before = accessTokens().length;
    await askOften();
    expect(accessTokens()).toHaveLength(before + 1);
  });

  it('is renewed once by two worker processes, and stands in clear in no table and no log', async () => {
    const workers = [await program.start({ LOG_LEVEL: 'trace' }), await program.start({ LOG_LEVEL: 'trace' })];
    await crm.orderFault('expired_tokens');
    for (let n = 0; n < 6; n += 1) await crm.mark('lead', await crm.makeLead());
    const askThem = `select graphile_worker.add_job(name) from unnest(array['crm.pull', 'crm.push', 'crm.compare-all']) name`;
    await crm.stage.owner.query(askThem);
    await until('everything is sent', async () => {
      const { rows } = await crm.stage.owner.query(`select 1 from crm_sync_records where state <> 'synced'`);
      return rows.length === 0;
    });
    const all = secrets();
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(accessTokens()).toHaveLength(1);
    const { rows: tables } = await crm.stage.owner.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'graphile_worker')`,
    );
    let text = workers.map((worker) => worker.log()).join('');
    for (const { name } of tables) {
      const { rows } = await crm.stage.owner.query<{ row: string }>(`select t::text as row from ${name} t`);
      text += rows.map(({ row }) => row).join('\n');
    }
    expect(all.length).toBeGreaterThanOrEqual(2);
    expect(all.filter((secret) => text.includes(secret))).toEqual([]);
  });
});

it('what the connection keeps secret is sealed anew with the first key, and what no key opens is named and left', async () => {
  const [old] = keyring();
  const place = placeOfSecret('oauth_tokens');
  const before = String((await connection()).oauth_tokens);
  const newer = { id: 'newer', key: randomBytes(32) };
  await crm.stage.owner.query(`update crm_connection set oauth_pending = 'v1.lost.AAAA'`);
  expect(await rotateSecrets([newer, old])).toEqual({ sealedAnew: 1, failed: ['oauth_pending'] });
  const after = await connection();
  expect([keyIdOf(String(after.oauth_tokens)), after.oauth_pending]).toEqual(['newer', 'v1.lost.AAAA']);
  expect(openText(String(after.oauth_tokens), place, [newer])).toBe(openText(before, place, [old]));
  expect(await rotateSecrets([newer, old])).toMatchObject({ sealedAnew: 0 });
  // Back to the key of this test's process.
  expect(await rotateSecrets([old, newer])).toMatchObject({ sealedAnew: 1 });
});

it('a consent that was taken back makes everything wait until there is another one', async () => {
  const stored = JSON.parse(openText(String((await connection()).oauth_tokens), placeOfSecret('oauth_tokens'))) as {
    refreshToken: string;
  };
  await fetch(`${crm.url}/oauth/revoke`, { method: 'POST', body: new URLSearchParams({ token: stored.refreshToken }) });
  const leadId = await crm.makeLead();
  await crm.mark('lead', leadId);
  const worker = await crm.service();
  const next = await pushToCrm(await worker.context());
  // A person has to act, so it is not tried twice a second.
  expect((next?.getTime() ?? 0) - Date.now()).toBeGreaterThan(30_000);
  expect(await connection()).toMatchObject({ oauth_needs_consent: true });
  expect(await crm.syncRecord(leadId)).toMatchObject({ state: 'pending' });
  await consent();
  await until('it arrives', async () => {
    await crm.push();
    return (await crm.inCrm(leadId)).length === 1;
  });
});
