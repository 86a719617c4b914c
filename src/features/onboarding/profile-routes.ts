import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok, refuse } from '@/shared/refusal';
import { changeBankDetails, partnerWhoseBankMayChange } from './change-bank-details';
import { confirmPassword } from './confirm-password';
import { consentOrigin } from './consent-origin';
import { giveConsents } from './give-consents';
import { BankDetailsChange, BankReveal, ProfileToSave } from './profile';
import { readConsents } from './read-consents';
import { revealBank } from './reveal-bank';
import { ConsentsAnswer, ConsentsToGive, PartnerOnly, PartnerParam, RevealedBank } from './schema';
import { updateProfile } from './update-profile';

const saveProfile = createRoute({
  ...guarded([P.PARTNERS.UPDATE_PROFILE]),
  method: 'put',
  path: API.partners.profile,
  request: { body: jsonBody(ProfileToSave) },
  responses: { 200: jsonAnswer(PartnerOnly, 'The corrected application; possible until the first document is in') },
});

const saveBankDetails = createRoute({
  ...guarded([P.PARTNERS.UPDATE_PROFILE]),
  method: 'put',
  path: API.partners.bankDetails,
  request: { body: jsonBody(BankDetailsChange) },
  responses: { 200: jsonAnswer(PartnerOnly, 'The partner, bank details masked; payouts may wait for 72 hours') },
});

const consents = createRoute({
  ...guarded([P.PARTNERS.VIEW]),
  method: 'get',
  path: API.partners.consents,
  responses: { 200: jsonAnswer(ConsentsAnswer, 'What the caller last said to each purpose') },
});

const addConsents = createRoute({
  ...guarded([P.PARTNERS.UPDATE_PROFILE]),
  method: 'post',
  path: API.partners.consents,
  request: { body: jsonBody(ConsentsToGive) },
  responses: { 200: jsonAnswer(ConsentsAnswer, 'What the caller last said to each purpose') },
});

const reveal = createRoute({
  ...guarded([P.PARTNERS_ADMIN.APPROVE_PAYOUTS]),
  method: 'post',
  path: API.admin.partnerRevealBank,
  request: { params: PartnerParam, body: jsonBody(BankReveal) },
  responses: { 200: jsonAnswer(RevealedBank, 'The bank details in clear; the audit log holds the reason') },
});

/** What a partner changes about itself after having applied, and what finance may see of it. */
export const profileRoutes = portalApi()
  .openapi(saveProfile, async (c) => {
    const profile = c.req.valid('json');
    return c.json({ partner: await c.var.asViewer((tx, viewer) => updateProfile(tx, viewer, profile)) }, 200);
  })
  .openapi(saveBankDetails, async (c) => {
    const { password, ...bank } = c.req.valid('json');
    // No transaction waits for the auth service, and nobody's password is asked for what is refused anyway.
    await c.var.asViewer(partnerWhoseBankMayChange);
    await confirmPassword(c, password);
    return c.json({ partner: await c.var.asViewer((tx, viewer) => changeBankDetails(tx, viewer, bank)) }, 200);
  })
  .openapi(consents, async (c) => {
    const given = await c.var.asViewer(async (tx, { partner }) =>
      partner ? ok(await readConsents(tx, partner.id)) : refuse('not_found', 'You have not applied yet.'),
    );
    return c.json({ consents: given }, 200);
  })
  .openapi(addConsents, async (c) => {
    const { consents: given } = c.req.valid('json');
    const origin = consentOrigin(c);
    return c.json({ consents: await c.var.asViewer((tx, viewer) => giveConsents(tx, viewer, given, origin)) }, 200);
  })
  .openapi(reveal, async (c) => {
    const { partnerId } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    return c.json(await c.var.asViewer((tx) => revealBank(tx, partnerId, reason)), 200);
  });
