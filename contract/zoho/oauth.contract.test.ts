import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectCrm } from '../../src/integrations/zoho/connect';
import type { CrmErrorKind } from '../../src/integrations/zoho/errors';
import { finishAuthorization, refreshTokens } from '../../src/integrations/zoho/oauth';
import type { CrmPort } from '../../src/integrations/zoho/port';
import { silentLog, TIMEOUT_MS } from './connection';
import { answerConsent, begin, connectByOAuth, REDIRECT_URL } from './oauth-connection';
import { OPTIONS } from './port-stage';
import { type StandInInFolder, startStandIn } from './stand-in';

const options = { timeoutMs: TIMEOUT_MS };

describe('OAuth of the MCP server', () => {
  let zoho: StandInInFolder;

  beforeEach(async () => {
    zoho = await startStandIn({ auth: 'oauth' });
  });
  afterEach(() => zoho.close());

  const write = (crm: CrmPort, name: string): Promise<unknown> =>
    crm.upsertRecords('Leads', [{ External_Lead_ID: name, Last_Name: name }], OPTIONS);

  it('leads a person to a page that names the portal, and back with a code and the state', async () => {
    const pending = await begin(zoho.mcpUrl, 'state & more');
    const page = await (await fetch(pending.authorizationUrl)).text();
    expect(page).toContain('CircleTel partner portal');
    const asked = new URL(pending.authorizationUrl).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('scope')).toContain('ZohoMCP.tool.execute');
    expect(asked.has('code_verifier')).toBe(false);
    const back = await answerConsent(pending, 'Allow');
    expect(back.href).toContain(REDIRECT_URL);
    expect(back.searchParams.get('state')).toBe('state & more');
    expect(JSON.parse(JSON.stringify(pending))).toEqual(pending);
  });

  it('gives tokens for the code once, and only to who began', async () => {
    const pending = await begin(zoho.mcpUrl);
    const code = (await answerConsent(pending, 'Allow')).searchParams.get('code') ?? '';
    const thief = finishAuthorization({ ...pending, codeVerifier: 'x'.repeat(43) }, code, options);
    await expect(thief).rejects.toMatchObject({ kind: 'auth', code: 'INVALID_GRANT' });
    const again = (await answerConsent(pending, 'Allow')).searchParams.get('code') ?? '';
    const tokens = await finishAuthorization(pending, again, options);
    expect(tokens.refreshToken).not.toBeNull();
    expect((tokens.expiresAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(3_500_000);
    await expect(finishAuthorization(pending, again, options)).rejects.toMatchObject({ kind: 'auth' });
  });

  it('takes a refusal of the person for what it is', async () => {
    const back = await answerConsent(await begin(zoho.mcpUrl), 'Refuse');
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.has('code')).toBe(false);
  });

  it('goes on with a new token when the old one has ended, without the caller noticing', async () => {
    const { credentials, refreshes, first } = await connectByOAuth(zoho.mcpUrl);
    const crm = await connectCrm({ kind: 'mcp', mcpUrl: zoho.mcpUrl, credentials, ...options, log: silentLog });
    await zoho.order({ kind: 'expired_tokens' });
    expect(await write(crm, 'in the middle')).toMatchObject([{ ok: true, action: 'insert' }]);
    expect(refreshes()).toBe(1);
    const { authorization } = await credentials.headers();
    expect(authorization).not.toContain(first.accessToken);
    await crm.close();
  });

  it('makes a refused call once more and no oftener', async () => {
    const { credentials, refreshes } = await connectByOAuth(zoho.mcpUrl);
    const crm = await connectCrm({ kind: 'mcp', mcpUrl: zoho.mcpUrl, credentials, ...options, log: silentLog });
    await zoho.order({ kind: '401', times: 2 });
    await expect(write(crm, 'refused')).rejects.toMatchObject({ kind: 'auth', retryable: false, code: 'HTTP_401' });
    expect(refreshes()).toBe(1);
    expect(await zoho.see('/records/Leads')).toEqual({ data: [] });
    expect(await write(crm, 'accepted')).toMatchObject([{ ok: true }]);
    await crm.close();
  });

  it('keeps its tokens through a restart of the server, and asks a person when the grant is gone', async () => {
    const { credentials, pending, first } = await connectByOAuth(zoho.mcpUrl);
    const connection = { kind: 'mcp' as const, mcpUrl: zoho.mcpUrl, credentials, ...options, log: silentLog };
    await zoho.restart();
    // A connection that was kept open from before may die on the first attempt.
    const crm = await connectCrm(connection).catch(() => connectCrm(connection));
    expect(await write(crm, 'after the restart')).toMatchObject([{ ok: true }]);
    const body = new URLSearchParams({ token: first.refreshToken ?? '' });
    await fetch(new URL('/oauth/revoke', zoho.url), { method: 'POST', body });
    await expect(write(crm, 'too late')).rejects.toMatchObject({ kind: 'auth', code: 'INVALID_GRANT' });
    await crm.close();
    const { tokenEndpoint, clientId, resource } = pending;
    const request = { tokenEndpoint, clientId, resource, refreshToken: first.refreshToken ?? '' };
    await expect(refreshTokens(request, options)).rejects.toMatchObject({ kind: 'auth', code: 'INVALID_GRANT' });
  });

  it('keeps the refresh token when the server names no other', async () => {
    const { pending, first } = await connectByOAuth(zoho.mcpUrl);
    const { tokenEndpoint, clientId, resource } = pending;
    const refreshToken = first.refreshToken ?? '';
    const renewed = await refreshTokens({ tokenEndpoint, clientId, resource, refreshToken }, options);
    expect(renewed.refreshToken).toBe(refreshToken);
    expect(renewed.accessToken).not.toBe(first.accessToken);
  });

  it('ends the oldest of more than ten access tokens', async () => {
    const { credentials, pending, first } = await connectByOAuth(zoho.mcpUrl);
    const crm = await connectCrm({ kind: 'mcp', mcpUrl: zoho.mcpUrl, credentials, ...options, log: silentLog });
    const { tokenEndpoint, clientId, resource } = pending;
    const request = { tokenEndpoint, clientId, resource, refreshToken: first.refreshToken ?? '' };
    for (let count = 0; count < 10; count++) await refreshTokens(request, options);
    const connection = { kind: 'mcp' as const, mcpUrl: zoho.mcpUrl, ...options, log: silentLog };
    const old = { headers: () => Promise.resolve({ authorization: `Bearer ${first.accessToken}` }) };
    await expect(connectCrm({ ...connection, credentials: old })).rejects.toMatchObject({ kind: 'auth' });
    await crm.close();
  });

  it('needs a token: the key in the address alone is refused', async () => {
    const attempt = connectCrm({ kind: 'mcp', mcpUrl: zoho.mcpUrl, ...options, log: silentLog });
    await expect(attempt).rejects.toMatchObject({ kind: 'auth', code: 'HTTP_401' });
  });
});

