import type { McpOptions, RestOptions } from '../../src/integrations/zoho/connect';
import type { CrmLog } from '../../src/integrations/zoho/mcp-client';

type Extras = 'log' | 'timeoutMs';
export type McpConnection = Omit<McpOptions, Extras>;
export type RestConnection = Omit<RestOptions, Extras>;

export const TIMEOUT_MS = 30_000;

export const silentLog: CrmLog = { info: () => undefined, warn: () => undefined };
