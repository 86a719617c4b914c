import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { type TemporaryDatabase, temporaryDatabase } from './temporary-database';

const opened: TemporaryDatabase[] = [];
const folders: string[] = [];

async function open(options?: Parameters<typeof temporaryDatabase>[0]): Promise<TemporaryDatabase> {
  const database = await temporaryDatabase(options);
  opened.push(database);
  return database;
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

function gateMigrations(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));
  folders.push(folder);
  writeFileSync(
    path.join(folder, '20260101000000_create_gate.sql'),
    `do $$ begin
       if not exists (select from pg_roles where rolname = 'portal_gate') then
         create role portal_gate nologin noinherit; grant authenticated to portal_gate;
       end if;
     end $$;
     create table public.notes (id int primary key, body text);
     alter table public.notes enable row level security;
     revoke all on public.notes from anon, authenticated;
     grant select on public.notes to authenticated;
     create policy read_all on public.notes for select to authenticated using (true);
     insert into public.notes values (1, 'kept');`,
  );
  return folder;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('a temporary database', () => {
  test('is laid out as hosted Supabase is, with its search path', async () => {
    const { ownerUrl } = await open({ template: 'supabase' });
    expect(
      await query(
        ownerUrl,
        `select to_regclass('auth.users')::text as users, digest('x', 'sha256') is not null as found`,
      ),
    ).toEqual([{ users: 'auth.users', found: true }]);
  });

  test('is owned by a role that is no superuser, as on hosted Supabase', async () => {
    const { ownerUrl } = await open({ template: 'empty' });
    expect(
      await query(ownerUrl, 'select rolsuper, rolbypassrls, rolname from pg_roles where rolname = current_user'),
    ).toEqual([{ rolsuper: false, rolbypassrls: true, rolname: 'postgres' }]);
  });

  test('shares nothing with another one made at the same time', async () => {
    const migrationsFrom = gateMigrations();
    const [first, second] = await Promise.all([open({ migrationsFrom }), open({ migrationsFrom })]);
    await query(first.ownerUrl, `insert into public.notes values (2, 'mine')`);
    expect(await query(second.ownerUrl, 'select id from public.notes')).toEqual([{ id: 1 }]);
  });

  test('lets the login see rows only after it has become a viewer', async () => {
    const { loginUrl } = await open({ migrationsFrom: gateMigrations() });
    await expect(query(loginUrl, 'select id from public.notes')).rejects.toMatchObject({ code: '42501' });
    const client = new pg.Client({ connectionString: loginUrl });
    await client.connect();
    await client.query('set role authenticated');
    expect((await client.query('select id from public.notes')).rows).toEqual([{ id: 1 }]);
    await expect(client.query('set role postgres')).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });

  test('is gone after close, even while somebody is connected', async () => {
    const database = await temporaryDatabase({ template: 'empty' });
    const client = new pg.Client({ connectionString: database.ownerUrl });
    const cut = new Promise((resolve) => client.on('error', resolve));
    await client.connect();
    await database.close();
    await cut;
    await expect(query(database.ownerUrl, 'select 1')).rejects.toMatchObject({ code: '3D000' });
  });
});
