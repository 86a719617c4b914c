import { createRoute, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok, RefusedError, refuse } from '@/shared/refusal';
import { FILE_TOO_LARGE } from './domain/check-file';
import { MAX_FILE_BYTES } from './domain/document-types';
import { openDocument } from './open-document';
import { listDocumentsOfPartner } from './read';
import { DocumentLink, DocumentParam, DocumentsAnswer, UploadAnswer, UploadFields } from './schema';
import { uploadDocument } from './upload-document';

const NO_FILE = 'Please choose a file.';

const UploadForm = UploadFields.extend({
  file: z.instanceof(File, { error: NO_FILE }).openapi({ type: 'string', format: 'binary' }),
});

const upload = createRoute({
  ...guarded([P.PARTNERS.VIEW_OWN_DATA]),
  method: 'post',
  path: API.partners.kycUpload,
  request: { body: { required: true as const, content: { 'multipart/form-data': { schema: UploadForm } } } },
  responses: { 201: jsonAnswer(UploadAnswer, 'The document was taken and waits for review') },
});

const ownDocuments = createRoute({
  ...guarded([P.PARTNERS.VIEW_OWN_DATA]),
  method: 'get',
  path: API.partners.kycDocuments,
  responses: { 200: jsonAnswer(DocumentsAnswer, 'The documents of the caller’s application, the newest first') },
});

const link = createRoute({
  ...guarded([P.KYC.VIEW]),
  method: 'post',
  path: API.admin.kycDocumentLink,
  request: { params: DocumentParam },
  responses: { 200: jsonAnswer(DocumentLink, 'A link that expires within five minutes') },
});

/** Room for the form's boundaries and fields beside the file. */
const FORM_OVERHEAD_BYTES = 64 * 1024;

const api = portalApi();

// Before the form is parsed, so that a file that is too large is refused without being read to its end.
api.use(
  API.partners.kycUpload,
  bodyLimit({
    maxSize: MAX_FILE_BYTES + FORM_OVERHEAD_BYTES,
    onError: () => {
      throw new RefusedError(FILE_TOO_LARGE);
    },
  }),
);

export const kycRoutes = api
  .openapi(upload, async (c) => {
    const { file, document_type } = c.req.valid('form');
    const document = await uploadDocument(c.var.asViewer, file, document_type);
    return c.json({ success: true as const, document, message: 'Document uploaded. We will review it.' }, 201);
  })
  .openapi(ownDocuments, async (c) => {
    const documents = await c.var.asViewer(async (tx, viewer) =>
      viewer.partner
        ? ok(await listDocumentsOfPartner(tx, viewer.partner.id))
        : refuse('not_found', 'You have not applied yet.'),
    );
    return c.json({ documents }, 200);
  })
  .openapi(link, async (c) => c.json(await openDocument(c.var.asViewer, c.req.valid('param').documentId), 200));
