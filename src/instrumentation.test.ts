import { NextRequest } from 'next/server';
import { expect, it, vi } from 'vitest';
import { onRequestError } from './instrumentation';
import { log } from './platform/log/log';
import { currentRequestId, requestIdFrom, runInContext } from './platform/log/request-context';
import { proxy } from './proxy';

it('a page that failed is one line of the log, with the id of its request and the reference that was shown', async () => {
  const said = vi.spyOn(log, 'error').mockImplementation(() => undefined);
  const failure = Object.assign(new Error('no such column'), { digest: '12345' });
  const request = { path: '/partners/leads/secret', method: 'GET', headers: { 'x-request-id': 'a-known-request' } };
  await onRequestError(failure, request, {
    routerKind: 'App Router',
    routePath: '/partners/leads/[leadId]',
    routeType: 'render',
    renderSource: 'react-server-components',
    revalidateReason: undefined,
  });
  expect(said).toHaveBeenCalledExactlyOnceWith(
    { err: failure, requestId: 'a-known-request', digest: '12345', path: '/partners/leads/[leadId]', part: 'render' },
    'page failed',
  );
  said.mockRestore();
});

it('every page has a request id: its own, or a plain one that was brought', async () => {
  const ask = (headers: Record<string, string>) => proxy(new NextRequest('http://portal.test/login', { headers }));
  const made = (await ask({})).headers;
  expect(made.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  expect(made.get('x-middleware-request-x-request-id')).toBe(made.get('x-request-id'));
  expect((await ask({ 'x-request-id': 'brought-along' })).headers.get('x-request-id')).toBe('brought-along');
  expect((await ask({ 'x-request-id': 'two words' })).headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
});

it('what a page logs carries the id too, also from the copy of the module that Next bundles', async () => {
  vi.resetModules();
  const copy = await import('./platform/log/request-context');
  expect(copy.currentRequestId).not.toBe(currentRequestId);
  expect(runInContext({ requestId: 'one-request' }, () => copy.currentRequestId())).toBe('one-request');
  expect(requestIdFrom('x\r\nset-cookie: a')).not.toContain('cookie');
});
