import { createRoute, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { RefusedError } from '@/shared/refusal';
import { beginUpload, finishUpload, PIECE_BYTES, takePiece, uploadState } from './piecewise-upload';
import { TAKEN } from './routes-hand-in';
import { UploadAnswer, UploadBegin, UploadBegun, UploadParam, UploadState } from './schema';

/** `bytes 0-524287/1048576` (RFC 9110, 14.4). */
const RANGE = /^bytes (\d{1,9})-(\d{1,9})\/(\d{1,9})$/;
const PieceHeaders = z.object({
  'content-range': z.string('Content-Range is required.').regex(RANGE, 'Content-Range must be like bytes 0-99/1000.'),
});

const begin = createRoute({
  ...guarded([P.PARTNERS.VIEW_OWN_DATA]),
  method: 'post',
  path: API.partners.kycUploads,
  request: { body: jsonBody(UploadBegin) },
  responses: { 200: jsonAnswer(UploadBegun, 'Where to go on; for the same file the same upload') },
});

const state = createRoute({
  ...guarded([P.PARTNERS.VIEW_OWN_DATA]),
  method: 'get',
  path: API.partners.kycUploadPieces,
  request: { params: UploadParam },
  responses: { 200: jsonAnswer(UploadState, 'How far the file has arrived') },
});

const piece = createRoute({
  ...guarded([P.PARTNERS.VIEW_OWN_DATA]),
  method: 'put',
  path: API.partners.kycUploadPieces,
  request: {
    params: UploadParam,
    headers: PieceHeaders,
    body: {
      required: true as const,
      content: { 'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) } },
    },
  },
  responses: { 200: jsonAnswer(UploadState, 'The piece has arrived, now or before') },
});

const finish = createRoute({
  ...guarded([P.PARTNERS.VIEW_OWN_DATA]),
  method: 'post',
  path: API.partners.kycUploadFinish,
  request: { params: UploadParam },
  responses: { 201: jsonAnswer(UploadAnswer, 'The document was taken and waits for review') },
});

const api = portalApi();

api.use(
  API.partners.kycUploadPieces.replace('{uploadId}', ':uploadId'),
  bodyLimit({
    maxSize: PIECE_BYTES,
    onError: () => {
      throw new RefusedError({ code: 'body_too_large', message: `A piece has at most ${PIECE_BYTES} bytes.` });
    },
  }),
);

export const pieceRoutes = api
  .openapi(begin, async (c) => c.json(await beginUpload(c.var.asViewer, c.req.valid('json')), 200))
  .openapi(state, async (c) => {
    const { uploadId } = c.req.valid('param');
    return c.json(await c.var.asViewer((tx) => uploadState(tx, uploadId)), 200);
  })
  .openapi(piece, async (c) => {
    const { uploadId } = c.req.valid('param');
    const [, first, last] = RANGE.exec(c.req.valid('header')['content-range'])?.map(Number) ?? [];
    const bytes = Buffer.from(await c.req.arrayBuffer());
    if (first === undefined || last === undefined || last - first + 1 !== bytes.length || bytes.length === 0) {
      throw new RefusedError({ code: 'invalid_request', message: 'Content-Range is not what has arrived.' });
    }
    return c.json(await c.var.asViewer((tx) => takePiece(tx, uploadId, first, bytes)), 200);
  })
  .openapi(finish, async (c) => {
    const document = await finishUpload(c.var.asViewer, c.req.valid('param').uploadId);
    return c.json({ success: true as const, document, message: TAKEN }, 201);
  });
