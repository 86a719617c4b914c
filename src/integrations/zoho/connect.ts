import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import { type CrmCredentials, fixedAuthorization } from './credentials';
import { creditsOf } from './credits';
import { CHANNEL_OPERATIONS, type CrmTransport, NEEDED_OPERATIONS, type OnSent } from './crm-transport';
import { crmError } from './error-codes';
import { type CrmLog, McpClient } from './mcp-client';
import { McpTransport } from './mcp-transport';
import type { CrmPort } from './port';
import { type RestAccount, RestTokens } from './rest-tokens';
import { RestTransport } from './rest-transport';
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

export interface RestOptions extends CommonOptions, RestAccount {
  readonly kind: 'rest';
  /** `https://www.zohoapis.com` and its like in other data centres. */
  readonly apiUrl: string;
}

export type ConnectCrmOptions = McpOptions | RestOptions;

/**
 * Connects to the CRM. Over MCP a session is opened, which must offer every tool that the portal needs; over REST an
 * access token is fetched.
 * @throws CrmError `auth` or `misconfigured` when a person must act, `unavailable` or `rate_limited` when later is better
 */
export async function connectCrm(options: ConnectCrmOptions): Promise<CrmPort> {
  const transport = options.kind === 'mcp' ? await openMcp(options) : await openRest(options);
  return new ZohoCrm(transport, options.log);
}

async function openMcp(options: McpOptions): Promise<CrmTransport> {
  const { credentials, mcpUrl, timeoutMs, log } = options;
  checkAddress(mcpUrl);
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
  return new McpTransport(client);
}

async function openRest(options: RestOptions): Promise<CrmTransport> {
  const { apiUrl, accountsUrl, timeoutMs } = options;
  checkAddress(apiUrl);
  checkAddress(accountsUrl);
  const fetch = options.fetch ?? globalThis.fetch;
  const credentials = new RestTokens(options, fetch, timeoutMs);
  await credentials.headers();
  return new RestTransport({ apiUrl, credentials, timeoutMs, fetch, onSent: onSent(options) });
}

function checkAddress(address: string): void {
  if (!URL.canParse(address)) throw crmError('misconfigured', 'INVALID_ADDRESS');
}

function onSent({ onCall }: CommonOptions): OnSent | undefined {
  return onCall && ((operation, args) => onCall({ operation, credits: creditsOf(operation, args) }));
}
