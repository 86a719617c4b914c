import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EVENTS } from '@/events/catalog';
import { ALL_PERMISSIONS } from '@/platform/rbac/permissions';
import { REFUSAL_STATUS } from '@/shared/refusal';
import { makeApi } from '@/web/api';
import { SCHEMA_VERSION } from '@/web/schema-version';
import { SUBSCRIPTIONS } from '@/worker/subscriptions';

const root = path.resolve(import.meta.dirname, '..');

beforeAll(() => {
  process.env.DATABASE_URL = 'postgres://nobody@127.0.0.1:9/none';
  process.env.SUPABASE_URL = 'http://127.0.0.1:9';
  process.env.SUPABASE_PUBLISHABLE_KEY = 'unused';
  process.env.SUPABASE_SECRET_KEY = 'unused';
});

type Operation = { 'x-permission'?: string[] };

async function operations(): Promise<{ name: string; permission: string[] | undefined }[]> {
  const answer = await makeApi().request('/api/openapi.json');
  const { paths }: { paths: Record<string, Record<string, Operation>> } = await answer.json();
  return Object.entries(paths).flatMap(([address, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${address.replace(/\{(\w+)\}/g, ':$1')}`,
      permission: operation['x-permission'],
    })),
  );
}

describe('every route', () => {
  it('is in the OpenAPI document', async () => {
    const documented = new Set((await operations()).map(({ name }) => name));
    const served = makeApi().routes.filter(({ method, path: address }) => method !== 'ALL' && !address.endsWith('*'));
    const missing = served
      .map(({ method, path: address }) => `${method} ${address}`)
      .filter((name) => !documented.has(name));
    expect([...new Set(missing)]).toEqual(['GET /api/openapi.json']);
  });

  it('says who may call it', async () => {
    const known = new Set<string>([...ALL_PERMISSIONS, 'public', 'session']);
    const unsaid = (await operations()).filter(
      ({ permission }) => !permission || permission.length === 0 || permission.some((name) => !known.has(name)),
    );
    expect(unsaid).toEqual([]);
  });
});

describe('every event', () => {
  it('has a line that says what follows from it', () => {
    expect(Object.keys(SUBSCRIPTIONS).toSorted()).toEqual(Object.keys(EVENTS).toSorted());
  });
});

describe('every refusal', () => {
  it('is explained with its status', () => {
    const page = readFileSync(path.join(root, 'docs/error-codes.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `(\w+)` \| (\d{3}) \|/gm)].map(([, code, status]) => [code, Number(status)]);
    expect(Object.fromEntries(rows)).toEqual(REFUSAL_STATUS);
  });
});

describe('the schema that this build relies on', () => {
  it('is the newest migration', () => {
    const newest = readdirSync(path.join(root, 'supabase/migrations')).toSorted().at(-1);
    expect(newest).toMatch(new RegExp(`^${SCHEMA_VERSION}_`));
  });
});

describe('an address of the portal', () => {
  /** Next and the dependency rules read these themselves. */
  const ALLOWED = new Set(['src/shared/paths.ts', 'src/proxy.ts']);

  function* sources(folder: string): Generator<string> {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) yield* sources(file);
      else if (/\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)) yield file;
    }
  }

  it('is written down in shared/paths.ts only', () => {
    const found = [...sources(path.join(root, 'src'))]
      .map((file) => [path.relative(root, file), readFileSync(file, 'utf8')] as const)
      .filter(([name]) => !ALLOWED.has(name))
      .flatMap(([name, text]) =>
        [...text.matchAll(/['"`]\/(partners|admin|api|login|signup)\b[^'"`]*['"`]/g)].map(([hit]) => `${name}: ${hit}`),
      );
    expect(found).toEqual([]);
  });
});
