import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok, unwrapOutcome } from '@/shared/refusal';
import { answerExtension } from './answer-extension';
import { countRegistration } from './limits';
import { registerLead } from './register-lead';
import { requestExtension } from './request-extension';
import { LeadParam } from './schema';
import {
  ExtensionAnswer,
  ExtensionAnswered,
  ExtensionRequest,
  LeadRegistration,
  ReceiptAnswer,
  RegistrationAnswer,
} from './schema-registration';

const register = createRoute({
  ...guarded([P.PARTNERS.MANAGE_LEADS]),
  method: 'post',
  path: API.partners.leads,
  request: { body: jsonBody(LeadRegistration) },
  responses: { 201: jsonAnswer(ReceiptAnswer, 'The receipt; the same one when the same id comes again') },
});

const askExtension = createRoute({
  ...guarded([P.PARTNERS.MANAGE_LEADS]),
  method: 'post',
  path: API.partners.leadExtension,
  request: { params: LeadParam, body: jsonBody(ExtensionRequest) },
  responses: { 200: jsonAnswer(RegistrationAnswer, 'The registration with the request') },
});

const answerAsked = createRoute({
  ...guarded([P.PARTNERS_ADMIN.ASSIGN_LEADS]),
  method: 'post',
  path: API.admin.leadExtension,
  request: { params: LeadParam, body: jsonBody(ExtensionAnswer) },
  responses: { 200: jsonAnswer(ExtensionAnswered, 'When the claim ends now') },
});

export const registrationRoutes = portalApi()
  .openapi(register, async (c) => {
    await countRegistration(c);
    const registration = c.req.valid('json');
    // A refusal was counted in the database, so it becomes the answer only after its transaction is kept.
    const outcome = await c.var.asViewer(async (tx, viewer) => ok(await registerLead(tx, viewer, registration)));
    return c.json({ receipt: unwrapOutcome(outcome) }, 201);
  })
  .openapi(askExtension, async (c) => {
    const { leadId } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    const registration = await c.var.asViewer((tx, viewer) => requestExtension(tx, viewer, leadId, reason));
    return c.json({ registration }, 200);
  })
  .openapi(answerAsked, async (c) => {
    const { leadId } = c.req.valid('param');
    const answer = c.req.valid('json');
    const extension = await c.var.asViewer((tx, viewer) => answerExtension(tx, viewer, leadId, answer));
    return c.json({ extension }, 200);
  });
