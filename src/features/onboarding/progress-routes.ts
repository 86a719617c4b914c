import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok } from '@/shared/refusal';
import { applyAgain } from './apply-again';
import { OwnHistoryAnswer } from './progress-schema';
import { readOwnHistory } from './read-own-history';
import { PartnerOnly } from './schema';

const history = createRoute({
  ...guarded([P.PARTNERS.VIEW]),
  method: 'get',
  path: API.partners.onboardingHistory,
  responses: { 200: jsonAnswer(OwnHistoryAnswer, 'What happened to the caller’s application, the newest first') },
});

const again = createRoute({
  ...guarded([P.PARTNERS.VIEW]),
  method: 'post',
  path: API.partners.onboardingAgain,
  responses: { 200: jsonAnswer(PartnerOnly, 'The application, handed in again') },
});

/** Where the own application stands, beside the application itself. */
export const progressRoutes = portalApi()
  .openapi(history, async (c) =>
    c.json({ history: await c.var.asViewer(async (tx) => ok(await readOwnHistory(tx))) }, 200),
  )
  .openapi(again, async (c) => c.json({ partner: await c.var.asViewer((tx, viewer) => applyAgain(tx, viewer)) }, 200));
