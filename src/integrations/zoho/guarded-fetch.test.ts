import { describe, expect, it } from 'vitest';
import type { CrmCredentials } from './credentials';
import { CallState, sendAuthorized } from './guarded-fetch';

/** Credentials that number their headers, and a server that takes only the last one. */
function stage(
  body: string,
  accepted: string | null,
): { seen: string[]; refused: string[]; send: () => Promise<Response> } {
  const seen: string[] = [];
  const refused: string[] = [];
  const credentials: CrmCredentials = {
    headers: () => Promise.resolve({ authorization: `token ${refused.length + 1}` }),
    refused: (headers) => {
      refused.push(headers.authorization ?? '');
      return Promise.resolve(refused.length < 3);
    },
  };
  const fetchLike = (_url: string | URL, init?: RequestInit): Promise<Response> => {
    const shown = new Headers(init?.headers).get('authorization') ?? '';
    seen.push(shown);
    return Promise.resolve(new Response(body, { status: shown === accepted ? 200 : 401 }));
  };
  const send = (): Promise<Response> =>
    sendAuthorized({ credentials, fetch: fetchLike }, 'https://crm.example.test/', {}, new CallState('write'));
  return { seen, refused, send };
}

describe('a request that is answered 401', () => {
  it('is sent once more with new headers', async () => {
    const { seen, refused, send } = stage('{}', 'token 2');
    expect((await send()).status).toBe(200);
    expect(seen).toEqual(['token 1', 'token 2']);
    expect(refused).toEqual(['token 1']);
  });

  it('is not sent a third time', async () => {
    const { seen, send } = stage('{}', null);
    expect((await send()).status).toBe(401);
    expect(seen).toEqual(['token 1', 'token 2']);
  });

  it('is left at that when the token has too few rights: a new one has no more, and tokens are scarce', async () => {
    const { seen, refused, send } = stage('{"code":"OAUTH_SCOPE_MISMATCH"}', null);
    expect(await (await send()).text()).toContain('OAUTH_SCOPE_MISMATCH');
    expect(seen).toHaveLength(1);
    expect(refused).toEqual([]);
  });
});

it('a request whose time was over before it could be sent has an outcome that is known: nothing', async () => {
  const credentials: CrmCredentials = { headers: () => Promise.resolve({}) };
  const call = new CallState('write');
  const init = { signal: AbortSignal.abort(new DOMException('too late', 'TimeoutError')) };
  const sending = sendAuthorized({ credentials, fetch: globalThis.fetch }, 'https://crm.example.test/', init, call);
  await expect(sending).rejects.toMatchObject({ kind: 'unavailable', retryable: true, code: 'TIMEOUT' });
  expect(call.sent).toBe(false);
});
