import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type TemporaryDatabase, temporaryDatabase } from '../postgres/temporary-database';
import { applyMigrations, listMigrations, migrationsFolder } from './apply-migrations';

let database: TemporaryDatabase;
let folder: string;

const write = (file: string, sql: string) => writeFileSync(path.join(folder, file), sql);
const apply = () => applyMigrations({ ownerUrl: database.ownerUrl, folder });

async function query(sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeEach(async () => {
  database = await temporaryDatabase({ template: 'empty' });
  folder = mkdtempSync(path.join(tmpdir(), 'migrations-'));
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

describe('migrations', () => {
  test('are recorded as the Supabase CLI records them, and the job queue is there', async () => {
    write('20260102000000_add_b.sql', 'alter table a add column b int;');
    write('20260101000000_create_a.sql', '-- why\ncreate table a (id int);\ninsert into a values (1);\n');
    write('README.md', 'not a migration');
    expect(await apply()).toEqual(['20260101000000_create_a.sql', '20260102000000_add_b.sql']);
    expect(await query('select * from supabase_migrations.schema_migrations order by version')).toEqual([
      {
        version: '20260101000000',
        statements: ['-- why\ncreate table a (id int)', 'insert into a values (1)'],
        name: 'create_a',
      },
      { version: '20260102000000', statements: ['alter table a add column b int'], name: 'add_b' },
    ]);
    expect(await query(`select to_regclass('graphile_worker.jobs') is not null as found`)).toEqual([{ found: true }]);
  });

  test('that the Supabase CLI has applied are not applied again', async () => {
    write('20260101000000_create_a.sql', 'create table a (id int);');
    await query(`create schema supabase_migrations;
      create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
      insert into supabase_migrations.schema_migrations values ('20260101000000', '{}', 'create_a')`);
    expect(await apply()).toEqual([]);
  });

  test('leave nothing of a file that fails, keep those before it, and name the statement', async () => {
    write('20260101000000_good.sql', 'create table good (id int);');
    write('20260102000000_bad.sql', 'create table half (id int);\nselect 1 / 0;');
    await expect(apply()).rejects.toThrow('20260102000000_bad.sql: division by zero, in:\nselect 1 / 0');
    expect(
      await query(`select to_regclass('good') is not null as good, to_regclass('half') is not null as half`),
    ).toEqual([{ good: true, half: false }]);
    write('20260102000000_bad.sql', 'create table half (id int);');
    expect(await apply()).toEqual(['20260102000000_bad.sql']);
  });

  test('run once when several processes start at the same time', async () => {
    write(
      '20260101000000_count.sql',
      'create table runs (at timestamptz default now()); insert into runs default values;',
    );
    const applied = await Promise.all([apply(), apply(), apply()]);
    expect(applied.flat()).toEqual(['20260101000000_count.sql']);
    expect(await query('select count(*)::int as runs from runs')).toEqual([{ runs: 1 }]);
  });

  test('a setting that one file makes does not reach the next', async () => {
    write('20260101000000_set.sql', `create schema other; set search_path = other;`);
    write('20260102000000_create.sql', 'create table here (id int);');
    await apply();
    expect(await query(`select to_regclass('public.here') is not null as found`)).toEqual([{ found: true }]);
  });

  test('of this project have distinct versions and names the Supabase CLI takes', () => {
    const versions = listMigrations(migrationsFolder).map(({ version }) => version);
    expect(versions.length).toBeGreaterThan(0);
    expect(new Set(versions).size).toBe(versions.length);
    expect(versions.filter((version) => !/^\d{14}$/.test(version))).toEqual([]);
  });
});
