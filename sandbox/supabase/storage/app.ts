import { Hono } from 'hono';
import { KEY_REFUSALS } from '../auth/app';
import { admit } from '../caller';
import type { Services } from '../services';
import { createBucket, deleteBucket, emptyBucket, listBuckets, showBucket, updateBucket } from './buckets';
import { copy, move, removeMany, removeOne } from './change';
import { download, info, publicDownload, publicInfo, signedDownload } from './download';
import { accessDenied, StorageError, storageErrorResponse } from './errors';
import type { FileStore } from './files';
import { listObjects } from './list';
import { discardRest, type StorageEnv } from './request';
import { signMany, signOne, signUpload, uploadSigned } from './signing';
import { upload } from './upload';

/** The Storage service below /storage/v1. */
export function storageApp(services: Services, files: FileStore): Hono<StorageEnv> {
  const app = new Hono<StorageEnv>();
  app.onError(async (error, c) => {
    await discardRest(c.env.incoming);
    if (error instanceof StorageError) return storageErrorResponse(c, error);
    const hungUp = c.env.incoming.destroyed && !c.env.incoming.complete;
    if (!hungUp) console.error(`supabase stand-in: ${c.req.method} ${c.req.path}:`, error);
    return storageErrorResponse(c, new StorageError(500, 'InternalError', 'Internal server error'));
  });
  // Open without a key: links that carry their own permission, and public buckets. HEAD is answered by GET routes.
  app.get('/object/sign/:bucket/*', (c) => signedDownload(c, services, files));
  app.get('/object/public/:bucket/*', (c) => publicDownload(c, services, files));
  app.get('/object/info/public/:bucket/*', (c) => publicInfo(c, services));
  app.put('/object/upload/sign/:bucket/*', (c) => uploadSigned(c, services, files));
  app.use(async (c, next) => {
    const admission = await admit(c.req.raw, services.keys);
    if (admission.ok) {
      c.set('caller', admission.caller);
      return next();
    }
    if (admission.reason === 'bad-token') throw accessDenied(admission.message);
    return c.json(KEY_REFUSALS[admission.reason], 401);
  });
  app.get('/bucket', (c) => listBuckets(c, services));
  app.post('/bucket', (c) => createBucket(c, services));
  app.get('/bucket/:id', (c) => showBucket(c, services));
  app.put('/bucket/:id', (c) => updateBucket(c, services));
  app.delete('/bucket/:id', (c) => deleteBucket(c, services));
  app.post('/bucket/:id/empty', (c) => emptyBucket(c, services, files));
  app.post('/object/move', (c) => move(c, services));
  app.post('/object/copy', (c) => copy(c, services, files));
  app.post('/object/list/:bucket', (c) => listObjects(c, services));
  app.post('/object/sign/:bucket', (c) => signMany(c, services));
  app.post('/object/sign/:bucket/*', (c) => signOne(c, services));
  app.post('/object/upload/sign/:bucket/*', (c) => signUpload(c, services));
  app.get('/object/info/authenticated/:bucket/*', (c) => info(c, services, '/object/info/authenticated/'));
  app.get('/object/info/:bucket/*', (c) => info(c, services));
  app.get('/object/authenticated/:bucket/*', (c) => download(c, services, files, '/object/authenticated/'));
  app.get('/object/:bucket/*', (c) => download(c, services, files));
  app.post('/object/:bucket/*', (c) => upload(c, services, files));
  app.put('/object/:bucket/*', (c) => upload(c, services, files));
  app.delete('/object/:bucket', (c) => removeMany(c, services, files));
  app.delete('/object/:bucket/*', (c) => removeOne(c, services, files));
  app.notFound((c) =>
    c.json({ statusCode: '404', error: 'not_found', message: 'Not part of the local stand-in' }, 404),
  );
  return app;
}
