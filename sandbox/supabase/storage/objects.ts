import { randomUUID } from 'node:crypto';
import { first, type Sql } from '../database';
import type { StoredFile } from './files';

export interface ObjectMetadata {
  eTag: string;
  size: number;
  mimetype: string;
  cacheControl: string;
  lastModified: string;
  contentLength: number;
  httpStatusCode: number;
}

export interface ObjectRow {
  id: string;
  bucket_id: string;
  name: string;
  owner: string | null;
  owner_id: string | null;
  version: string | null;
  metadata: ObjectMetadata | null;
  user_metadata: Record<string, unknown> | null;
  created_at: Date;
  updated_at: Date;
  last_accessed_at: Date;
}

export const OBJECT_COLUMNS = `id, bucket_id, name, owner, owner_id, version, metadata, user_metadata, created_at,
  updated_at, last_accessed_at`;

/** The object as far as the connection's role may see it. */
export function findObject(sql: Sql, bucket: string, name: string): Promise<ObjectRow | undefined> {
  return first<ObjectRow>(sql, `select ${OBJECT_COLUMNS} from storage.objects where bucket_id = $1 and name = $2`, [
    bucket,
    name,
  ]);
}

export interface ObjectToWrite {
  bucket: string;
  name: string;
  owner: string | null;
  version: string | null;
  metadata: Partial<ObjectMetadata> | null;
  userMetadata: Record<string, unknown> | null;
  upsert: boolean;
}

/** Inserts the row, or with `upsert` replaces it; either way policies of the connection's role decide. */
export async function writeObject(tx: Sql, object: ObjectToWrite): Promise<void> {
  const onConflict = object.upsert
    ? `on conflict (bucket_id, name) do update set version = excluded.version, metadata = excluded.metadata,
         user_metadata = excluded.user_metadata, owner = excluded.owner, owner_id = excluded.owner_id`
    : '';
  await tx.query(
    `insert into storage.objects (id, bucket_id, name, owner, owner_id, version, metadata, user_metadata)
     values ($1, $2, $3, $4::text::uuid, $4::text, $5, $6, $7) ${onConflict}`,
    [randomUUID(), object.bucket, object.name, object.owner, object.version, object.metadata, object.userMetadata],
  );
}

/** The metadata that the service keeps about a file. */
export function metadataOf(file: StoredFile, mimetype: string, cacheControl: string): ObjectMetadata {
  return {
    eTag: file.eTag,
    size: file.size,
    mimetype,
    cacheControl,
    lastModified: new Date().toISOString(),
    contentLength: file.size,
    httpStatusCode: 200,
  };
}
