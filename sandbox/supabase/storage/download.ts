import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Services } from '../services';
import { requireBucket } from './buckets';
import { invalidSignature, noSuchBucket, noSuchKey, StorageError } from './errors';
import type { FileStore, OpenFile } from './files';
import { findObject, type ObjectRow } from './objects';
import { asCaller, objectPath, type StorageContext } from './request';
import { verifyToken } from './signing';

/** GET /object/:bucket/* and /object/authenticated/:bucket/*: as far as the caller may see the row. */
export async function download(
  c: StorageContext,
  services: Services,
  files: FileStore,
  prefix: '/object/' | '/object/authenticated/' = '/object/',
): Promise<Response> {
  return send(c, await held(files, () => visibleObject(c, services, prefix)));
}

/** GET /object/public/:bucket/*: only from buckets that are marked public. */
export async function publicDownload(c: StorageContext, services: Services, files: FileStore): Promise<Response> {
  return send(c, await held(files, () => publicObject(c, services, '/object/public/')));
}

/** GET /object/sign/:bucket/*?token=…: a link that expires and fits this object only. */
export async function signedDownload(c: StorageContext, services: Services, files: FileStore): Promise<Response> {
  const { bucket, name } = objectPath(c, '/object/sign/');
  const claims = await verifyToken(services, c.req.query('token'), z.object({ url: z.string() }));
  if (claims.url !== `${bucket}/${name}`) throw invalidSignature();
  return send(c, await held(files, async () => there(await findObject(services.pool, bucket, name))));
}

/** GET /object/info/[authenticated/]:bucket/* */
export async function info(
  c: StorageContext,
  services: Services,
  prefix: '/object/info/' | '/object/info/authenticated/' = '/object/info/',
): Promise<Response> {
  return c.json(infoJson(await visibleObject(c, services, prefix)));
}

/** GET /object/info/public/:bucket/* */
export async function publicInfo(c: StorageContext, services: Services): Promise<Response> {
  return c.json(infoJson(await publicObject(c, services, '/object/info/public/')));
}

function infoJson(object: ObjectRow) {
  return {
    id: object.id,
    name: object.name,
    version: object.version,
    bucket_id: object.bucket_id,
    size: object.metadata?.size ?? null,
    content_type: object.metadata?.mimetype ?? null,
    cache_control: object.metadata?.cacheControl ?? null,
    etag: object.metadata?.eTag ?? null,
    metadata: object.user_metadata ?? {},
    last_modified: object.updated_at,
    created_at: object.created_at,
  };
}

async function visibleObject(c: StorageContext, services: Services, prefix: string): Promise<ObjectRow> {
  const { bucket, name } = objectPath(c, prefix);
  await requireBucket(services, bucket);
  return there(await asCaller(services, c.var.caller, (tx) => findObject(tx, bucket, name)));
}

async function publicObject(c: StorageContext, services: Services, prefix: string): Promise<ObjectRow> {
  const { bucket, name } = objectPath(c, prefix);
  if (!(await requireBucket(services, bucket)).public) throw noSuchBucket();
  return there(await findObject(services.pool, bucket, name));
}

/** @throws NoSuchKey when nothing was found */
function there<T>(found: T | null | undefined): T {
  if (!found) throw noSuchKey();
  return found;
}

type Held = { object: ObjectRow; file: OpenFile };

/** The object with its file held open. One that was replaced between the two looks is looked up again. */
async function held(files: FileStore, find: () => Promise<ObjectRow>): Promise<Held> {
  let seen: string | null = null;
  for (;;) {
    const object = await find();
    if (!object.version) throw noSuchKey();
    const file = await files.open(object.version);
    if (file) return { object, file };
    if (object.version === seen) throw new StorageError(500, 'InternalError', 'The file of this object is missing');
    seen = object.version;
  }
}

async function send(c: StorageContext, { object, file }: Held): Promise<Response> {
  const { metadata } = object;
  const { size } = file;
  const eTag = metadata?.eTag ?? `"${object.version}"`;
  c.header('accept-ranges', 'bytes');
  c.header('etag', eTag);
  c.header('last-modified', object.updated_at.toUTCString());
  c.header('cache-control', metadata?.cacheControl ?? 'no-cache');
  // Stored HTML must not run as a page of this origin; hosted projects serve it as text as well.
  const type = metadata?.mimetype ?? 'application/octet-stream';
  c.header('content-type', /^text\/html/i.test(type) ? 'text/plain' : type);
  c.header('x-content-type-options', 'nosniff');
  const asFile = c.req.query('download');
  if (asFile !== undefined) c.header('content-disposition', disposition(asFile));
  if (c.req.header('if-none-match') === eTag) {
    await file.close();
    return c.body(null, 304);
  }
  const range = readRange(c.req.header('range'), size);
  if (range === 'unsatisfiable') {
    await file.close();
    c.header('content-range', `bytes */${size}`);
    return c.body(null, 416);
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  c.header('content-length', String(end - start + 1));
  if (range) c.header('content-range', `bytes ${start}-${end}/${size}`);
  const status = range ? 206 : 200;
  if (c.req.method === 'HEAD' || size === 0) {
    await file.close();
    return c.body(null, status);
  }
  return new Response(webStream(file.read({ start, end })), { status, headers: c.res.headers });
}

/** A file as the body of an answer; errors while reading end the connection instead of the process. */
function webStream(stream: Readable): ReadableStream<Uint8Array> {
  const iterator = stream[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: () => {
      stream.destroy();
    },
  });
}

function disposition(name: string): string {
  return name === '' ? 'attachment' : `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
}

/** One byte range (RFC 9110); undefined when the header is absent or asks for something else, which means everything. */
function readRange(header: string | undefined, size: number) {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const [, from = '', to = ''] = match;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start > end || start >= size ? ('unsatisfiable' as const) : { start, end };
}
