import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok } from '@/shared/refusal';
import { listSavedViews } from './read-views';
import { deleteView, saveView } from './save-view';
import { NewSavedView, SavedViewAnswer, SavedViewParam, SavedViews, SavedViewsQuery } from './schema-views';

/** Who looks at a list of leads at all; whose views they are says the database. */
const access = guarded([P.PARTNERS.MANAGE_LEADS, P.PARTNERS_ADMIN.ASSIGN_LEADS, P.PARTNERS_ADMIN.VIEW_ALL]);

const all = createRoute({
  ...access,
  method: 'get',
  path: API.savedViews,
  request: { query: SavedViewsQuery },
  responses: { 200: jsonAnswer(SavedViews, 'The caller’s saved views of a list, by name') },
});

const save = createRoute({
  ...access,
  method: 'post',
  path: API.savedViews,
  request: { body: jsonBody(NewSavedView) },
  responses: { 201: jsonAnswer(SavedViewAnswer, 'The view that was saved') },
});

const remove = createRoute({
  ...access,
  method: 'delete',
  path: API.savedView,
  request: { params: SavedViewParam },
  responses: { 204: { description: 'The view is gone' } },
});

export const savedViewRoutes = portalApi()
  .openapi(all, async (c) => {
    const { list } = c.req.valid('query');
    return c.json({ views: await c.var.asViewer(async (tx) => ok(await listSavedViews(tx, list))) }, 200);
  })
  .openapi(save, async (c) => {
    const input = c.req.valid('json');
    return c.json({ view: await c.var.asViewer((tx) => saveView(tx, input)) }, 201);
  })
  .openapi(remove, async (c) => {
    const { viewId } = c.req.valid('param');
    await c.var.asViewer((tx) => deleteView(tx, viewId));
    return c.body(null, 204);
  });
