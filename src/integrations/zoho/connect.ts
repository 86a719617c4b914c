import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import { type CrmCredentials, fixedAuthorization } from './credentials';
import { creditsOf } from './credits';
import { CHANNEL_OPERATIONS, NEEDED_OPERATIONS, type OnSent } from './crm-transport';
import { crmError } from './error-codes';
import { type CrmLog, McpClient } from './mcp-client';
import { McpTransport } from './mcp-transport';
import type { CrmPort } from './port';
import { ZohoCrm } from './zoho-crm';

interface CommonOptions {
  /** For each request to the server, from sending to the whole answer. */
  readonly timeoutMs: number;
  readonly log: CrmLog;
  readonly fetch?: FetchLike | undefined;
  /** Told once about every call that may have reached the CRM, with the credits that it costs the organisation. */
  readonly onCall?: ((call: { readonly operation: string; readonly credits: number }) => void) | undefined;
}

export interface McpOptions extends CommonOptions {
  readonly kind: 'mcp';
  /** The MCP server's address. Its key makes it a credential: it appears in no log and no error. */
  readonly mcpUrl: string;
  /** For servers that want an Authorization header. */
  readonly credentials?: CrmCredentials | undefined;
}

export type ConnectCrmOptions = McpOptions;

/**
 * Opens a session with the CRM and checks that the server offers every tool that the portal needs.
 * @throws CrmError `auth` or `misconfigured` when a person must act, `unavailable` or `rate_limited` when later is better
 */
export async function connectCrm(options: ConnectCrmOptions): Promise<CrmPort> {
  if (!URL.canParse(options.mcpUrl)) throw crmError('misconfigured', 'INVALID_ADDRESS');
  const { credentials, mcpUrl, timeoutMs, log } = options;
  const client = new McpClient({
    mcpUrl,
    timeoutMs,
    log,
    credentials: credentials ?? fixedAuthorization(null),
    fetch: options.fetch ?? globalThis.fetch,
    operations: NEEDED_OPERATIONS,
    optionalOperations: CHANNEL_OPERATIONS,
    onSent: onSent(options),
  });
  await client.connect();
  return new ZohoCrm(new McpTransport(client), log);
}

function onSent({ onCall }: CommonOptions): OnSent | undefined {
  return onCall && ((operation, args) => onCall({ operation, credits: creditsOf(operation, args) }));
}
