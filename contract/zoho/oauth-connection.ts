import type { CrmCredentials } from '../../src/integrations/zoho/credentials';
import {
  beginAuthorization,
  finishAuthorization,
  type OAuthTokens,
  type PendingAuthorization,
  refreshTokens,
} from '../../src/integrations/zoho/oauth';
import { TIMEOUT_MS } from './connection';

/** Nobody listens there: only its address is looked at. */
export const REDIRECT_URL = 'http://127.0.0.1:9/api/integrations/zoho/callback';

export function begin(mcpUrl: string, state = 'a state'): Promise<PendingAuthorization> {
  return beginAuthorization({
    mcpUrl,
    redirectUrl: REDIRECT_URL,
    clientName: 'CircleTel partner portal',
    state,
    timeoutMs: TIMEOUT_MS,
  });
}

/** Does on the consent page what a person does in a browser. @returns where the person is sent back to */
export async function answerConsent(pending: PendingAuthorization, button: 'Allow' | 'Refuse'): Promise<URL> {
  const page = await (await fetch(pending.authorizationUrl)).text();
  const form = new URLSearchParams();
  for (const [, name = '', value = ''] of page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)) {
    form.set(name, value.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  }
  const decision = new RegExp(`name="decision" value="([^"]*)">${button}<`).exec(page)?.[1];
  const action = /<form method="post" action="([^"]*)">/.exec(page)?.[1];
  if (decision === undefined || action === undefined) throw new Error(`the page has no button ${button}`);
  form.set('decision', decision);
  const answer = await fetch(new URL(action, pending.authorizationUrl), {
    method: 'POST',
    body: form,
    redirect: 'manual',
  });
  return new URL(answer.headers.get('location') ?? '');
}

interface OAuthConnection {
  readonly credentials: CrmCredentials;
  readonly pending: PendingAuthorization;
  readonly first: OAuthTokens;
  /** How often the access token was refreshed. */
  readonly refreshes: () => number;
}

/** A person connects the portal; the tokens are kept in memory here. */
export async function connectByOAuth(mcpUrl: string): Promise<OAuthConnection> {
  const pending = await begin(mcpUrl);
  const code = (await answerConsent(pending, 'Allow')).searchParams.get('code') ?? '';
  const first = await finishAuthorization(pending, code, { timeoutMs: TIMEOUT_MS });
  let tokens = first;
  let count = 0;
  const credentials: CrmCredentials = {
    headers: () => Promise.resolve({ authorization: `Bearer ${tokens.accessToken}` }),
    async refused() {
      const { tokenEndpoint, clientId, resource } = pending;
      const refreshToken = tokens.refreshToken ?? '';
      tokens = await refreshTokens({ tokenEndpoint, clientId, resource, refreshToken }, { timeoutMs: TIMEOUT_MS });
      count += 1;
      return true;
    },
  };
  return { credentials, pending, first, refreshes: () => count };
}
