import { expect } from 'vitest';
import { type Case, ok } from './case';
import { withBucket } from './storage-access';

/** Links that carry their own permission, public buckets, and buckets themselves. */
export const storageLinkCases: Case[] = [
  {
    name: 'a signed link opens this object for anybody and nothing else',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        const files = target.admin().storage.from(bucket);
        const name = 'in folder/an (odd) name & more.txt';
        ok(await files.upload(name, 'signed'));
        ok(await files.upload('other.txt', 'other'));
        const { signedUrl } = ok(await files.createSignedUrl(name, 60));
        expect(await (await fetch(signedUrl)).text()).toBe('signed');
        const { pathname } = new URL(signedUrl);
        const elsewhere = signedUrl.replace(pathname, `/storage/v1/object/sign/${bucket}/other.txt`);
        expect(elsewhere).not.toBe(signedUrl);
        expect((await fetch(elsewhere)).status).toBe(400);
        const altered = new URL(signedUrl);
        altered.searchParams.set('token', `${altered.searchParams.get('token')?.slice(0, -4)}AAAA`);
        const forged = await fetch(altered);
        expect([forged.status, (await forged.json()).error]).toEqual([400, 'InvalidJWT']);
        altered.searchParams.delete('token');
        expect((await fetch(altered)).status).toBe(400);
        expect((await files.createSignedUrl('missing', 60)).error).toMatchObject({ statusCode: '404' });
      });
    },
  },
  {
    name: 'a signed link expires',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        const files = target.admin().storage.from(bucket);
        ok(await files.upload('brief.txt', 'x'));
        const { signedUrl } = ok(await files.createSignedUrl('brief.txt', 1));
        await expect.poll(async () => (await fetch(signedUrl)).status, { timeout: 20_000 }).toBe(400);
        const body = await (await fetch(signedUrl)).json();
        expect(body).toMatchObject({ statusCode: '400', error: 'InvalidJWT' });
        expect(body.message).toContain('exp');
      });
    },
  },
  {
    name: 'a signed link can ask for a download under a name',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        const files = target.admin().storage.from(bucket);
        ok(await files.upload('a.txt', 'x'));
        const { signedUrl } = ok(await files.createSignedUrl('a.txt', 60, { download: 'report 1.txt' }));
        const disposition = (await fetch(signedUrl)).headers.get('content-disposition');
        expect(disposition).toMatch(/^attachment; filename.*report/);
      });
    },
  },
  {
    name: 'many links are signed at once; what is missing is named',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        const files = target.admin().storage.from(bucket);
        ok(await files.upload('one.txt', 'one'));
        const [found, missing] = ok(await files.createSignedUrls(['one.txt', 'two.txt'], 60));
        expect(await (await fetch(found?.signedUrl ?? '')).text()).toBe('one');
        expect(missing).toMatchObject({ path: 'two.txt', signedUrl: null, error: expect.any(String) });
      });
    },
  },
  {
    name: 'a signed upload link takes this one object from somebody without rights, once',
    run: async (target) => {
      await withBucket(target, { public: false, fileSizeLimit: 100 }, async (bucket) => {
        const { token, path } = ok(await target.admin().storage.from(bucket).createSignedUploadUrl('in/box.txt'));
        const stranger = target.visitor().storage.from(bucket);
        expect((await stranger.uploadToSignedUrl('in/other.txt', token, 'x')).error).not.toBeNull();
        const large = await stranger.uploadToSignedUrl(path, token, 'x'.repeat(101));
        expect(large.error).toMatchObject({ statusCode: '413' });
        ok(await stranger.uploadToSignedUrl(path, token, 'given'));
        expect((await stranger.uploadToSignedUrl(path, token, 'again')).error).toMatchObject({ statusCode: '409' });
        expect(await ok(await target.admin().storage.from(bucket).download(path)).text()).toBe('given');
      });
    },
  },
  {
    name: 'only a public bucket is read without a key, and never written',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        const { storage } = target.admin();
        ok(await storage.from(bucket).upload('page.html', new Blob(['<script>'], { type: 'text/html' })));
        const url = storage.from(bucket).getPublicUrl('page.html').data.publicUrl;
        expect((await fetch(url)).status).toBe(400);
        ok(await storage.updateBucket(bucket, { public: true }));
        const page = await fetch(url);
        expect(await page.text()).toBe('<script>');
        expect(page.headers.get('content-type')).not.toContain('html');
        expect((await fetch(url.replace('page.html', 'missing'))).status).toBe(400);
        expect((await target.visitor().storage.from(bucket).upload('x', 'x')).error).toMatchObject({
          statusCode: '403',
        });
      });
    },
  },
  {
    name: 'buckets are created, read, changed, listed, and deleted only when empty',
    run: async (target) => {
      const { storage } = target.admin();
      await withBucket(target, { public: false, fileSizeLimit: '1MB', allowedMimeTypes: ['image/png'] }, async (id) => {
        const shown = ok(await storage.getBucket(id));
        expect(shown).toMatchObject({ id, name: id, public: false, allowed_mime_types: ['image/png'] });
        expect(shown.file_size_limit).toBeGreaterThanOrEqual(1_000_000);
        expect(ok(await storage.listBuckets()).map((bucket) => bucket.id)).toContain(id);
        expect((await storage.createBucket(id)).error).toMatchObject({ status: 400, statusCode: '409' });
        ok(await storage.updateBucket(id, { public: false, fileSizeLimit: null, allowedMimeTypes: null }));
        expect(ok(await storage.getBucket(id))).toMatchObject({ file_size_limit: null, allowed_mime_types: null });
        ok(await storage.from(id).upload('x', 'x'));
        expect((await storage.deleteBucket(id)).error).toMatchObject({ statusCode: '409' });
        ok(await storage.emptyBucket(id));
        ok(await storage.deleteBucket(id));
        expect((await storage.getBucket(id)).error).toMatchObject({ statusCode: '404' });
      });
      expect((await storage.createBucket('no/slash')).error).toMatchObject({ statusCode: '400' });
    },
  },
];
