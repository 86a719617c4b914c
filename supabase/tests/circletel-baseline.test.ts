import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE_TEMPLATES } from '@/platform/rbac/role-templates';
import { errorCode } from '@/shared/error-code';
import { applyMigrations, listMigrations, migrationsFolder } from '../../tools/migrate/apply-migrations';
import { type TemporaryDatabase, temporaryDatabase } from '../../tools/postgres/temporary-database';

const ROOT = 'a0000000-0000-4000-8000-000000000001';
const VIEWER = 'a0000000-0000-4000-8000-000000000002';

let database: TemporaryDatabase;
let owner: pg.Client;
let before: Map<string, unknown>;
let applied: string[];

/** The rows of CircleTel's tables, in the columns they had in the beginning. */
async function circletelRows(columns: Map<string, string[]>): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  for (const [table, names] of columns) {
    found.set(table, (await owner.query(`select ${names.join(', ')} from ${table} order by id`)).rows);
  }
  return found;
}

async function columnsByTable(): Promise<Map<string, string[]>> {
  const { rows } = await owner.query<{ table_name: string; names: string[] }>(
    `select table_name, array_agg(column_name::text order by ordinal_position) as names
     from information_schema.columns where table_schema = 'public' group by 1`,
  );
  return new Map(rows.map(({ table_name, names }) => [table_name, names]));
}

let columns: Map<string, string[]>;

beforeAll(async () => {
  database = await temporaryDatabase({ template: 'supabase' });
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(readFileSync(path.join(import.meta.dirname, 'circletel-baseline.sql'), 'utf8'));
  columns = await columnsByTable();
  before = await circletelRows(columns);
  applied = await applyMigrations({ ownerUrl: database.ownerUrl });
});
afterAll(async () => {
  await owner.end();
  await database.close();
});

/** Runs as somebody with the Data API's role, and undoes it. @returns rows, or the code of the refusal */
async function as(role: string, userId: string | null, statement: string): Promise<unknown> {
  await owner.query('begin');
  try {
    await owner.query(`select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)`, [
      role,
      userId === null ? '' : JSON.stringify({ sub: userId, role }),
    ]);
    const { rows, rowCount } = await owner.query(statement);
    return rows.length > 0 ? rows : rowCount;
  } catch (error) {
    return errorCode(error);
  } finally {
    await owner.query('rollback');
  }
}

describe('on a database that has CircleTel’s tables already', () => {
  it('every migration applies, and a second run applies nothing', async () => {
    expect(applied).toEqual(listMigrations(migrationsFolder).map(({ file }) => file));
    expect(await applyMigrations({ ownerUrl: database.ownerUrl })).toEqual([]);
  });

  it('every row of theirs stays as it was; templates only gain permissions', async () => {
    const after = await circletelRows(columns);
    for (const [table, rows] of before) {
      if (table !== 'role_templates') expect(after.get(table), table).toEqual(rows);
    }
    const { rows } = await owner.query(
      `select id, name, level, department, permissions from role_templates where id in ('viewer', 'empty')`,
    );
    expect(rows).toContainEqual({
      id: 'viewer',
      name: 'Viewer',
      level: 'support',
      department: null,
      permissions: ['dashboard:view'],
    });
    expect(rows).toContainEqual({
      id: 'empty',
      name: 'Not filled in yet',
      level: 'support',
      department: null,
      permissions: null,
    });
  });

  it('a template of the portal that they have too keeps what it granted and grants what the portal needs', async () => {
    const { rows } = await owner.query<{ id: string; permissions: string[]; department: string | null }>(
      'select id, permissions, department from role_templates',
    );
    const stored = new Map(rows.map(({ id, permissions }) => [id, permissions]));
    for (const [id, { permissions }] of Object.entries(ROLE_TEMPLATES)) {
      expect(stored.get(id), id).toEqual(expect.arrayContaining([...permissions]));
      expect(new Set(stored.get(id)).size).toBe(stored.get(id)?.length);
    }
    expect(stored.get('finance_manager')).toEqual(expect.arrayContaining(['billing:view', 'billing:approve']));
    expect(rows.find(({ id }) => id === 'super_admin')?.department).toBe('IT');
  });

  it('their own question about permissions is still answered, beside ours', async () => {
    const theirs = await owner.query('select user_has_permission($1, $2) as yes', [ROOT, 'system:everything']);
    expect(theirs.rows).toEqual([{ yes: true }]);
    const ours = `select user_has_permission('partners_admin:view_all') as yes`;
    expect(await as('authenticated', ROOT, ours)).toEqual([{ yes: true }]);
    expect(await as('authenticated', VIEWER, ours)).toEqual([{ yes: false }]);
  });

  it('their website goes on inserting leads, and a visitor reads none', async () => {
    const insert = `insert into coverage_leads (first_name, last_name, email, phone, address) values ('A', 'B', 'c@example.com', '1', '2')`;
    expect(await as('anon', null, insert)).toBe(1);
    expect(await as('anon', null, 'select * from coverage_leads')).toBe('42501');
  });

  it('nobody raises their own rights through the policy that lets them edit their own row', async () => {
    const edit = (change: string) =>
      as('authenticated', VIEWER, `update admin_users set ${change} where id = '${VIEWER}'`);
    for (const change of [
      `role_template_id = 'super_admin'`,
      `custom_permissions = '["partners_admin:approve"]'`,
      `role = 'super_admin'`,
      `permissions = '{"all": true}'`,
      'is_active = true',
      `id = gen_random_uuid()`,
    ]) {
      expect(await edit(change), change).toBe('42501');
    }
    expect(await edit(`full_name = 'Another name', job_title = 'Clerk'`)).toBe(1);
  });

  it('a customer’s account gains no view of what staff and partners see', async () => {
    const customer = 'a0000000-0000-4000-8000-000000000003';
    for (const table of ['partners', 'partner_members', 'partner_kyc_documents']) {
      expect(
        await as(
          'authenticated',
          customer,
          `select id from ${table === 'partner_members' ? `(select partner_id as id from ${table}) m` : table}`,
        ),
      ).toBe(0);
    }
    expect(await as('authenticated', customer, 'select id from coverage_leads')).toBe(0);
  });
});
