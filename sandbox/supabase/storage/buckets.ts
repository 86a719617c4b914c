import { z } from 'zod';
import { first, type Sql } from '../database';
import type { Services } from '../services';
import { invalidRequest, noSuchBucket, StorageError } from './errors';
import type { FileStore } from './files';
import { asCaller, ownerOf, parseBody, type StorageContext } from './request';

export interface BucketRow {
  id: string;
  name: string;
  owner: string | null;
  public: boolean;
  file_size_limit: string | null;
  allowed_mime_types: string[] | null;
  created_at: Date;
  updated_at: Date;
}

const COLUMNS = 'id, name, owner, public, file_size_limit, allowed_mime_types, created_at, updated_at';

const bucketBody = z.object({
  id: z.string().optional(),
  name: z.string().optional(),
  public: z.boolean().nullish(),
  file_size_limit: z.union([z.number(), z.string()]).nullish(),
  allowed_mime_types: z.array(z.string()).nullish(),
});

/** A bucket, whoever asks: uploads and public downloads need its rules even where the caller may not see the row. */
export async function requireBucket(services: Services, id: string): Promise<BucketRow> {
  const bucket = await first<BucketRow>(services.pool, `select ${COLUMNS} from storage.buckets where id = $1`, [id]);
  if (!bucket) throw noSuchBucket();
  return bucket;
}

function bucketJson(bucket: BucketRow) {
  const limit = bucket.file_size_limit;
  return { ...bucket, owner: bucket.owner ?? '', file_size_limit: limit === null ? null : Number(limit) };
}

/** GET /bucket */
export async function listBuckets(c: StorageContext, services: Services): Promise<Response> {
  const rows = await asCaller(services, c.var.caller, async (tx) => {
    const found = await tx.query<BucketRow>(`select ${COLUMNS} from storage.buckets order by name`);
    return found.rows;
  });
  return c.json(rows.map(bucketJson));
}

/** GET /bucket/:id */
export async function showBucket(c: StorageContext, services: Services): Promise<Response> {
  return c.json(bucketJson(await asCaller(services, c.var.caller, (tx) => visibleBucket(tx, c.req.param('id') ?? ''))));
}

async function visibleBucket(tx: Sql, id: string): Promise<BucketRow> {
  const bucket = await first<BucketRow>(tx, `select ${COLUMNS} from storage.buckets where id = $1`, [id]);
  if (!bucket) throw noSuchBucket();
  return bucket;
}

/** POST /bucket */
export async function createBucket(c: StorageContext, services: Services): Promise<Response> {
  const request = await parseBody(c, bucketBody);
  const id = request.id ?? request.name ?? '';
  if (!/^[\w!\-.*'() &$@=;:+,?]{1,100}$/.test(id) || id.trim() !== id) {
    throw new StorageError(400, 'InvalidBucketName', 'Bucket name invalid', 'Invalid Input');
  }
  const owner = ownerOf(c.var.caller);
  await asCaller(services, c.var.caller, (tx) =>
    tx.query(
      `insert into storage.buckets (id, name, owner, owner_id, public, file_size_limit, allowed_mime_types)
       values ($1, $1, $2::text::uuid, $2::text, $3, $4, $5)`,
      [id, owner, request.public ?? false, sizeLimit(request.file_size_limit), request.allowed_mime_types ?? null],
    ),
  );
  return c.json({ name: id });
}

/** PUT /bucket/:id; what is not named stays as it is. */
export async function updateBucket(c: StorageContext, services: Services): Promise<Response> {
  const request = await parseBody(c, bucketBody);
  await asCaller(services, c.var.caller, async (tx) => {
    const bucket = await visibleBucket(tx, c.req.param('id') ?? '');
    const limit = request.file_size_limit === undefined ? bucket.file_size_limit : sizeLimit(request.file_size_limit);
    const types = request.allowed_mime_types === undefined ? bucket.allowed_mime_types : request.allowed_mime_types;
    const { rowCount } = await tx.query(
      `update storage.buckets set public = $2, file_size_limit = $3, allowed_mime_types = $4, updated_at = now()
       where id = $1`,
      [bucket.id, request.public ?? bucket.public, limit, types],
    );
    if (rowCount === 0) throw noSuchBucket();
  });
  return c.json({ message: 'Successfully updated' });
}

/** POST /bucket/:id/empty */
export async function emptyBucket(c: StorageContext, services: Services, files: FileStore): Promise<Response> {
  const versions = await asCaller(services, c.var.caller, async (tx) => {
    const bucket = await visibleBucket(tx, c.req.param('id') ?? '');
    const { rows } = await tx.query<{ version: string | null }>(
      'delete from storage.objects where bucket_id = $1 returning version',
      [bucket.id],
    );
    return rows.flatMap((row) => row.version ?? []);
  });
  await files.remove(versions);
  return c.json({ message: 'Successfully emptied' });
}

/** DELETE /bucket/:id, only when it is empty. */
export async function deleteBucket(c: StorageContext, services: Services): Promise<Response> {
  const id = c.req.param('id') ?? '';
  // Asked as the owner: the caller may not see what is in the way.
  const object = await first(services.pool, 'select from storage.objects where bucket_id = $1 limit 1', [id]);
  await asCaller(services, c.var.caller, async (tx) => {
    const bucket = await visibleBucket(tx, id);
    if (object) throw new StorageError(409, 'ResourceNotEmpty', 'The bucket you tried to delete is not empty');
    const { rowCount } = await tx.query('delete from storage.buckets where id = $1', [bucket.id]);
    if (rowCount === 0) throw noSuchBucket();
  });
  return c.json({ message: 'Successfully deleted' });
}

const UNIT_BYTES: Record<string, number> = { b: 1, kb: 1000, mb: 1000 ** 2, gb: 1000 ** 3 };

/** A limit in bytes, from a number or from text such as `20MB`. Throws `InvalidRequest`. */
function sizeLimit(limit: number | string | null | undefined): number | null {
  if (limit === null || limit === undefined || limit === '') return null;
  const match = /^(\d+(?:\.\d+)?)\s*(b|kb|mb|gb)?$/i.exec(String(limit));
  const unit = UNIT_BYTES[match?.[2]?.toLowerCase() ?? 'b'];
  if (!match || unit === undefined) {
    throw invalidRequest('Invalid file size format, hint: use 20GB / 20MB / 30KB / 3B');
  }
  return Math.floor(Number(match[1]) * unit);
}
