import {
  discoverOAuthServerInfo,
  exchangeAuthorization,
  extractWWWAuthenticateParams,
  type OAuthServerInfo,
  refreshAuthorization,
  registerClient,
  startAuthorization,
} from '@modelcontextprotocol/sdk/client/auth.js';
import type { AuthorizationServerMetadata, OAuthTokens as TokenReply } from '@modelcontextprotocol/sdk/shared/auth.js';
import { checkResourceAllowed, resourceUrlFromServerUrl } from '@modelcontextprotocol/sdk/shared/auth-utils.js';
import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import { LATEST_PROTOCOL_VERSION } from '@modelcontextprotocol/sdk/types.js';
import { crmError, httpError } from './error-codes';
import { CrmError } from './errors';
import { expiryOf, limited, tokenFetch } from './token-fetch';

/** What is asked for when the server does not say what it has. */
const DEFAULT_SCOPE = 'ZohoMCP.tool.execute';

export interface OAuthOptions {
  /** For each request; an authorisation takes several. */
  readonly timeoutMs: number;
  readonly fetch?: FetchLike | undefined;
}

export interface AuthorizationRequest extends OAuthOptions {
  /** The MCP server that a person shall let the portal into. */
  readonly mcpUrl: string;
  /** Where the person comes back to, with `code` and `state`. */
  readonly redirectUrl: string;
  /** How the portal is called on the page that asks the person. */
  readonly clientName: string;
  /** Comes back unchanged; proves that the answer belongs to this request. */
  readonly state: string;
}

/** An authorisation that waits for its person. Plain JSON, to be kept until then; `codeVerifier` and `resource` are secret. */
export interface PendingAuthorization {
  /** Send the person's browser there. */
  readonly authorizationUrl: string;
  readonly codeVerifier: string;
  readonly clientId: string;
  readonly tokenEndpoint: string;
  readonly resource: string | null;
  readonly redirectUrl: string;
}

export interface OAuthTokens {
  readonly accessToken: string;
  /** Null when the server gave none: then a person must connect again when the access token ends. */
  readonly refreshToken: string | null;
  /** Null when the server does not say. */
  readonly expiresAt: Date | null;
}

export interface RefreshRequest {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly resource: string | null;
  readonly refreshToken: string;
}

/**
 * Finds the authorisation server of an MCP server, registers the portal there as a public client, and makes the address at
 * which a person allows it. Nothing is kept here and no browser is opened.
 * @throws CrmError `misconfigured` when the server wants no authorisation or cannot do what is needed, `unavailable` when
 * later is better
 */
export async function beginAuthorization(request: AuthorizationRequest): Promise<PendingAuthorization> {
  const { mcpUrl, redirectUrl, clientName, state, timeoutMs } = request;
  if (!URL.canParse(mcpUrl)) throw crmError('misconfigured', 'INVALID_ADDRESS');
  const plain = request.fetch ?? globalThis.fetch;
  const fetchFn = tokenFetch(plain, timeoutMs);
  try {
    const { resourceMetadataUrl, scope: wanted } = extractWWWAuthenticateParams(await probe(mcpUrl, plain, timeoutMs));
    const found = await discoverOAuthServerInfo(mcpUrl, {
      fetchFn,
      ...(resourceMetadataUrl ? { resourceMetadataUrl } : {}),
    });
    const { authorizationServerUrl, resourceMetadata } = found;
    const metadata = checkedMetadata(found, mcpUrl);
    const resource = resourceOf(found, mcpUrl);
    const scope = wanted ?? resourceMetadata?.scopes_supported?.join(' ') ?? DEFAULT_SCOPE;
    const clientMetadata = {
      client_name: clientName,
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      token_endpoint_auth_method: 'none',
    };
    const client = await registerClient(authorizationServerUrl, { metadata, clientMetadata, scope, fetchFn });
    if ((client.token_endpoint_auth_method ?? 'none') !== 'none') throw crmError('misconfigured', 'NO_PUBLIC_CLIENTS');
    const clientInformation = { client_id: client.client_id };
    const started = await startAuthorization(authorizationServerUrl, {
      metadata,
      clientInformation,
      redirectUrl,
      scope,
      state,
      ...(resource === null ? {} : { resource }),
    });
    return {
      authorizationUrl: started.authorizationUrl.href,
      codeVerifier: started.codeVerifier,
      clientId: client.client_id,
      tokenEndpoint: metadata.token_endpoint,
      resource,
      redirectUrl,
    };
  } catch (error) {
    if (error instanceof CrmError) throw error;
    // The SDK's own sentences hold addresses. What it finds lacking is lacking for good; a reply that broke off is not.
    const brokeOff = error instanceof TypeError || error instanceof DOMException;
    throw brokeOff ? crmError('unavailable', 'REPLY_BROKE_OFF') : crmError('misconfigured', 'OAUTH_NOT_SUPPORTED');
  }
}

