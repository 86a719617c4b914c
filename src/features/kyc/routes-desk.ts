import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { approveDocument, rejectDocument } from './review-document';
import { DocumentAnswer, DocumentApproval, DocumentParam, DocumentRejection } from './schema';

const approve = createRoute({
  ...guarded([P.KYC.REVIEW]),
  method: 'post',
  path: API.admin.kycDocumentApprove,
  request: { params: DocumentParam, body: jsonBody(DocumentApproval) },
  responses: { 200: jsonAnswer(DocumentAnswer, 'The document was accepted') },
});

const reject = createRoute({
  ...guarded([P.KYC.REVIEW]),
  method: 'post',
  path: API.admin.kycDocumentReject,
  request: { params: DocumentParam, body: jsonBody(DocumentRejection) },
  responses: { 200: jsonAnswer(DocumentAnswer, 'The document was not accepted') },
});

export const deskRoutes = portalApi()
  .openapi(approve, async (c) => {
    const { documentId } = c.req.valid('param');
    return c.json(
      { document: await c.var.asViewer((tx) => approveDocument(tx, documentId, c.req.valid('json'))) },
      200,
    );
  })
  .openapi(reject, async (c) => {
    const { documentId } = c.req.valid('param');
    return c.json({ document: await c.var.asViewer((tx) => rejectDocument(tx, documentId, c.req.valid('json'))) }, 200);
  });
