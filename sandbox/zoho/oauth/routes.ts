import type { IncomingMessage, ServerResponse } from 'node:http';
import { originOf, readForm, readJson, sendJson, sendText } from '../http';
import { isObject, type JsonObject, stringsIn, textOf } from '../json';
import { consentPage, strangePage } from './consent-page';
import type { Tokens } from './tokens';

const SCOPES = [
  'ZohoMCP.tool.execute',
  'ZohoCRM.modules.ALL',
  'ZohoCRM.settings.fields.READ',
  'ZohoCRM.notifications.ALL',
];

type Reply = { readonly status: number; readonly body: JsonObject };

const refused = (error: string, status = 400): Reply => ({ status, body: { error } });

/** The authorisation server of the MCP server. False when the path is none of its own. */
export async function handleOAuth(
  tokens: Tokens,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<boolean> {
  const send = ({ status, body }: Reply): void => sendJson(res, status, body);
  const origin = originOf(req);
  // The document about a resource is asked for below its own path too.
  const path = url.pathname.replace(/^(\/\.well-known\/oauth-protected-resource)\/.*$/, '$1');
  switch (`${req.method} ${path}`) {
    case 'GET /.well-known/oauth-protected-resource':
      send({ status: 200, body: resourceMetadata(origin) });
      return true;
    case 'GET /.well-known/oauth-authorization-server':
      send({ status: 200, body: serverMetadata(origin) });
      return true;
    case 'POST /oauth/register':
      send(register(tokens, await readJson(req)));
      return true;
    case 'GET /oauth/authorize':
      authorize(tokens, url.searchParams, res, 'ask');
      return true;
    case 'POST /oauth/authorize': {
      const form = await readForm(req);
      authorize(tokens, form, res, form.get('decision') === 'allow' ? 'allow' : 'refuse');
      return true;
    }
    case 'POST /oauth/token':
      send(token(tokens, await readForm(req)));
      return true;
    case 'POST /oauth/revoke':
      tokens.revoke((await readForm(req)).get('token') ?? '');
      send({ status: 200, body: {} });
      return true;
    default:
      return false;
  }
}

function resourceMetadata(origin: string): JsonObject {
  // Not the whole address of the MCP server: its key is a secret.
  return {
    resource: `${origin}/mcp`,
    authorization_servers: [origin],
    scopes_supported: SCOPES,
    bearer_methods_supported: ['header'],
  };
}

function serverMetadata(origin: string): JsonObject {
  return {
    issuer: origin,
    authorization_endpoint: `${origin}/oauth/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    registration_endpoint: `${origin}/oauth/register`,
    revocation_endpoint: `${origin}/oauth/revoke`,
    scopes_supported: SCOPES,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
  };
}

function register(tokens: Tokens, body: unknown): Reply {
  const asked = isObject(body) ? body : {};
  const redirectUris = stringsIn(asked.redirect_uris);
  if (redirectUris.length === 0 || !redirectUris.every((uri) => /^https?:\/\//.test(uri))) {
    return refused('invalid_redirect_uri');
  }
  const { clientId, name } = tokens.register(textOf(asked.client_name) || 'A client without a name', redirectUris);
  return {
    status: 201,
    body: {
      client_id: clientId,
      client_id_issued_at: Math.floor(Date.now() / 1000),
      client_name: name,
      redirect_uris: redirectUris,
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    },
  };
}

type Decision = 'ask' | 'allow' | 'refuse';

/** Shows the page, or sends the person back with what was decided. */
function authorize(tokens: Tokens, params: URLSearchParams, res: ServerResponse, decision: Decision): void {
  const client = tokens.client(params.get('client_id') ?? '');
  const redirectUri = params.get('redirect_uri') ?? '';
  if (!client?.redirectUris.includes(redirectUri)) {
    sendText(res, 400, strangePage(), 'text/html');
    return;
  }
  const problem = problemOf(params, decision);
  if (problem === null && decision === 'ask') {
    sendText(res, 200, consentPage(client.name, params.get('scope') ?? SCOPES.join(' '), params), 'text/html');
    return;
  }
  const target = new URL(redirectUri);
  const challenge = params.get('code_challenge') ?? '';
  if (problem !== null) target.searchParams.set('error', problem);
  else target.searchParams.set('code', tokens.makeCode({ clientId: client.clientId, redirectUri, challenge }));
  const state = params.get('state');
  if (state !== null) target.searchParams.set('state', state);
  res.writeHead(302, { location: target.href, 'cache-control': 'no-store' }).end();
}

function problemOf(params: URLSearchParams, decision: Decision): string | null {
  if (params.get('response_type') !== 'code') return 'unsupported_response_type';
  if (!params.get('code_challenge') || params.get('code_challenge_method') !== 'S256') return 'invalid_request';
  return decision === 'refuse' ? 'access_denied' : null;
}

function token(tokens: Tokens, form: URLSearchParams): Reply {
  const given = (name: string): string => form.get(name) ?? '';
  const clientId = given('client_id');
  if (!tokens.client(clientId)) return refused('invalid_client', 401);
  switch (form.get('grant_type')) {
    case 'authorization_code': {
      const verifier = given('code_verifier');
      const refreshToken = tokens.redeemCode(given('code'), verifier, clientId, given('redirect_uri'));
      return refreshToken === null ? refused('invalid_grant') : granted(tokens, refreshToken, true);
    }
    case 'refresh_token': {
      const refreshToken = given('refresh_token');
      return tokens.hasGrant(refreshToken, clientId) ? granted(tokens, refreshToken, false) : refused('invalid_grant');
    }
    default:
      return refused('unsupported_grant_type');
  }
}

/** The refresh token comes once and is never another one. */
function granted(tokens: Tokens, refreshToken: string, isFirst: boolean): Reply {
  const { token: accessToken, lifeSeconds } = tokens.issue(refreshToken);
  const body: JsonObject = { access_token: accessToken, token_type: 'Bearer', expires_in: lifeSeconds };
  return { status: 200, body: isFirst ? { ...body, refresh_token: refreshToken } : body };
}