/**
 * The tokens for the code that the person came back with. A code is good for one attempt: whatever goes wrong here, the
 * person has to be sent again.
 * @throws CrmError
 */
export async function finishAuthorization(
  pending: PendingAuthorization,
  code: string,
  options: OAuthOptions,
): Promise<OAuthTokens> {
  const { tokenEndpoint, clientId, codeVerifier, redirectUrl, resource } = pending;
  return await readTokens(
    exchangeAuthorization(new URL(tokenEndpoint), {
      ...tokenRequest(tokenEndpoint, clientId, resource, options),
      authorizationCode: code,
      codeVerifier,
      redirectUri: redirectUrl,
    }),
  );
}

/**
 * A new access token. The refresh token in the answer is the one to keep: the old one, or another if the server rotates.
 * @throws CrmError `auth` when a person must connect again, `unavailable` or `rate_limited` when later is better
 */
export async function refreshTokens(request: RefreshRequest, options: OAuthOptions): Promise<OAuthTokens> {
  const { tokenEndpoint, clientId, resource, refreshToken } = request;
  return await readTokens(
    refreshAuthorization(new URL(tokenEndpoint), {
      ...tokenRequest(tokenEndpoint, clientId, resource, options),
      refreshToken,
    }),
  );
}

/** A server that wants authorisation answers 401 to whoever has none, and says where to get it. */
async function probe(mcpUrl: string, fetchLike: FetchLike, timeoutMs: number): Promise<Response> {
  const params = {
    protocolVersion: LATEST_PROTOCOL_VERSION,
    capabilities: {},
    clientInfo: { name: 'circletel-partner-portal', version: '1' },
  };
  const response = await limited(fetchLike, timeoutMs)(mcpUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params }),
  });
  const { status } = response;
  const text = status === 401 || response.ok ? '' : await response.text();
  await response.body?.cancel().catch(() => undefined);
  if (status === 401) return response;
  if (response.ok) throw crmError('misconfigured', 'NO_AUTHORISATION_WANTED');
  throw status === 404 ? crmError('misconfigured', 'NO_SUCH_SERVER') : httpError(status, text.slice(0, 2000), 'read');
}

/** What the server says about itself, if the portal can work with it. */
function checkedMetadata(found: OAuthServerInfo, mcpUrl: string): AuthorizationServerMetadata {
  const metadata = found.authorizationServerMetadata;
  if (!metadata?.registration_endpoint) throw crmError('misconfigured', 'OAUTH_NOT_SUPPORTED');
  const {
    authorization_endpoint: authorization,
    token_endpoint: token,
    registration_endpoint: registration,
  } = metadata;
  // Nothing secret leaves TLS, unless the MCP server itself is a local one without.
  const allowed = new URL(mcpUrl).protocol === 'http:' ? ['http:', 'https:'] : ['https:'];
  const isSafe = [authorization, token, registration].every((address) => allowed.includes(new URL(address).protocol));
  if (!isSafe) throw crmError('misconfigured', 'INSECURE_ENDPOINT');
  return metadata;
}

/** What the token shall be good for, in the server's own words. */
function resourceOf({ resourceMetadata }: OAuthServerInfo, mcpUrl: string): string | null {
  if (!resourceMetadata) return null;
  const { resource } = resourceMetadata;
  const requestedResource = resourceUrlFromServerUrl(mcpUrl);
  if (checkResourceAllowed({ requestedResource, configuredResource: resource })) return resource;
  throw crmError('misconfigured', 'WRONG_RESOURCE');
}

/** The SDK takes the token endpoint from metadata, of which it reads no more than that here. */
function tokenRequest(tokenEndpoint: string, clientId: string, resource: string | null, options: OAuthOptions) {
  const metadata: AuthorizationServerMetadata = {
    issuer: new URL(tokenEndpoint).origin,
    authorization_endpoint: tokenEndpoint,
    token_endpoint: tokenEndpoint,
    response_types_supported: ['code'],
  };
  const fetchFn = tokenFetch(options.fetch ?? globalThis.fetch, options.timeoutMs);
  const clientInformation = { client_id: clientId };
  return { metadata, clientInformation, fetchFn, ...(resource === null ? {} : { resource }) };
}

async function readTokens(request: Promise<TokenReply>): Promise<OAuthTokens> {
  try {
    const reply = await request;
    return {
      accessToken: reply.access_token,
      refreshToken: reply.refresh_token ?? null,
      expiresAt: expiryOf(reply.expires_in),
    };
  } catch (error) {
    throw error instanceof CrmError ? error : crmError('unavailable', 'UNREADABLE_REPLY');
  }
}
