import { z } from 'zod';
import { first } from '../database';
import type { Services } from '../services';
import { requireBucket } from './buckets';
import { noSuchKey } from './errors';
import type { FileStore } from './files';
import { findObject, OBJECT_COLUMNS, type ObjectRow, writeObject } from './objects';
import { asCaller, checkKey, objectPath, ownerOf, parseBody, type StorageContext } from './request';

const removeBody = z.object({ prefixes: z.array(z.string()).min(1).max(1000) });
const destination = {
  bucketId: z.string(),
  sourceKey: z.string(),
  destinationKey: z.string(),
  destinationBucket: z.string().nullish(),
};
const moveBody = z.object(destination);
const copyBody = z.object({
  ...destination,
  copyMetadata: z.boolean().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});

/** DELETE /object/:bucket with `prefixes`: removes what the caller may remove and answers with just that. */
export async function removeMany(c: StorageContext, services: Services, files: FileStore): Promise<Response> {
  const { prefixes } = await parseBody(c, removeBody);
  const removed = await removeObjects(c, services, c.req.param('bucket') ?? '', prefixes);
  await files.remove(removed.flatMap((row) => row.version ?? []));
  return c.json(removed);
}

/** DELETE /object/:bucket/* */
export async function removeOne(c: StorageContext, services: Services, files: FileStore): Promise<Response> {
  const { bucket, name } = objectPath(c, '/object/');
  const removed = await removeObjects(c, services, bucket, [name]);
  if (removed.length === 0) throw noSuchKey();
  await files.remove(removed.flatMap((row) => row.version ?? []));
  return c.json({ message: 'Successfully deleted' });
}

function removeObjects(c: StorageContext, services: Services, bucket: string, names: string[]): Promise<ObjectRow[]> {
  return asCaller(services, c.var.caller, async (tx) => {
    const { rows } = await tx.query<ObjectRow>(
      `delete from storage.objects where bucket_id = $1 and name = any ($2) returning ${OBJECT_COLUMNS}`,
      [bucket, names],
    );
    return rows;
  });
}

/** POST /object/move: the row changes its name; the file stays where it is. */
export async function move(c: StorageContext, services: Services): Promise<Response> {
  const request = await parseBody(c, moveBody);
  const target = request.destinationBucket ?? request.bucketId;
  const name = checkKey(request.destinationKey);
  await requireBucket(services, target);
  const id = await asCaller(services, c.var.caller, async (tx) => {
    const source = await findObject(tx, request.bucketId, request.sourceKey);
    if (!source) throw noSuchKey();
    const moved = await first<{ id: string }>(
      tx,
      `update storage.objects set bucket_id = $2, name = $3, owner = $4::text::uuid, owner_id = $4::text
       where id = $1 returning id`,
      [source.id, target, name, ownerOf(c.var.caller) ?? source.owner],
    );
    if (!moved) throw noSuchKey();
    return moved.id;
  });
  return c.json({ message: 'Successfully moved', Id: id, Key: `${target}/${name}` });
}

/** POST /object/copy; `x-upsert` allows replacing the target. */
export async function copy(c: StorageContext, services: Services, files: FileStore): Promise<Response> {
  const request = await parseBody(c, copyBody);
  const { caller } = c.var;
  const target = request.destinationBucket ?? request.bucketId;
  const name = checkKey(request.destinationKey);
  await requireBucket(services, target);
  const upsert = c.req.header('x-upsert') === 'true';
  const source = await asCaller(services, caller, (tx) => findObject(tx, request.bucketId, request.sourceKey));
  if (!source?.version) throw noSuchKey();
  const version = await files.duplicate(source.version);
  try {
    const replaced = await asCaller(services, caller, async (tx) => {
      const before = upsert ? await findObject(tx, target, name) : undefined;
      const userMetadata = request.copyMetadata === false ? (request.metadata ?? null) : source.user_metadata;
      const owner = ownerOf(caller);
      await writeObject(tx, { bucket: target, name, owner, version, metadata: source.metadata, userMetadata, upsert });
      return before?.version;
    });
    if (replaced) await files.remove([replaced]);
  } catch (error) {
    await files.remove([version]);
    throw error;
  }
  const row = await findObject(services.pool, target, name);
  return c.json({ Id: row?.id, Key: `${target}/${name}` });
}
