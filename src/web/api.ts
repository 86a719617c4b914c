import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { accountRoutes } from '@/features/accounts/routes';
import { kycRoutes } from '@/features/kyc/routes';
import { leadsRoutes } from '@/features/leads/routes';
import { onboardingRoutes } from '@/features/onboarding/routes';
import type { PortalEnv } from '@/platform/http/api-context';
import { answerError } from '@/platform/http/errors';
import { SECURITY_HEADERS } from '@/platform/http/page-security';
import { portalApi } from '@/platform/http/portal-api';
import { requireSameOrigin } from '@/platform/http/same-origin';
import { log } from '@/platform/log/log';
import { runInContext } from '@/platform/log/request-context';
import { API, API_BASE } from '@/shared/paths';
import { RefusedError } from '@/shared/refusal';
import { countRequest } from './metrics';
import { openApiDocument } from './openapi';
import { operationsRoutes } from './operations';

const MAX_JSON_BYTES = 256 * 1024;
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** The whole API: what surrounds every route, then the routes of each feature. */
export function makeApi() {
  const api = portalApi().basePath(API_BASE);

  api.onError((error, c) => answerError(error, c));
  api.notFound((c) =>
    answerError(new RefusedError({ code: 'not_found', message: 'There is nothing at this address.' }), c),
  );

  api.use(async (c, next) => {
    const requestId = requestIdOf(c);
    c.set('requestId', requestId);
    const startedMs = performance.now();
    await runInContext({ requestId }, async () => {
      await next();
      finish(c, requestId, performance.now() - startedMs);
    });
  });
  api.use(requireSameOrigin);
  // The upload route has a limit of its own.
  const limitJson = bodyLimit({
    maxSize: MAX_JSON_BYTES,
    onError: () => {
      throw bodyTooLarge();
    },
  });
  api.use(async (c, next) => (c.req.path === `${API_BASE}${API.partners.kycUpload}` ? next() : limitJson(c, next)));

  api.route('/', operationsRoutes);
  api.route('/', accountRoutes);
  api.route('/', onboardingRoutes);
  api.route('/', kycRoutes);
  api.route('/', leadsRoutes);
  api.get(API.openapi, (c) => c.json(openApiDocument(api)));
  return api;
}

/** A caller may bring its own id, so that a chain of calls can be followed; anything but a plain one is replaced. */
function requestIdOf(c: Context): string {
  const given = c.req.header('x-request-id');
  return given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

function finish(c: Context<PortalEnv>, requestId: string, durationMs: number): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) c.header(name, value);
  c.header('content-security-policy', API_POLICY);
  c.header('cache-control', 'no-store');
  c.header('x-request-id', requestId);
  countRequest(c.req.method, c.req.routePath, c.res.status, durationMs);
  log.debug(
    { method: c.req.method, path: c.req.path, status: c.res.status, durationMs: Math.round(durationMs) },
    'request',
  );
}

function bodyTooLarge(): RefusedError {
  return new RefusedError({ code: 'body_too_large', message: 'What was sent is too large.' });
}
