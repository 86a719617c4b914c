import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API, PAGES } from '@/shared/paths';
import { ok } from '@/shared/refusal';
import { beginConsent } from './begin-consent';
import { pauseConnection } from './pause-connection';
import { readOverview } from './read';
import { resumeConnection } from './resume-connection';
import { Budget, ConsentReturn, Reason } from './schema';
import { Overview } from './schema-desk';
import { setBudget } from './set-budget';
import { takeConsent } from './take-consent';

const overview = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'get',
  path: API.admin.integrations,
  responses: { 200: jsonAnswer(Overview, 'How the connection to Zoho CRM stands') },
});

const budget = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'patch',
  path: API.admin.integrations,
  request: { body: jsonBody(Budget) },
  responses: { 200: jsonAnswer(Overview, 'The connection with its new budget') },
});

const pause = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'post',
  path: API.admin.integrationsPause,
  request: { body: jsonBody(Reason) },
  responses: { 200: jsonAnswer(Overview, 'The connection, paused') },
});

const resume = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'post',
  path: API.admin.integrationsResume,
  request: { body: jsonBody(Reason) },
  responses: { 200: jsonAnswer(Overview, 'The connection, going on') },
});

const connect = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'post',
  path: API.admin.integrationsConnect,
  responses: { 200: jsonAnswer(Overview, 'A consent has begun; its address follows') },
});

const callback = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'get',
  path: API.admin.integrationsCallback,
  request: { query: ConsentReturn },
  responses: { 302: { description: 'Back to the page, which says whether the consent was taken' } },
});

export const connectionRoutes = portalApi()
  .openapi(overview, async (c) => c.json(await c.var.asViewer(async (tx) => ok(await readOverview(tx))), 200))
  .openapi(budget, async (c) => {
    const { credits_a_day: credits, seen_credits_a_day: seen } = c.req.valid('json');
    return c.json(await c.var.asViewer((tx) => setBudget(tx, seen, credits)), 200);
  })
  .openapi(pause, async (c) => {
    const { reason } = c.req.valid('json');
    return c.json(await c.var.asViewer((tx) => pauseConnection(tx, reason)), 200);
  })
  .openapi(resume, async (c) => {
    const { reason } = c.req.valid('json');
    return c.json(await c.var.asViewer((tx) => resumeConnection(tx, reason)), 200);
  })
  .openapi(connect, async (c) => c.json(await c.var.asViewer(beginConsent), 200))
  .openapi(callback, async (c) => {
    const back = c.req.valid('query');
    const result = await c.var.asViewer((tx, viewer) => takeConsent(tx, viewer, back));
    // The code stands in this request's address: nothing that follows may learn it from there.
    c.header('referrer-policy', 'no-referrer');
    return c.redirect(`${PAGES.admin.integrations}?consent=${result}`, 302);
  });
