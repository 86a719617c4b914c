import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok } from '@/shared/refusal';
import { readMapping } from './read-mapping';
import { readRuns } from './read-runs';
import { NewMapping, NewRun, RunParam } from './schema';
import { MappingAnswer, RunAnswer, RunsAnswer } from './schema-desk';
import { setMapping } from './set-mapping';
import { startRun } from './start-run';
import { stopRun } from './stop-run';

const mapping = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'get',
  path: API.admin.integrationsMapping,
  responses: { 200: jsonAnswer(MappingAnswer, 'The mapping, and the values that the CRM offers') },
});

const newMapping = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'post',
  path: API.admin.integrationsMapping,
  request: { body: jsonBody(NewMapping) },
  responses: { 200: jsonAnswer(MappingAnswer, 'The mapping as it is now') },
});

const runs = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'get',
  path: API.admin.integrationsRuns,
  responses: { 200: jsonAnswer(RunsAnswer, 'The latest runs') },
});

const newRun = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'post',
  path: API.admin.integrationsRuns,
  request: { body: jsonBody(NewRun) },
  responses: { 201: jsonAnswer(RunAnswer, 'The run, waiting to begin') },
});

const stop = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'post',
  path: API.admin.integrationsRunStop,
  request: { params: RunParam },
  responses: { 200: jsonAnswer(RunAnswer, 'The run, stopped') },
});

export const runRoutes = portalApi()
  .openapi(mapping, async (c) => c.json(await c.var.asViewer(async (tx) => ok(await readMapping(tx))), 200))
  .openapi(newMapping, async (c) => {
    const given = c.req.valid('json');
    return c.json(await c.var.asViewer((tx) => setMapping(tx, given)), 200);
  })
  .openapi(runs, async (c) => c.json(await c.var.asViewer(async (tx) => ok(await readRuns(tx))), 200))
  .openapi(newRun, async (c) => {
    const { kind } = c.req.valid('json');
    return c.json({ run: await c.var.asViewer((tx) => startRun(tx, kind)) }, 201);
  })
  .openapi(stop, async (c) => {
    const { runId } = c.req.valid('param');
    return c.json({ run: await c.var.asViewer((tx) => stopRun(tx, runId)) }, 200);
  });
