import type { ZohoMode } from '../../sandbox/zoho/mode';
import { type ConnectCrmOptions, connectCrm } from '../../src/integrations/zoho/connect';
import { fixedAuthorization } from '../../src/integrations/zoho/credentials';
import type { CrmPort } from '../../src/integrations/zoho/port';
import { mcpCleaner, restCleaner } from './cleaners';
import { type McpConnection, type RestConnection, silentLog, TIMEOUT_MS } from './connection';
import { connectByOAuth } from './oauth-connection';
import { startStandIn } from './stand-in';

/** A server that the suite runs against: the stand-in in one of its modes, or the real one. */
export interface Target {
  readonly name: string;
  readonly isReal: boolean;
  /** False for the mode without tools for notifications; a real server may lack them too. */
  readonly notifies: boolean;
  start(): Promise<RunningTarget>;
}

export interface RunningTarget {
  connect(more?: Pick<ConnectCrmOptions, 'onCall'>): Promise<CrmPort>;
  /** Takes away what the suite has made. */
  deleteLeads(ids: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

const MCP_MODES: readonly Partial<ZohoMode>[] = [
  { replies: 'json', sessions: 'on', tools: 'camel', list: 'whole', results: 'text' },
  { replies: 'sse', sessions: 'on', tools: 'camel', list: 'paged', results: 'structured' },
  { replies: 'json', sessions: 'off', tools: 'underscore', list: 'paged', results: 'mixed' },
  { replies: 'sse', sessions: 'off', tools: 'underscore', list: 'whole', results: 'text' },
  { replies: 'json', sessions: 'on', tools: 'meta', list: 'whole', results: 'structured' },
  { replies: 'sse', sessions: 'on', tools: 'meta', list: 'paged', results: 'mixed' },
  { replies: 'json', sessions: 'off', tools: 'meta', list: 'whole', results: 'text' },
  { replies: 'sse', sessions: 'on', tools: 'underscore', list: 'paged', results: 'structured', auth: 'bearer' },
  { replies: 'sse', sessions: 'off', tools: 'camel', list: 'whole', results: 'mixed' },
  { replies: 'json', sessions: 'on', tools: 'camel', list: 'paged', results: 'mixed', auth: 'oauth' },
  { replies: 'sse', sessions: 'off', tools: 'meta', list: 'whole', results: 'structured', auth: 'oauth' },
  { replies: 'sse', sessions: 'on', tools: 'camel', list: 'whole', results: 'text', notifications: 'off' },
  { replies: 'json', sessions: 'on', tools: 'meta', list: 'whole', results: 'text', notifications: 'off' },
];

async function run(connection: McpConnection | RestConnection, stop: () => Promise<void>): Promise<RunningTarget> {
  // Connects first: a server that cannot delete is refused before anything is made on it.
  const cleaner = connection.kind === 'mcp' ? await mcpCleaner(connection) : restCleaner(connection);
  return {
    connect: (more) => connectCrm({ ...connection, ...more, timeoutMs: TIMEOUT_MS, log: silentLog }),
    deleteLeads: (ids) => cleaner.deleteLeads(ids),
    async stop() {
      await cleaner.close();
      await stop();
    },
  };
}

function mcpTarget(mode: Partial<ZohoMode>): Target {
  return {
    name: `the stand-in by MCP with ${Object.entries(mode)
      .map((entry) => entry.join(' '))
      .join(', ')}`,
    isReal: false,
    notifies: mode.notifications !== 'off',
    async start() {
      const zoho = await startStandIn(mode);
      const { mcpUrl } = zoho;
      const fixed = fixedAuthorization(mode.auth === 'bearer' ? `Bearer ${zoho.bearerToken}` : null);
      const credentials = mode.auth === 'oauth' ? (await connectByOAuth(mcpUrl)).credentials : fixed;
      return await run({ kind: 'mcp', mcpUrl, credentials }, () => zoho.close());
    },
  };
}

const restTarget: Target = {
  name: 'the stand-in by REST',
  isReal: false,
  notifies: true,
  async start() {
    const zoho = await startStandIn({});
    const { url, rest } = zoho;
    return await run({ kind: 'rest', apiUrl: url, accountsUrl: url, ...rest }, () => zoho.close());
  },
};

function given(name: string): string {
  return process.env[name] ?? '';
}

function realTargets(): Target[] {
  const found: Target[] = [];
  const add = (variable: string, connection: McpConnection | RestConnection): void => {
    const start = (): Promise<RunningTarget> => run(connection, () => Promise.resolve());
    if (given(variable) !== '') found.push({ name: `the server of ${variable}`, isReal: true, notifies: true, start });
  };
  const credentials = fixedAuthorization(given('ZOHO_MCP_AUTHORIZATION') || null);
  add('ZOHO_MCP_URL', { kind: 'mcp', mcpUrl: given('ZOHO_MCP_URL'), credentials });
  add('ZOHO_REST_API_URL', {
    kind: 'rest',
    apiUrl: given('ZOHO_REST_API_URL'),
    accountsUrl: given('ZOHO_REST_ACCOUNTS_URL'),
    clientId: given('ZOHO_REST_CLIENT_ID'),
    clientSecret: given('ZOHO_REST_CLIENT_SECRET'),
    refreshToken: given('ZOHO_REST_REFRESH_TOKEN'),
  });
  return found;
}

/** Every value of every mode stands with several values of the others; REST; and the real servers when there are any. */
export const TARGETS: readonly Target[] = [...MCP_MODES.map(mcpTarget), restTarget, ...realTargets()];
