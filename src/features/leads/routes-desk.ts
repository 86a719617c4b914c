import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok, refuse } from '@/shared/refusal';
import { assignLead } from './assign-lead';
import { bulkAssign } from './bulk-assign';
import { listDeskLeads } from './read-desk';
import { readDeskLeadDetail } from './read-desk-lead';
import { listStatistics } from './read-statistics';
import { LeadParam } from './schema';
import {
  Assignment,
  BulkAnswer,
  BulkAssignment,
  DeskLeadAnswer,
  DeskLeadDetail,
  DeskLeadsPage,
  DeskLeadsQuery,
  StatisticsAnswer,
  StatisticsQuery,
} from './schema-desk';

/** So many partners are answered at most; whoever wants others names them. */
const STATISTICS_LIMIT = 50;

const allLeads = createRoute({
  ...guarded([P.PARTNERS_ADMIN.ASSIGN_LEADS, P.PARTNERS_ADMIN.VIEW_ALL]),
  method: 'get',
  path: API.admin.leads,
  request: { query: DeskLeadsQuery },
  responses: { 200: jsonAnswer(DeskLeadsPage, 'All leads') },
});

const oneLead = createRoute({
  ...guarded([P.PARTNERS_ADMIN.ASSIGN_LEADS, P.PARTNERS_ADMIN.VIEW_ALL]),
  method: 'get',
  path: API.admin.lead,
  request: { params: LeadParam },
  responses: { 200: jsonAnswer(DeskLeadDetail, 'One lead with its assignments and why they were made') },
});

const assign = createRoute({
  ...guarded([P.PARTNERS_ADMIN.ASSIGN_LEADS]),
  method: 'post',
  path: API.admin.leadAssign,
  request: { params: LeadParam, body: jsonBody(Assignment) },
  responses: { 200: jsonAnswer(DeskLeadAnswer, 'The lead with its partner') },
});

const assignMany = createRoute({
  ...guarded([P.PARTNERS_ADMIN.ASSIGN_LEADS]),
  method: 'post',
  path: API.admin.leadsAssign,
  request: { body: jsonBody(BulkAssignment) },
  responses: { 200: jsonAnswer(BulkAnswer, 'What became of each lead') },
});

const statistics = createRoute({
  ...guarded([P.PARTNERS_ADMIN.ASSIGN_LEADS, P.PARTNERS_ADMIN.VIEW_ANALYTICS]),
  method: 'get',
  path: API.admin.leadStatistics,
  request: { query: StatisticsQuery },
  responses: {
    200: jsonAnswer(StatisticsAnswer, 'How partners work their leads, those with the fewest open ones first'),
  },
});

export const deskLeadRoutes = portalApi()
  .openapi(allLeads, async (c) => {
    const query = c.req.valid('query');
    return c.json(await c.var.asViewer(async (tx) => ok(await listDeskLeads(tx, query))), 200);
  })
  .openapi(statistics, async (c) => {
    const { partner } = c.req.valid('query');
    const wanted = partner === undefined ? null : [partner].flat();
    const partners = await c.var.asViewer(async (tx) => ok(await listStatistics(tx, wanted, STATISTICS_LIMIT)));
    return c.json({ partners }, 200);
  })
  .openapi(assignMany, async (c) => {
    const assignment = c.req.valid('json');
    return c.json(await c.var.asViewer((tx) => bulkAssign(tx, assignment)), 200);
  })
  .openapi(oneLead, async (c) => {
    const { leadId } = c.req.valid('param');
    const detail = await c.var.asViewer(async (tx) => {
      const found = await readDeskLeadDetail(tx, leadId);
      return found ? ok(found) : refuse('not_found', 'There is no such lead.');
    });
    return c.json(detail, 200);
  })
  .openapi(assign, async (c) => {
    const { leadId } = c.req.valid('param');
    const assignment = c.req.valid('json');
    const lead = await c.var.asViewer((tx) => assignLead(tx, leadId, assignment));
    return c.json({ lead }, 200);
  });
