import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ZohoMode } from '../../sandbox/zoho/mode';
import { startZoho, type ZohoStandIn } from '../../sandbox/zoho/server';
import type { CrmLog } from '../../src/integrations/zoho/mcp-client';

/** A server that the suite runs against: the stand-in in one of its modes, or the real one. */
export interface Target {
  readonly name: string;
  readonly isReal: boolean;
  start(): Promise<RunningTarget>;
}

export interface RunningTarget {
  readonly mcpUrl: string;
  readonly authorization: string | undefined;
  stop(): Promise<void>;
}

const PARTS: readonly Partial<ZohoMode>[] = [
  { replies: 'json', sessions: 'on', tools: 'camel', list: 'whole', results: 'text' },
  { replies: 'sse', sessions: 'on', tools: 'camel', list: 'paged', results: 'structured' },
  { replies: 'json', sessions: 'off', tools: 'underscore', list: 'paged', results: 'mixed' },
  { replies: 'sse', sessions: 'off', tools: 'underscore', list: 'whole', results: 'text' },
  { replies: 'json', sessions: 'on', tools: 'meta', list: 'whole', results: 'structured' },
  { replies: 'sse', sessions: 'on', tools: 'meta', list: 'paged', results: 'mixed' },
  { replies: 'json', sessions: 'off', tools: 'meta', list: 'whole', results: 'text' },
  { replies: 'sse', sessions: 'on', tools: 'underscore', list: 'paged', results: 'structured', auth: 'bearer' },
  { replies: 'sse', sessions: 'off', tools: 'camel', list: 'whole', results: 'mixed' },
];

export interface StandInInFolder extends ZohoStandIn {
  readonly dataDir: string;
  /** Ends the server but leaves its folder for another one; `close` removes the folder too. */
  stop(): Promise<void>;
}

/** A stand-in of its own in a fresh folder. */
export async function startStandIn(mode: Partial<ZohoMode>): Promise<StandInInFolder> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zoho-contract-'));
  const zoho = await startZoho({ dataDir, mode });
  const close = async (): Promise<void> => {
    await zoho.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { ...zoho, stop: () => zoho.close(), close, dataDir };
}

function standInTarget(mode: Partial<ZohoMode>): Target {
  return {
    name: `the stand-in with ${Object.values(mode).join(', ')}`,
    isReal: false,
    async start() {
      const zoho = await startStandIn(mode);
      const authorization = mode.auth === 'bearer' ? `Bearer ${zoho.bearerToken}` : undefined;
      return { mcpUrl: zoho.mcpUrl, authorization, stop: () => zoho.close() };
    },
  };
}

function realTargets(): Target[] {
  const mcpUrl = process.env.ZOHO_MCP_URL;
  if (mcpUrl === undefined || mcpUrl === '') return [];
  const authorization = process.env.ZOHO_MCP_AUTHORIZATION;
  const start = (): Promise<RunningTarget> => Promise.resolve({ mcpUrl, authorization, stop: () => Promise.resolve() });
  return [{ name: 'the server that ZOHO_MCP_URL names', isReal: true, start }];
}

/** Every value of every mode stands with several values of the others; plus the real server when there is one. */
export const TARGETS: readonly Target[] = [...PARTS.map(standInTarget), ...realTargets()];

export const silentLog: CrmLog = { info: () => undefined, warn: () => undefined };
