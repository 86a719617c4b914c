import { errors } from 'jose';
import { z } from 'zod';
import type { Services } from '../services';
import { invalidJwt, invalidSignature, missingParameter, noSuchKey } from './errors';
import type { FileStore } from './files';
import { findObject } from './objects';
import { asCaller, checkKey, objectPath, ownerOf, parseBody, type StorageContext } from './request';
import { asService, probe, receive } from './upload';

/** Signed upload links live two hours, as on hosted projects. */
const UPLOAD_LIFETIME_S = 2 * 60 * 60;
const LONGEST_LIFETIME_S = 100 * 365 * 24 * 60 * 60;

const lifetime = z.number().int().min(1).max(LONGEST_LIFETIME_S);
const signOneBody = z.object({ expiresIn: lifetime });
const signManyBody = z.object({ expiresIn: lifetime, paths: z.array(z.string()).min(1).max(500) });
const uploadClaims = z.object({
  url: z.string(),
  upload: z.literal(true),
  upsert: z.boolean(),
  owner: z.uuid().nullable(),
});

/** POST /object/sign/:bucket/*: a link for an object that the caller may see. */
export async function signOne(c: StorageContext, services: Services): Promise<Response> {
  const { expiresIn } = await parseBody(c, signOneBody);
  const { bucket, name } = objectPath(c, '/object/sign/');
  const object = await asCaller(services, c.var.caller, (tx) => findObject(tx, bucket, name));
  if (!object) throw noSuchKey();
  return c.json({ signedURL: await downloadLink(services, bucket, name, expiresIn) });
}

/** POST /object/sign/:bucket: links for many; each path has its own outcome. */
export async function signMany(c: StorageContext, services: Services): Promise<Response> {
  const { expiresIn, paths } = await parseBody(c, signManyBody);
  const bucket = c.req.param('bucket') ?? '';
  const visible = await asCaller(services, c.var.caller, async (tx) => {
    const { rows } = await tx.query<{ name: string }>(
      'select name from storage.objects where bucket_id = $1 and name = any ($2)',
      [bucket, paths],
    );
    return new Set(rows.map((row) => row.name));
  });
  const outcome = paths.map(async (path) => {
    if (visible.has(path)) {
      return { error: null, path, signedURL: await downloadLink(services, bucket, path, expiresIn) };
    }
    return { error: 'Either the object does not exist or you do not have access to it', path, signedURL: null };
  });
  return c.json(await Promise.all(outcome));
}

async function downloadLink(services: Services, bucket: string, name: string, lifetimeS: number): Promise<string> {
  const token = await services.keys.signStorageToken({ url: `${bucket}/${name}` }, lifetimeS);
  // The client passes the link through encodeURI, so only what that leaves alone is encoded here.
  const path = `${bucket}/${name}`.replaceAll('?', '%3F').replaceAll('#', '%23');
  return `/object/sign/${path}?token=${token}`;
}

/** POST /object/upload/sign/:bucket/*: a link with which somebody without rights may upload this one object. */
export async function signUpload(c: StorageContext, services: Services): Promise<Response> {
  const { bucket, name } = objectPath(c, '/object/upload/sign/');
  const upsert = c.req.header('x-upsert') === 'true';
  const { caller } = c.var;
  const owner = ownerOf(caller);
  await probe(services, { bucket, name, upsert, owner, caller }, 'application/octet-stream');
  const claims = { url: `${bucket}/${name}`, upload: true, upsert, owner };
  const token = await services.keys.signStorageToken(claims, UPLOAD_LIFETIME_S);
  const path = name.split('/').map(encodeURIComponent).join('/');
  return c.json({ url: `/object/upload/sign/${bucket}/${path}?token=${token}`, token });
}

/** PUT /object/upload/sign/:bucket/*?token=… */
export async function uploadSigned(c: StorageContext, services: Services, files: FileStore): Promise<Response> {
  const { bucket, name } = objectPath(c, '/object/upload/sign/');
  const claims = await verifyToken(services, c.req.query('token'), uploadClaims);
  if (claims.url !== `${bucket}/${checkKey(name)}`) throw invalidSignature();
  const target = asService({ bucket, name, upsert: claims.upsert, owner: claims.owner });
  await receive(c, services, files, target);
  return c.json({ Key: `${bucket}/${name}` });
}

/** Checks a link's token. Throws `InvalidJWT` (forged or expired) or `InvalidSignature` (made for something else). */
export async function verifyToken<S extends z.ZodType>(
  services: Services,
  token: string | undefined,
  schema: S,
): Promise<z.output<S>> {
  if (!token) throw missingParameter('token');
  try {
    const parsed = schema.safeParse(await services.keys.verifyStorageToken(token));
    if (!parsed.success) throw invalidSignature();
    return parsed.data;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw invalidJwt(error.message);
    throw error;
  }
}
