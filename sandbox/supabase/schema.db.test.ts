import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TemporaryDatabase, temporaryDatabase } from '../../tools/postgres/temporary-database';

const sub = '6b1f2e0a-0000-4000-8000-000000000001';

describe('a database as hosted Supabase lays it out', () => {
  let database: TemporaryDatabase;
  let owner: pg.Client;
  beforeAll(async () => {
    database = await temporaryDatabase({ template: 'empty' });
    const text = await readFile(new URL('./schema.sql', import.meta.url), 'utf8');
    const both = [1, 2].map(() => new pg.Client({ connectionString: database.ownerUrl }));
    await Promise.all(both.map((client) => client.connect()));
    await Promise.all(both.map((client) => client.query(text))); // at once, and so in effect twice
    await Promise.all(both.map((client) => client.end()));
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await database?.close();
  });

  async function as(role: string, statement: string) {
    await owner.query('begin');
    try {
      const claims = JSON.stringify({ sub, role, email: 'a@example.com' });
      await owner.query(`select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)`, [
        role,
        claims,
      ]);
      return (await owner.query(statement)).rows;
    } finally {
      await owner.query('rollback');
    }
  }

  test('answers who is asking from the claims', async () => {
    const statement = `select auth.uid(), auth.role(), auth.email(), auth.jwt() ->> 'sub' as sub`;
    const answer = { uid: sub, role: 'authenticated', email: 'a@example.com', sub };
    expect(await as('authenticated', statement)).toEqual([answer]);
    expect((await owner.query('select auth.uid(), auth.role()')).rows).toEqual([{ uid: null, role: null }]);
  });

  test.each(['anon', 'authenticated'])('shows %s no account, no key and no file', async (role) => {
    for (const table of ['auth.users', 'auth.sessions', 'sandbox_auth.settings', 'sandbox_auth.signing_keys']) {
      await expect(as(role, `select from ${table}`)).rejects.toMatchObject({ code: '42501' });
    }
    await owner.query(`insert into storage.buckets (id, name) values ('b', 'b') on conflict do nothing`);
    expect(await as(role, 'select from storage.buckets')).toEqual([]);
    const insertion = `insert into storage.objects (bucket_id, name) values ('b', 'x')`;
    await expect(as(role, insertion)).rejects.toMatchObject({ code: '42501' });
  });

  test('lets service_role past row level security, and nobody else', async () => {
    const { rows } = await owner.query(
      `select rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role') and rolbypassrls`,
    );
    expect(rows).toEqual([{ rolname: 'service_role' }]);
  });

  test('grants new tables in public to the API roles, so that a forgotten revoke shows', async () => {
    await owner.query('create table public.careless (id int)');
    expect(await as('anon', 'select from public.careless')).toEqual([]);
    await owner.query('drop table public.careless');
  });

  test('finds extensions without a prefix', async () => {
    const fresh = new pg.Client({ connectionString: database.ownerUrl });
    await fresh.connect();
    const { rows } = await fresh.query(`select 'A'::citext = 'a' as same, length(gen_random_bytes(4)) as bytes`);
    await fresh.end();
    expect(rows).toEqual([{ same: true, bytes: 4 }]);
  });
});
