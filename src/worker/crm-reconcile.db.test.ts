import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SyncStage, startSyncStage } from '../../tools/testing/sync-stage';

const root = path.resolve(import.meta.dirname, '../..');
let crm: SyncStage;
let folder: string;

beforeAll(async () => {
  crm = await startSyncStage();
  folder = mkdtempSync(path.join(tmpdir(), 'reconcile-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await crm.close();
});

/** `npm run zoho:reconcile`, as somebody runs it. */
function reconcile(more: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  const env = { ...process.env, ZOHO_MCP_URL: crm.mcpUrl, LOG_LEVEL: 'fatal', ...more };
  return new Promise((resolve) => {
    const args = ['--import', 'tsx', 'tools/zoho/reconcile.ts'];
    execFile(process.execPath, args, { cwd: root, env }, (error, stdout, stderr) => {
      resolve({ code: error ? 1 : 0, output: stdout + stderr });
    });
  });
}

it('the comparison by hand finds what is deleted, prints its counts, and ends with 1 when it fails', async () => {
  await crm.mark('lead', crm.stage.leadId);
  await crm.push();
  await crm.changeInCrm('Leads', { id: (await crm.crmLead())?.id, delete: true });
  const found = await reconcile();
  expect(found).toMatchObject({ code: 0, output: expect.stringMatching(/^reconcile: done\n(.*\n)*\s+missing\s+1\n/) });
  expect(await crm.inPortal()).toMatchObject({ crm_deleted_at: expect.any(Date) });

  const file = path.join(folder, 'mapping.json');
  writeFileSync(file, JSON.stringify({ leads: { externalIdField: 'External_Nothing' } }));
  const failed = await reconcile({ ZOHO_MAPPING_FILE: file });
  expect(failed).toMatchObject({ code: 1, output: expect.stringContaining('"code":"FIELD_IS_MISSING"') });
});
