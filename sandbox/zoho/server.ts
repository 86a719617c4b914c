import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Crm } from './crm';
import { Database } from './database';
import type { Desk } from './desk';
import { Faults } from './faults';
import { BadRequest, readJson, sendJson, sendText } from './http';
import { McpEndpoint } from './mcp-endpoint';
import { type ZohoMode, zohoModeSchema } from './mode';
import { handleAccounts, type RestAccess, restAccess } from './oauth/accounts';
import { handleOAuth } from './oauth/routes';
import { Tokens } from './oauth/tokens';
import { handlePeople } from './people';
import { RestEndpoint } from './rest-endpoint';

export interface ZohoOptions {
  /** Where its state is kept; made when it does not exist. */
  readonly dataDir: string;
  /** 0 or nothing: any free port. */
  readonly port?: number;
  readonly mode?: Partial<ZohoMode>;
  /** The clock, in milliseconds since 1970; tests move it. */
  readonly nowMs?: () => number;
}

export interface ZohoStandIn {
  /** Where people look: `http://127.0.0.1:port`. */
  readonly url: string;
  /** What `ZOHO_MCP_URL` is set to; its key is made once and kept. */
  readonly mcpUrl: string;
  /** What `Authorization: Bearer …` must carry in the bearer mode. */
  readonly bearerToken: string;
  /** For the REST interface; the address of both is `url`. */
  readonly rest: RestAccess;
  close(): Promise<void>;
}

/** Starts the stand-in on loopback. @throws Error when the port is taken or the mode is not usable */
export async function startZoho(options: ZohoOptions): Promise<ZohoStandIn> {
  const mode = zohoModeSchema.parse(options.mode ?? {});
  const db = new Database(options.dataDir);
  const faults = new Faults();
  const nowMs = options.nowMs ?? Date.now;
  const crm = new Crm(db, mode, faults, nowMs);
  const key = db.secret('mcp_key');
  const bearerToken = db.secret('bearer_token');
  const tokens = new Tokens(db, mode.tokenSeconds, nowMs);
  const rest = restAccess(db, tokens);
  const mcp = new McpEndpoint(crm, mode, faults, bearerToken, tokens);
  const parts = {
    key,
    mcp,
    tokens,
    access: rest,
    rest: new RestEndpoint(crm, faults, tokens),
    desk: { crm, faults, mode },
  };

  const server = createServer((req, res) => {
    answer(req, res, parts).catch((error: unknown) => fail(res, error));
  });
  // A hanging reply is a fault on order, and may hang as long as the caller likes.
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const url = `http://127.0.0.1:${address.port}`;

  const closeAll = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await mcp.forgetSessions();
    server.closeAllConnections();
    await closed;
    await crm.notifications.close();
    db.close();
  };
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= closeAll();
    return closing;
  };
  return { url, mcpUrl: `${url}/mcp/${key}/message`, bearerToken, rest, close };
}

interface Parts {
  readonly key: string;
  readonly mcp: McpEndpoint;
  readonly rest: RestEndpoint;
  readonly tokens: Tokens;
  readonly access: RestAccess;
  readonly desk: Desk;
}

async function answer(req: IncomingMessage, res: ServerResponse, parts: Parts): Promise<void> {
  const { key, mcp, rest, tokens, access, desk } = parts;
  const url = new URL(req.url ?? '/', 'http://127.0.0.1');
  const given = mcpKey(url);
  if (given !== null) {
    if (given !== key) return sendText(res, 400, 'APIKey parsing Exception');
    return await mcp.handle(req, res, req.method === 'POST' ? await readJson(req) : undefined);
  }
  const isAnswered =
    (await rest.handle(req, res, url)) ||
    (await handleAccounts(tokens, access, req, res, url)) ||
    (desk.mode.auth === 'oauth' && (await handleOAuth(tokens, req, res, url))) ||
    (await handlePeople(desk, req, res, url));
  if (!isAnswered) sendJson(res, 404, { error: 'there is nothing here' });
}

/** The key in `/mcp/<key>/message` or, the older form, `/mcp/message?key=<key>`; null for any other path. */
function mcpKey(url: URL): string | null {
  if (url.pathname === '/mcp/message') return url.searchParams.get('key') ?? '';
  return /^\/mcp\/([^/]+)\/message$/.exec(url.pathname)?.[1] ?? null;
}

function fail(res: ServerResponse, error: unknown): void {
  if (error instanceof BadRequest) {
    sendJson(res, 400, { error: error.message });
    return;
  }
  process.stderr.write(`zoho stand-in: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  if (res.headersSent) res.destroy();
  else sendText(res, 500, 'Internal Server Error');
}
