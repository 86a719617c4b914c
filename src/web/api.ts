import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { accountRoutes } from '@/features/accounts/routes';
import { crmRoutes } from '@/features/crm/routes';
import { kycRoutes } from '@/features/kyc/routes';
import { leadsRoutes } from '@/features/leads/routes';
import { mailsRoutes } from '@/features/mails/routes';
import { deskRoutes } from '@/features/onboarding/desk-routes';
import { profileRoutes } from '@/features/onboarding/profile-routes';
import { progressRoutes } from '@/features/onboarding/progress-routes';
import { onboardingRoutes } from '@/features/onboarding/routes';
import { answerError } from '@/platform/http/errors';
import { SECURITY_HEADERS } from '@/platform/http/page-security';
import { portalApi } from '@/platform/http/portal-api';
import { requireSameOrigin } from '@/platform/http/same-origin';
import { requestIdFrom, runInContext } from '@/platform/log/request-context';
import { API, API_BASE } from '@/shared/paths';
import { RefusedError } from '@/shared/refusal';
import { countRequest } from './metrics';
import { openApiDocument } from './openapi';
import { operationsRoutes } from './operations';

const MAX_JSON_BYTES = 256 * 1024;

/** What every answer of the API carries; a route may replace one of them, as a document does with the policy. */
const API_HEADERS = Object.entries({
  ...SECURITY_HEADERS,
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
});

/** The whole API: what surrounds every route, then the routes of each feature. */
export function makeApi() {
  const api = portalApi().basePath(API_BASE);

  api.onError((error, c) => answerError(error, c));
  api.notFound((c) =>
    answerError(new RefusedError({ code: 'not_found', message: 'There is nothing at this address.' }), c),
  );

  api.use(async (c, next) => {
    const requestId = requestIdFrom(c.req.header('x-request-id'));
    c.set('requestId', requestId);
    // Before the answer exists: a header that is added to a finished one costs a copy of it.
    for (const [name, value] of API_HEADERS) c.header(name, value);
    c.header('x-request-id', requestId);
    const startedMs = performance.now();
    await runInContext({ requestId }, next);
    countRequest(c.req.method, c.req.routePath, c.res.status, performance.now() - startedMs);
  });
  api.use(requireSameOrigin);
  // The routes that take files have limits of their own; and to ask for the body of a GET, which has none, is dear.
  const limitJson = bodyLimit({
    maxSize: MAX_JSON_BYTES,
    onError: () => {
      throw bodyTooLarge();
    },
  });
  api.use(async (c, next) => (isBodyless(c) || takesFiles(c) ? next() : limitJson(c, next)));

  api.route('/', operationsRoutes);
  api.route('/', accountRoutes);
  api.route('/', onboardingRoutes);
  api.route('/', deskRoutes);
  api.route('/', progressRoutes);
  api.route('/', mailsRoutes);
  api.route('/', profileRoutes);
  api.route('/', kycRoutes);
  api.route('/', leadsRoutes);
  api.route('/', crmRoutes);
  api.get(API.openapi, (c) => c.json(openApiDocument(api)));
  return api;
}

function isBodyless(c: Context): boolean {
  return c.req.method === 'GET' || c.req.method === 'HEAD';
}

function takesFiles(c: Context): boolean {
  const { kycUpload, kycUploads } = API.partners;
  if (c.req.path === `${API_BASE}${kycUpload}`) return true;
  if (c.req.path === `${API_BASE}${API.admin.leadImports}`) return true;
  return c.req.method === 'PUT' && c.req.path.startsWith(`${API_BASE}${kycUploads}/`);
}

function bodyTooLarge(): RefusedError {
  return new RefusedError({ code: 'body_too_large', message: 'What was sent is too large.' });
}
