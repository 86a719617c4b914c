import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE_TEMPLATES } from '@/platform/rbac/role-templates';
import { type Stage, setStage } from './people';
import { ROLE_MATRIX } from './role-matrix';

/** The keys of leads, which the website has to compute for the indexes; and the calendar, whose secret is its wall. */
const OPEN_TO_VISITORS = [
  'portal.address_key(text,text)',
  'portal.calendar_entries(text)',
  'portal.company_key(text)',
  'portal.email_key(text)',
  'portal.lead_text(text,text,text,text,text,text,text,text)',
  'portal.phone_key(text)',
];

/** CircleTel's own tables keep what CircleTel granted; on an empty database they are as closed as ours. */
let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
});
afterAll(() => stage.close());

async function names(query: string): Promise<string[]> {
  const { rows } = await stage.owner.query<{ name: string }>(query);
  return rows.map(({ name }) => name);
}

const TABLES = `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p')`;

describe('every table', () => {
  it('stands in the role matrix', async () => {
    expect((await names(TABLES)).toSorted()).toEqual(Object.keys(ROLE_MATRIX).toSorted());
  });

  it('has row level security', async () => {
    expect(await names(`${TABLES} and not c.relrowsecurity`)).toEqual([]);
  });

  it('is closed to visitors', async () => {
    const open = await names(
      `select table_name || ' ' || privilege_type as name from information_schema.role_table_grants
       where table_schema = 'public' and grantee in ('anon', 'PUBLIC')`,
    );
    expect(open).toEqual([]);
  });

  it('lists the columns that a partner or a member of staff may write', async () => {
    const whole = await names(
      `select table_name || ' ' || privilege_type as name from information_schema.role_table_grants
       where table_schema = 'public' and grantee in ('authenticated', 'portal_staff') and privilege_type in ('INSERT', 'UPDATE', 'TRUNCATE')`,
    );
    expect(whole).toEqual([]);
  });

  it('cannot lose financial, KYC or audit rows by a cascade', async () => {
    // What was never handed in is nobody's record: a draft goes with the account, pieces with their upload, a place in a
    // queue with its lead.
    const unfinished = new Set([
      'partner_application_drafts',
      'partner_kyc_upload_pieces',
      'partner_lead_intake',
      'partner_lead_import_rows',
      'portal_saved_views',
    ]);
    const cascades = await names(
      `select conrelid::regclass::text as name from pg_constraint c join pg_namespace n on n.oid = c.connamespace
       where n.nspname = 'public' and contype = 'f' and confdeltype = 'c'`,
    );
    expect(cascades.filter((name) => !unfinished.has(name))).toEqual([]);
  });

  it('has an index for each of its foreign keys, so that a look-up from the other side reads no whole table', async () => {
    const bare = await names(
      `select conrelid::regclass || '.' || a.attname as name
       from pg_constraint c
       join pg_namespace n on n.oid = c.connamespace
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where n.nspname = 'public' and contype = 'f' and not exists (
         select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1]
       )`,
    );
    const circletel = new Set(['admin_users', 'coverage_leads', 'customers', 'orders']);
    expect(bare.filter((name) => !circletel.has(name.split('.')[0] ?? ''))).toEqual([]);
  });
});

describe('every function that acts with its owner’s rights', () => {
  it('pins its search path', async () => {
    const loose = await names(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('public', 'portal') and p.prosecdef
         and not coalesce(p.proconfig @> array['search_path=""'], false)`,
    );
    expect(loose).toEqual([]);
  });

  it('is not open to everybody', async () => {
    const open = await names(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where n.nspname in ('public', 'portal') and has_function_privilege('anon', p.oid, 'execute')`,
    );
    expect(open.toSorted()).toEqual(OPEN_TO_VISITORS);
  });
});

describe('role templates', () => {
  it('grant in the database exactly what they grant in the code', async () => {
    const { rows } = await stage.owner.query<{ id: string; permissions: string[] }>(
      'select id, permissions from role_templates',
    );
    const stored = Object.fromEntries(rows.map(({ id, permissions }) => [id, permissions.toSorted()]));
    const written = Object.fromEntries(
      Object.entries(ROLE_TEMPLATES).map(([id, { permissions }]) => [id, [...permissions].toSorted()]),
    );
    expect(stored).toEqual(written);
  });
});
