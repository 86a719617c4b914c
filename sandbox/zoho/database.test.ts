import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Database, fieldExpression } from './database';
import { MODULES, uniqueFields } from './modules';

const KEYS = [...MODULES.values()].flatMap((module) => {
  const names = [...uniqueFields(module).map((field) => field.apiName), module.systemField];
  return names.filter((name) => name !== null).map((name) => [module.apiName, name] as const);
});

it.each(KEYS)('%s are found by %s without reading the whole module', (module, field) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'zoho-plan-'));
  const db = new Database(dataDir);
  const sql = `select * from records where module = ? and ${fieldExpression(field)} collate nocase = ? order by id`;
  const plan = db.all(`explain query plan ${sql}`, module, 'x').map((row) => String(row.detail));
  db.close();
  rmSync(dataDir, { recursive: true, force: true });
  expect(plan[0]).toContain(`key_${field}`);
});
