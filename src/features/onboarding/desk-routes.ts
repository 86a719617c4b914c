import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok, refuse } from '@/shared/refusal';
import { addNote } from './add-note';
import { approvePartner } from './approve-partner';
import { Approval, NewNote, Rejection, Suspension } from './decision';
import { ApplicationDetail, NoteAnswer, NotesAnswer } from './desk-schema';
import { liftSuspension } from './lift-suspension';
import { listApplications, readPartner } from './read';
import { readApplication, readNotes } from './read-application';
import { rejectPartner } from './reject-partner';
import { ApplicationsPage, ApplicationsQuery, PartnerOnly, PartnerParam } from './schema';
import { suspendPartner } from './suspend-partner';

const queue = createRoute({
  ...guarded([P.PARTNERS_ADMIN.VIEW_ALL]),
  method: 'get',
  path: API.admin.partners,
  request: { query: ApplicationsQuery },
  responses: { 200: jsonAnswer(ApplicationsPage, 'Applications and partners; whoever waits longest first') },
});

const application = createRoute({
  ...guarded([P.PARTNERS_ADMIN.VIEW_ALL]),
  method: 'get',
  path: API.admin.partner,
  request: { params: PartnerParam },
  responses: { 200: jsonAnswer(ApplicationDetail, 'One partner: facts, history, notes, duplicates, what is missing') },
});

const approve = createRoute({
  ...guarded([P.PARTNERS_ADMIN.APPROVE]),
  method: 'post',
  path: API.admin.partnerApprove,
  request: { params: PartnerParam, body: jsonBody(Approval) },
  responses: { 200: jsonAnswer(PartnerOnly, 'The partner, with its number') },
});

const reject = createRoute({
  ...guarded([P.PARTNERS_ADMIN.REJECT]),
  method: 'post',
  path: API.admin.partnerReject,
  request: { params: PartnerParam, body: jsonBody(Rejection) },
  responses: { 200: jsonAnswer(PartnerOnly, 'The application that was turned down') },
});

const suspend = createRoute({
  ...guarded([P.PARTNERS_ADMIN.APPROVE]),
  method: 'post',
  path: API.admin.partnerSuspend,
  request: { params: PartnerParam, body: jsonBody(Suspension) },
  responses: { 200: jsonAnswer(PartnerOnly, 'The partner, suspended') },
});

const lift = createRoute({
  ...guarded([P.PARTNERS_ADMIN.APPROVE]),
  method: 'post',
  path: API.admin.partnerLift,
  request: { params: PartnerParam },
  responses: { 200: jsonAnswer(PartnerOnly, 'The partner, active again under its old number') },
});

const notes = createRoute({
  ...guarded([P.PARTNERS_ADMIN.VIEW_ALL]),
  method: 'get',
  path: API.admin.partnerNotes,
  request: { params: PartnerParam },
  responses: { 200: jsonAnswer(NotesAnswer, 'What the desk noted, the newest first') },
});

const newNote = createRoute({
  ...guarded([P.PARTNERS_ADMIN.VIEW_ALL]),
  method: 'post',
  path: API.admin.partnerNotes,
  request: { params: PartnerParam, body: jsonBody(NewNote) },
  responses: { 201: jsonAnswer(NoteAnswer, 'The note') },
});

const NO_PARTNER = refuse('not_found', 'There is no such partner.');

export const deskRoutes = portalApi()
  .openapi(queue, async (c) => {
    const query = c.req.valid('query');
    return c.json(await c.var.asViewer(async (tx) => ok(await listApplications(tx, query))), 200);
  })
  .openapi(application, async (c) => {
    const { partnerId } = c.req.valid('param');
    const detail = await c.var.asViewer(async (tx) => {
      const found = await readApplication(tx, partnerId);
      return found ? ok(found) : NO_PARTNER;
    });
    return c.json(detail, 200);
  })
  .openapi(approve, async (c) => {
    const { partnerId } = c.req.valid('param');
    const given = c.req.valid('json');
    return c.json({ partner: await c.var.asViewer((tx) => approvePartner(tx, partnerId, given.notes ?? null)) }, 200);
  })
  .openapi(reject, async (c) => {
    const { partnerId } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    return c.json({ partner: await c.var.asViewer((tx) => rejectPartner(tx, partnerId, reason)) }, 200);
  })
  .openapi(suspend, async (c) => {
    const { partnerId } = c.req.valid('param');
    const { reason } = c.req.valid('json');
    return c.json({ partner: await c.var.asViewer((tx) => suspendPartner(tx, partnerId, reason)) }, 200);
  })
  .openapi(lift, async (c) => {
    const { partnerId } = c.req.valid('param');
    return c.json({ partner: await c.var.asViewer((tx) => liftSuspension(tx, partnerId)) }, 200);
  })
  .openapi(notes, async (c) => {
    const { partnerId } = c.req.valid('param');
    const found = await c.var.asViewer(async (tx) =>
      (await readPartner(tx, partnerId)) ? ok(await readNotes(tx, partnerId)) : NO_PARTNER,
    );
    return c.json({ notes: found }, 200);
  })
  .openapi(newNote, async (c) => {
    const { partnerId } = c.req.valid('param');
    const { note } = c.req.valid('json');
    return c.json({ note: await c.var.asViewer((tx) => addNote(tx, partnerId, note)) }, 201);
  });
