import { z } from 'zod';
import type { Caller } from '../caller';
import type { Services } from '../services';
import { type BucketRow, requireBucket } from './buckets';
import { invalidRequest, tooLarge, wrongMimeType } from './errors';
import type { FileStore, StoredFile } from './files';
import { readMultipart } from './multipart';
import { findObject, metadataOf, type ObjectToWrite, writeObject } from './objects';
import { asCaller, objectPath, ownerOf, type StorageContext } from './request';

const SERVICE: Caller = { role: 'service_role', claims: { role: 'service_role' } };

/** POST (new, or `x-upsert`) and PUT (replace) /object/:bucket/*. */
export async function upload(c: StorageContext, services: Services, files: FileStore): Promise<Response> {
  const { bucket, name } = objectPath(c, '/object/');
  const upsert = c.req.method === 'PUT' || c.req.header('x-upsert') === 'true';
  const target = { bucket, name, upsert, owner: ownerOf(c.var.caller), caller: c.var.caller };
  const stored = await receive(c, services, files, target);
  return c.json({ Id: stored.id, Key: `${bucket}/${name}` });
}

export interface Target {
  bucket: string;
  name: string;
  upsert: boolean;
  owner: string | null;
  caller: Caller;
}

/** An upload that a signed token allows: the permission was checked when the token was made. */
export function asService(target: Omit<Target, 'caller'>): Target {
  return { ...target, caller: SERVICE };
}

/** Takes the request's file. Refuses before reading where it can, and leaves nothing behind when it fails. */
export async function receive(c: StorageContext, services: Services, files: FileStore, target: Target) {
  const bucket = await requireBucket(services, target.bucket);
  const limitBytes = Math.min(services.settings.fileSizeLimitBytes, Number(bucket.file_size_limit ?? Infinity));
  const incoming = await openBody(c);
  checkMimeType(bucket, incoming.mimetype);
  // A form is a little longer than its file, so only a plain body can be refused by its announced length.
  if (!incoming.isForm && Number(c.req.header('content-length') ?? 0) > limitBytes) throw tooLarge();
  await probe(services, target, incoming.mimetype);
  const file = await files.write(incoming.chunks, limitBytes);
  try {
    return await keep(services, files, target, file, incoming);
  } catch (error) {
    await files.remove([file.version]);
    throw error;
  }
}

/** Tries the write and takes it back, so that nobody uploads a large file only to learn that he may not. */
export async function probe(services: Services, target: Target, mimetype: string): Promise<void> {
  const refused = Symbol('rolled back');
  await asCaller(services, target.caller, async (tx) => {
    await writeObject(tx, { ...rowOf(target), version: null, metadata: { mimetype }, userMetadata: null });
    throw refused;
  }).catch((error: unknown) => {
    if (error !== refused) throw error;
  });
}

async function keep(services: Services, files: FileStore, target: Target, file: StoredFile, incoming: Incoming) {
  const replaced = await asCaller(services, target.caller, async (tx) => {
    const before = target.upsert ? await findObject(tx, target.bucket, target.name) : undefined;
    await writeObject(tx, {
      ...rowOf(target),
      version: file.version,
      metadata: metadataOf(file, incoming.mimetype, incoming.cacheControl),
      userMetadata: incoming.userMetadata,
    });
    return before?.version;
  });
  if (replaced) await files.remove([replaced]);
  // Read as the owner: the caller may be allowed to write what it may not read.
  const row = await findObject(services.pool, target.bucket, target.name);
  return { id: row?.id ?? '' };
}

function rowOf({ bucket, name, owner, upsert }: Target): Omit<ObjectToWrite, 'version' | 'metadata' | 'userMetadata'> {
  return { bucket, name, owner, upsert };
}

function checkMimeType(bucket: BucketRow, mimetype: string): void {
  const allowed = bucket.allowed_mime_types ?? [];
  if (allowed.length === 0) return;
  const plain = mimetype.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const fits = allowed.some((pattern) =>
    pattern.endsWith('/*') ? plain.startsWith(pattern.slice(0, -1).toLowerCase()) : plain === pattern.toLowerCase(),
  );
  if (!fits) throw wrongMimeType(plain || mimetype);
}

interface Incoming {
  chunks: AsyncIterable<Uint8Array>;
  mimetype: string;
  cacheControl: string;
  userMetadata: Record<string, unknown> | null;
  isForm: boolean;
}

async function openBody(c: StorageContext): Promise<Incoming> {
  const contentType = c.req.header('content-type') ?? '';
  // Leaving the loop early must not cut the connection: the refusal has to arrive (see discardRest).
  const source: AsyncIterable<Uint8Array> = c.env.incoming.iterator({ destroyOnReturn: false });
  const boundary = /^multipart\/form-data;.*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  if (!boundary) {
    const encoded = c.req.header('x-metadata');
    return {
      chunks: source,
      mimetype: contentType || 'application/octet-stream',
      cacheControl: c.req.header('cache-control') ?? 'no-cache',
      userMetadata: userMetadata(encoded && Buffer.from(encoded, 'base64').toString('utf8')),
      isForm: false,
    };
  }
  const form = await readMultipart(source, boundary[1] ?? boundary[2] ?? '');
  const seconds = form.fields.get('cacheControl');
  return {
    chunks: form.chunks,
    mimetype: form.fields.get('contentType') ?? form.contentType ?? 'application/octet-stream',
    cacheControl: seconds ? `max-age=${seconds}` : 'no-cache',
    userMetadata: userMetadata(form.fields.get('metadata')),
    isForm: true,
  };
}

function userMetadata(text: string | undefined): Record<string, unknown> | null {
  if (!text) return null;
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw invalidRequest('The metadata is not a JSON object');
  }
}
