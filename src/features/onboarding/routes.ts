import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok, refuse } from '@/shared/refusal';
import { consentOrigin } from './consent-origin';
import { DraftAnswer, DraftToSave } from './draft';
import { readPartner } from './read';
import { readDraft } from './read-draft';
import { registerPartner } from './register-partner';
import { Registration } from './registration';
import { deleteDraft, saveDraft } from './save-draft';
import { PartnerAnswer, PartnerOnly } from './schema';

// A second application is answered by the use case (409), so whoever has applied may call this too; staff may not.
const register = createRoute({
  ...guarded([P.PARTNERS.REGISTER, P.PARTNERS.VIEW]),
  method: 'post',
  path: API.partners.onboarding,
  request: { body: jsonBody(Registration) },
  responses: { 201: jsonAnswer(PartnerAnswer, 'The application was handed in') },
});

const ownApplication = createRoute({
  ...guarded([P.PARTNERS.REGISTER, P.PARTNERS.VIEW]),
  method: 'get',
  path: API.partners.onboarding,
  responses: { 200: jsonAnswer(PartnerOnly, 'The application of the caller') },
});

const ownDraft = createRoute({
  ...guarded([P.PARTNERS.REGISTER]),
  method: 'get',
  path: API.partners.onboardingDraft,
  responses: { 200: jsonAnswer(DraftAnswer, 'What the caller typed so far; null when nothing was') },
});

const keepDraft = createRoute({
  ...guarded([P.PARTNERS.REGISTER]),
  method: 'put',
  path: API.partners.onboardingDraft,
  request: { body: jsonBody(DraftToSave) },
  responses: { 200: jsonAnswer(DraftAnswer, 'Kept; the answer has the next version') },
});

const dropDraft = createRoute({
  ...guarded([P.PARTNERS.REGISTER]),
  method: 'delete',
  path: API.partners.onboardingDraft,
  responses: { 204: { description: 'Nothing is kept any more' } },
});

export const onboardingRoutes = portalApi()
  .openapi(register, async (c) => {
    const registration = c.req.valid('json');
    const origin = consentOrigin(c);
    const partner = await c.var.asViewer((tx, viewer) => registerPartner(tx, viewer, registration, origin));
    return c.json({ success: true as const, partner, message: 'Your application was handed in.' }, 201);
  })
  .openapi(ownApplication, async (c) => {
    const partner = await c.var.asViewer(async (tx, viewer) => {
      const found = viewer.partner && (await readPartner(tx, viewer.partner.id));
      return found ? ok(found) : refuse('not_found', 'You have not applied yet.');
    });
    return c.json({ partner }, 200);
  })
  .openapi(ownDraft, async (c) =>
    c.json({ draft: await c.var.asViewer(async (tx, viewer) => ok(await readDraft(tx, viewer.userId))) }, 200),
  )
  .openapi(keepDraft, async (c) => {
    const toSave = c.req.valid('json');
    return c.json({ draft: await c.var.asViewer((tx, viewer) => saveDraft(tx, viewer.userId, toSave)) }, 200);
  })
  .openapi(dropDraft, async (c) => {
    await c.var.asViewer(async (tx, viewer) => ok(await deleteDraft(tx, viewer.userId)));
    return c.body(null, 204);
  });
