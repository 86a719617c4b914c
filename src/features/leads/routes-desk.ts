import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok } from '@/shared/refusal';
import { assignLead } from './assign-lead';
import { listDeskLeads } from './read-desk';
import { LeadParam } from './schema';
import { Assignment, DeskLeadAnswer, DeskLeadsPage, DeskLeadsQuery } from './schema-desk';

const allLeads = createRoute({
  ...guarded([P.PARTNERS_ADMIN.ASSIGN_LEADS, P.PARTNERS_ADMIN.VIEW_ALL]),
  method: 'get',
  path: API.admin.leads,
  request: { query: DeskLeadsQuery },
  responses: { 200: jsonAnswer(DeskLeadsPage, 'All leads') },
});

const assign = createRoute({
  ...guarded([P.PARTNERS_ADMIN.ASSIGN_LEADS]),
  method: 'post',
  path: API.admin.leadAssign,
  request: { params: LeadParam, body: jsonBody(Assignment) },
  responses: { 200: jsonAnswer(DeskLeadAnswer, 'The lead with its partner') },
});

export const deskLeadRoutes = portalApi()
  .openapi(allLeads, async (c) => {
    const query = c.req.valid('query');
    return c.json(await c.var.asViewer(async (tx) => ok(await listDeskLeads(tx, query))), 200);
  })
  .openapi(assign, async (c) => {
    const { leadId } = c.req.valid('param');
    const assignment = c.req.valid('json');
    const lead = await c.var.asViewer((tx) => assignLead(tx, leadId, assignment));
    return c.json({ lead }, 200);
  });
