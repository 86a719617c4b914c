import { createRoute, z } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { FILE_HEADERS } from '@/platform/http/page-security';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { linkDocument, readDocumentFile } from './open-document';
import { DocumentLink, DocumentParam, FileParam } from './schema';

const link = createRoute({
  ...guarded([P.KYC.VIEW]),
  method: 'post',
  path: API.admin.kycDocumentLink,
  request: { params: DocumentParam },
  responses: { 200: jsonAnswer(DocumentLink, 'A link for this session that expires within five minutes') },
});

const ownLink = createRoute({
  ...guarded([P.PARTNERS.VIEW_OWN_DATA]),
  method: 'post',
  path: API.partners.kycDocumentLink,
  request: { params: DocumentParam },
  responses: { 200: jsonAnswer(DocumentLink, 'A link for this session that expires within five minutes') },
});

// Whoever opens it must still hold the right: the link alone opens nothing.
const file = createRoute({
  ...guarded([P.KYC.VIEW, P.PARTNERS.VIEW_OWN_DATA]),
  method: 'get',
  path: API.kycFile,
  request: { params: FileParam },
  responses: {
    200: {
      description: 'The document itself',
      content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
    },
  },
});

export const fileRoutes = portalApi()
  .openapi(link, async (c) =>
    c.json(await linkDocument(c.var.asViewer, c.var.session, c.req.valid('param').documentId), 200),
  )
  .openapi(ownLink, async (c) =>
    c.json(await linkDocument(c.var.asViewer, c.var.session, c.req.valid('param').documentId), 200),
  )
  .openapi(file, async (c) => {
    const { name, mimeType, bytes } = await readDocumentFile(c.var.asViewer, c.var.session, c.req.valid('param').token);
    c.header('content-type', mimeType);
    c.header('content-disposition', `inline; filename="document"; filename*=UTF-8''${encodeURIComponent(name)}`);
    for (const [header, value] of Object.entries(FILE_HEADERS)) c.header(header, value);
    return c.body(new Uint8Array(bytes), 200);
  });
