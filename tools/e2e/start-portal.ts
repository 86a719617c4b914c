import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startStack } from '../stack/start-stack';

/**
 * Playwright's global set-up: the built portal with the demo data on a fresh data folder. Tests find it in the
 * environment: E2E_WEB_URL, E2E_MAIL_URL, E2E_ZOHO_URL, E2E_SUPABASE_URL, E2E_POSTGRES_OWNER_URL, E2E_DATA_DIR.
 */
export default async function startPortal(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-e2e-'));
  chmodSync(dataDir, 0o711); // Postgres' own user passes through
  const stack = await startStack({
    dataDir,
    fastPostgres: true,
    webPort: 0,
    withDemoData: true,
    report: (message) => console.log(message),
  });
  const { web, mail, zoho, supabase, postgresOwner } = stack.urls;
  Object.assign(process.env, {
    E2E_WEB_URL: web,
    E2E_MAIL_URL: mail,
    E2E_ZOHO_URL: zoho,
    E2E_SUPABASE_URL: supabase,
    E2E_POSTGRES_OWNER_URL: postgresOwner,
    E2E_DATA_DIR: dataDir,
  });
  return async () => {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
