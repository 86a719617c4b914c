import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { answerOffer } from './answer-offer';
import { LeadParam } from './schema';
import { OfferAnswer, OfferAnswered } from './schema-work';

const answer = createRoute({
  ...guarded([P.PARTNERS.MANAGE_LEADS]),
  method: 'post',
  path: API.partners.leadOffer,
  request: { params: LeadParam, body: jsonBody(OfferAnswer) },
  responses: { 200: jsonAnswer(OfferAnswered, 'The answer was taken; a declined lead is no longer the partner’s') },
});

export const offerRoutes = portalApi().openapi(answer, async (c) => {
  const { leadId } = c.req.valid('param');
  const said = c.req.valid('json');
  return c.json(await c.var.asViewer((tx, viewer) => answerOffer(tx, viewer, leadId, said)), 200);
});
