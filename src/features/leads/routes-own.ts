import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok, refuse } from '@/shared/refusal';
import { addActivity } from './add-activity';
import { changeLeadStatus } from './change-lead-status';
import { finishNextAction } from './finish-next-action';
import { listLeads } from './read';
import { readLeadDetail } from './read-work';
import { LeadAnswer, LeadParam, LeadsPage, LeadsQuery, StatusChange } from './schema';
import { ActivityAnswer, ActivityParam, LeadDetail, NewActivity } from './schema-work';

const ownLeads = createRoute({
  ...guarded([P.PARTNERS.MANAGE_LEADS]),
  method: 'get',
  path: API.partners.leads,
  request: { query: LeadsQuery },
  responses: {
    200: jsonAnswer(
      LeadsPage,
      'The leads of the caller’s partner that fit, the newest first unless a view or the address says otherwise',
    ),
  },
});

const oneLead = createRoute({
  ...guarded([P.PARTNERS.MANAGE_LEADS]),
  method: 'get',
  path: API.partners.lead,
  request: { params: LeadParam },
  responses: { 200: jsonAnswer(LeadDetail, 'One lead with its activities and its history') },
});

const changeStatus = createRoute({
  ...guarded([P.PARTNERS.MANAGE_LEADS]),
  method: 'patch',
  path: API.partners.lead,
  request: { params: LeadParam, body: jsonBody(StatusChange) },
  responses: { 200: jsonAnswer(LeadAnswer, 'The lead with its new status') },
});

const newActivity = createRoute({
  ...guarded([P.PARTNERS.MANAGE_LEADS]),
  method: 'post',
  path: API.partners.leadActivities,
  request: { params: LeadParam, body: jsonBody(NewActivity) },
  responses: { 201: jsonAnswer(ActivityAnswer, 'The activity that was noted') },
});

const activityDone = createRoute({
  ...guarded([P.PARTNERS.MANAGE_LEADS]),
  method: 'post',
  path: API.partners.leadActivityDone,
  request: { params: ActivityParam },
  responses: { 200: jsonAnswer(ActivityAnswer, 'The activity whose next action is done') },
});

export const ownLeadRoutes = portalApi()
  .openapi(ownLeads, async (c) => {
    const query = c.req.valid('query');
    const page = await c.var.asViewer(async (tx, viewer) =>
      viewer.partner
        ? ok(await listLeads(tx, viewer.partner.id, query, true))
        : refuse('forbidden', 'Leads belong to a partner.'),
    );
    return c.json(page, 200);
  })
  .openapi(oneLead, async (c) => {
    const { leadId } = c.req.valid('param');
    const detail = await c.var.asViewer(async (tx) => {
      const found = await readLeadDetail(tx, leadId);
      return found ? ok(found) : refuse('not_found', 'There is no such lead among yours.');
    });
    return c.json(detail, 200);
  })
  .openapi(changeStatus, async (c) => {
    const { leadId } = c.req.valid('param');
    const change = c.req.valid('json');
    const lead = await c.var.asViewer((tx, viewer) => changeLeadStatus(tx, viewer, leadId, change));
    return c.json({ lead }, 200);
  })
  .openapi(newActivity, async (c) => {
    const { leadId } = c.req.valid('param');
    const input = c.req.valid('json');
    const activity = await c.var.asViewer((tx, viewer) => addActivity(tx, viewer, leadId, input));
    return c.json({ activity }, 201);
  })
  .openapi(activityDone, async (c) => {
    const ids = c.req.valid('param');
    const activity = await c.var.asViewer((tx, viewer) => finishNextAction(tx, viewer, ids));
    return c.json({ activity }, 200);
  });
