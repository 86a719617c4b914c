import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Crm } from './crm';
import type { Faults } from './faults';
import { readJson, sendJson, sendText } from './http';
import { breakReply } from './http-faults';
import { isObject, type JsonObject } from './json';
import type { Tokens } from './oauth/tokens';
import type { Operation } from './operation';
import { OPERATIONS } from './operations';
import { CrmRefusal } from './reply';

const PREFIX = '/crm/v8/';

/** Method and path of each operation; `*` stands for the module. */
const ROUTES: Readonly<Record<string, string>> = {
  'POST coql': 'executeCOQLQuery',
  'GET settings/fields': 'getFields',
  'POST actions/watch': 'createNotifications',
  'PATCH actions/watch': 'updateNotifications',
  'GET actions/watch': 'getNotifications',
  'DELETE actions/watch': 'deleteNotifications',
  'POST */upsert': 'upsertRecords',
  'PUT *': 'updateRecords',
  'DELETE *': 'deleteRecords',
};

interface Route {
  readonly operation: Operation;
  readonly path: JsonObject;
}

function findRoute(method: string, path: string): Route | null {
  const fixed = OPERATIONS.get(ROUTES[`${method} ${path}`] ?? '');
  if (fixed) return { operation: fixed, path: {} };
  const [module = '', ...rest] = path.split('/');
  const operation = OPERATIONS.get(ROUTES[`${method} ${['*', ...rest].join('/')}`] ?? '');
  return operation ? { operation, path: { module } } : null;
}

/** The part of the CRM's REST interface that the portal uses, in front of the same CRM as the MCP server. */
export class RestEndpoint {
  readonly #crm: Crm;
  readonly #faults: Faults;
  readonly #tokens: Tokens;

  constructor(crm: Crm, faults: Faults, tokens: Tokens) {
    this.#crm = crm;
    this.#faults = faults;
    this.#tokens = tokens;
  }

  /** False when the path is none of the interface. */
  async handle(req: IncomingMessage, res: ServerResponse, url: URL): Promise<boolean> {
    if (!url.pathname.startsWith(PREFIX)) return false;
    const route = findRoute(req.method ?? '', url.pathname.slice(PREFIX.length));
    if (!route) refuse(res, 404, 'INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one');
    else if (!this.#isKnown(req)) unauthorized(res);
    else await this.#call(route, req, res, url);
    return true;
  }

  #isKnown(req: IncomingMessage): boolean {
    const [scheme, token = ''] = (req.headers.authorization ?? '').split(' ');
    return scheme === 'Zoho-oauthtoken' && this.#tokens.isLive(token, 'rest');
  }

  async #call({ operation, path }: Route, req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const hasBody = req.method !== 'GET' && req.method !== 'DELETE';
    const body = hasBody ? await readJson(req) : {};
    const args: JsonObject = {
      path_variables: path,
      query_params: Object.fromEntries(url.searchParams),
      body: isObject(body) ? body : {},
    };
    const fault = this.#faults.takeHttp(operation, 'rest');
    if (fault && breakReply(fault, operation, args, res, this.#crm, () => this.#refuseToken(fault.kind, res))) return;
    const ordered = fault ? null : this.#faults.takeCall(operation);
    const reply = await this.#crm.call(operation, args, ordered);
    if (reply.body === null) {
      res.writeHead(reply.status).end();
      return;
    }
    const text = JSON.stringify(reply.body);
    const shown = ordered?.kind === 'truncated_json' ? text.slice(0, Math.floor(text.length / 2)) : text;
    sendText(res, reply.status, shown, 'application/json');
  }

  #refuseToken(kind: string, res: ServerResponse): void {
    if (kind === 'expired_tokens') this.#tokens.expireAll();
    unauthorized(res);
  }
}

function refuse(res: ServerResponse, status: number, code: string, message: string): void {
  sendJson(res, status, new CrmRefusal(status, code, message).reply().body);
}

function unauthorized(res: ServerResponse): void {
  refuse(res, 401, 'INVALID_TOKEN', 'invalid oauth token');
}
