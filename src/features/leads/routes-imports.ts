import { createRoute, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok, refuse, unwrapOutcome } from '@/shared/refusal';
import { commitImport, discardImport } from './commit-import';
import { importTemplate } from './domain/import-columns';
import { previewImport } from './preview-import';
import { MAX_IMPORT_BYTES, tooLarge } from './read-csv';
import { readImportPreview } from './read-imports';
import { ImportAnswer, ImportCommit, ImportDiscard, ImportParam, ImportPreview, ImportQuery } from './schema-imports';

/** Room for the form's boundaries beside the file. */
const FORM_OVERHEAD_BYTES = 16 * 1024;

const mayAssign = guarded([P.PARTNERS_ADMIN.ASSIGN_LEADS]);
const UploadForm = z.object({
  file: z.instanceof(File, { error: 'Please choose a file.' }).openapi({ type: 'string', format: 'binary' }),
});

const upload = createRoute({
  ...mayAssign,
  method: 'post',
  path: API.admin.leadImports,
  request: { body: { required: true as const, content: { 'multipart/form-data': { schema: UploadForm } } } },
  responses: { 201: jsonAnswer(ImportAnswer, 'The file was looked through; no lead is made yet') },
});

const template = createRoute({
  ...mayAssign,
  method: 'get',
  path: API.admin.leadImportTemplate,
  responses: {
    200: {
      description: 'A CSV file with every column and an example',
      content: { 'text/csv': { schema: z.string() } },
    },
  },
});

const preview = createRoute({
  ...mayAssign,
  method: 'get',
  path: API.admin.leadImport,
  request: { params: ImportParam, query: ImportQuery },
  responses: { 200: jsonAnswer(ImportPreview, 'An import of the caller’s with a hundred of its lines') },
});

const discard = createRoute({
  ...mayAssign,
  method: 'patch',
  path: API.admin.leadImport,
  request: { params: ImportParam, body: jsonBody(ImportDiscard) },
  responses: { 200: jsonAnswer(ImportAnswer, 'The import, given up') },
});

const commit = createRoute({
  ...mayAssign,
  method: 'post',
  path: API.admin.leadImportCommit,
  request: { params: ImportParam, body: jsonBody(ImportCommit) },
  responses: { 200: jsonAnswer(ImportAnswer, 'What was made of it; a second time the same answer') },
});

const api = portalApi();

// Before the form is parsed, so that a file that is too large is refused without being read to its end.
api.use(
  API.admin.leadImports,
  bodyLimit({
    maxSize: MAX_IMPORT_BYTES + FORM_OVERHEAD_BYTES,
    onError: () => unwrapOutcome(tooLarge()),
  }),
);

export const importRoutes = api
  .openapi(upload, async (c) => {
    const { file } = c.req.valid('form');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const kept = await c.var.asViewer((tx) => previewImport(tx, { name: file.name, type: file.type, bytes }));
    return c.json({ import: kept }, 201);
  })
  .openapi(template, async (c) => {
    const csv = await c.var.asViewer(async () => ok(importTemplate()));
    c.header('content-disposition', 'attachment; filename="circletel-leads.csv"');
    c.header('content-type', 'text/csv; charset=utf-8');
    return c.body(csv, 200);
  })
  .openapi(preview, async (c) => {
    const { importId } = c.req.valid('param');
    const query = c.req.valid('query');
    const found = await c.var.asViewer(async (tx) => {
      const read = await readImportPreview(tx, importId, query);
      return read ? ok(read) : refuse('not_found', 'There is no such import of yours.');
    });
    return c.json(found, 200);
  })
  .openapi(discard, async (c) => {
    const { importId } = c.req.valid('param');
    return c.json({ import: await c.var.asViewer((tx) => discardImport(tx, importId)) }, 200);
  })
  .openapi(commit, async (c) => {
    const { importId } = c.req.valid('param');
    const choice = c.req.valid('json');
    return c.json({ import: await c.var.asViewer((tx) => commitImport(tx, importId, choice)) }, 200);
  });
