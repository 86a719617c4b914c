import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import { crmError } from './error-codes';
import { type CrmLog, McpClient } from './mcp-client';
import { McpCrm, NEEDED_OPERATIONS } from './mcp-crm';
import type { CrmPort } from './port';

export interface ConnectCrmOptions {
  /** The MCP server's address. Its key makes it a credential: it appears in no log and no error. */
  readonly mcpUrl: string;
  /** The whole value of an Authorization header, for servers that want one. */
  readonly authorization?: string | undefined;
  /** For each request to the server, from sending to the whole answer. */
  readonly timeoutMs: number;
  readonly log: CrmLog;
  readonly fetch?: FetchLike | undefined;
}

/**
 * Opens a session with the CRM and checks that the server offers every tool that the portal needs.
 * @throws CrmError `auth` or `misconfigured` when a person must act, `unavailable` or `rate_limited` when later is better
 */
export async function connectCrm(options: ConnectCrmOptions): Promise<CrmPort> {
  if (!URL.canParse(options.mcpUrl)) throw crmError('misconfigured', 'INVALID_ADDRESS');
  const { authorization, mcpUrl, timeoutMs, log } = options;
  const fixed: Record<string, string> = authorization === undefined ? {} : { authorization };
  const client = new McpClient({
    mcpUrl,
    timeoutMs,
    log,
    headers: () => Promise.resolve(fixed),
    fetch: options.fetch ?? globalThis.fetch,
    operations: NEEDED_OPERATIONS,
  });
  await client.connect();
  return new McpCrm(client, log);
}