describe('an authorisation that cannot begin', () => {
  it.each<[string, Parameters<typeof startStandIn>[0], CrmErrorKind, string]>([
    ['a server that wants none', { auth: 'key' }, 'misconfigured', 'NO_AUTHORISATION_WANTED'],
    ['a server whose tokens come from elsewhere', { auth: 'bearer' }, 'misconfigured', 'OAUTH_NOT_SUPPORTED'],
  ])('at %s says so', async (_name, mode, kind, code) => {
    const zoho = await startStandIn(mode);
    await expect(begin(zoho.mcpUrl)).rejects.toMatchObject({ kind, code });
    await zoho.close();
  });

  it('tells a wrong key, a wrong address and nobody there apart, and names no address', async () => {
    const zoho = await startStandIn({ auth: 'oauth' });
    const failures = await Promise.all(
      [`${zoho.url}/mcp/f00df00d/message`, `${zoho.url}/f00df00d`, 'http://127.0.0.1:1/f00df00d', 'f00df00d'].map(
        (address) => begin(address).catch((error: unknown) => error),
      ),
    );
    expect(failures).toMatchObject([
      { kind: 'auth', code: 'INVALID_KEY' },
      { kind: 'misconfigured', code: 'NO_SUCH_SERVER' },
      { kind: 'unavailable' },
      { kind: 'misconfigured', code: 'INVALID_ADDRESS' },
    ]);
    expect(inspect(failures, { depth: 10, showHidden: true })).not.toMatch(/f00df00d|127\.0\.0\.1/);
    await zoho.close();
  });
});
