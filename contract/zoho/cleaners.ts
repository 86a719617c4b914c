import { McpClient } from '../../src/integrations/zoho/mcp-client';
import { RestTokens } from '../../src/integrations/zoho/rest-tokens';
import { type McpConnection, type RestConnection, silentLog, TIMEOUT_MS } from './connection';

/** The portal never deletes in the CRM, but the suite must take away what it made. */
interface Cleaner {
  deleteLeads(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

function inHundreds(ids: readonly string[]): string[] {
  const starts = Array.from({ length: Math.ceil(ids.length / 100) }, (_, index) => index * 100);
  return starts.map((start) => ids.slice(start, start + 100).join(','));
}

export async function mcpCleaner({ mcpUrl, credentials }: McpConnection): Promise<Cleaner> {
  const client = new McpClient({
    mcpUrl,
    credentials: credentials ?? { headers: () => Promise.resolve({}) },
    timeoutMs: TIMEOUT_MS,
    log: silentLog,
    fetch: globalThis.fetch,
    operations: ['deleteRecords'],
  });
  await client.connect();
  return {
    async deleteLeads(all) {
      for (const ids of inHundreds(all)) {
        const args = { path_variables: { module: 'Leads' }, query_params: { ids } };
        await client.call('deleteRecords', args, 'write');
      }
    },
    close: () => client.close(),
  };
}

export function restCleaner(connection: RestConnection): Cleaner {
  const tokens = new RestTokens(connection, globalThis.fetch, TIMEOUT_MS);
  return {
    async deleteLeads(all) {
      for (const ids of inHundreds(all)) {
        const url = new URL(`/crm/v8/Leads?ids=${ids}`, connection.apiUrl);
        const reply = await fetch(url, { method: 'DELETE', headers: await tokens.headers() });
        if (!reply.ok) throw new Error(`the leads of the suite were not deleted: HTTP ${reply.status}`);
      }
    },
    close: () => Promise.resolve(),
  };
}
