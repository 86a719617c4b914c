import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Database } from '../database';
import { originOf, readForm, sendJson } from '../http';
import type { Tokens } from './tokens';

/** What an operator of the REST interface is given once: a client and a refresh token that does not end. */
export interface RestAccess {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

/** Made once and kept. */
export function restAccess(db: Database, tokens: Tokens): RestAccess {
  const clientId = `1000.${db.secret('rest_client_id')}`;
  const refreshToken = `1000.${db.secret('rest_refresh_token')}`;
  tokens.grant(refreshToken, clientId, 'rest');
  return { clientId, clientSecret: db.secret('rest_client_secret'), refreshToken };
}

/** The accounts server's token endpoint for the REST interface. False when the path is not its own. */
export async function handleAccounts(
  tokens: Tokens,
  access: RestAccess,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<boolean> {
  if (req.method !== 'POST' || url.pathname !== '/oauth/v2/token') return false;
  const form = await readForm(req);
  const given = (name: string): string => form.get(name) ?? url.searchParams.get(name) ?? '';
  // Zoho's accounts server refuses with a status of success.
  const refuse = (error: string): void => sendJson(res, 200, { error });
  if (given('grant_type') !== 'refresh_token') refuse('unsupported_grant_type');
  else if (given('client_id') !== access.clientId) refuse('invalid_client');
  else if (given('client_secret') !== access.clientSecret) refuse('invalid_client_secret');
  else if (!tokens.hasGrant(given('refresh_token'), access.clientId)) refuse('invalid_code');
  else {
    const { token, lifeSeconds } = tokens.issue(access.refreshToken);
    const body = { access_token: token, api_domain: originOf(req), token_type: 'Bearer', expires_in: lifeSeconds };
    sendJson(res, 200, body);
  }
  return true;
}
