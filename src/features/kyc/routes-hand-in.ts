import { createRoute, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok, refuse } from '@/shared/refusal';
import { MAX_FILE_BYTES } from './domain/document-types';
import { fileTooLarge } from './file-safety/check-file';
import { listDocumentsOfPartner } from './read';
import { DocumentsAnswer, UploadAnswer, UploadFields } from './schema';
import { uploadDocument } from './upload-document';

const NO_FILE = 'Please choose a file.';

const UploadForm = UploadFields.extend({
  file: z.instanceof(File, { error: NO_FILE }).openapi({ type: 'string', format: 'binary' }),
  // A form sends an unchosen one as an empty text.
  replaces_id: z.union([z.literal('').transform(() => undefined), UploadFields.shape.replaces_id]),
});

const upload = createRoute({
  ...guarded([P.PARTNERS.VIEW_OWN_DATA]),
  method: 'post',
  path: API.partners.kycUpload,
  request: { body: { required: true as const, content: { 'multipart/form-data': { schema: UploadForm } } } },
  responses: {
    201: jsonAnswer(
      UploadAnswer,
      'The document was taken and waits for review; the same file again is the same document',
    ),
  },
});

const ownDocuments = createRoute({
  ...guarded([P.PARTNERS.VIEW_OWN_DATA]),
  method: 'get',
  path: API.partners.kycDocuments,
  responses: { 200: jsonAnswer(DocumentsAnswer, 'The documents of the caller’s application, the newest first') },
});

/** Room for the form's boundaries and fields beside the file. */
const FORM_OVERHEAD_BYTES = 64 * 1024;

export const TAKEN = 'Document uploaded. We will review it.';

const api = portalApi();

// Before the form is parsed, so that a file that is too large is refused without being read to its end.
api.use(
  API.partners.kycUpload,
  bodyLimit({
    maxSize: MAX_FILE_BYTES + FORM_OVERHEAD_BYTES,
    onError: () => {
      throw fileTooLarge({ maxBytes: MAX_FILE_BYTES });
    },
  }),
);

export const handInRoutes = api
  .openapi(upload, async (c) => {
    const { file, document_type: type, replaces_id: replacesId } = c.req.valid('form');
    const document = await uploadDocument(c.var.asViewer, { file, type, replacesId });
    return c.json({ success: true as const, document, message: TAKEN }, 201);
  })
  .openapi(ownDocuments, async (c) => {
    const documents = await c.var.asViewer(async (tx, viewer) =>
      viewer.partner
        ? ok(await listDocumentsOfPartner(tx, viewer.partner.id))
        : refuse('not_found', 'You have not applied yet.'),
    );
    return c.json({ documents }, 200);
  });
