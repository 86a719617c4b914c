import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import path from 'node:path';
import { expect } from 'vitest';
import { type Case, ok } from './case';
import { withBucket } from './storage-access';
import { local, type Target } from './target';

async function filesOnDisk(target: Target): Promise<string[]> {
  const entries = await readdir(local(target).dataDir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

/** Sends half of an upload and hangs up. */
function abortedUpload(target: Target, key: string): Promise<void> {
  return new Promise((resolve) => {
    const url = `${target.url}/storage/v1/object/${key}`;
    const headers = { apikey: target.secretKey, 'content-type': 'text/plain', 'content-length': '80' };
    const upload = request(url, { method: 'POST', headers });
    upload.on('error', () => resolve());
    upload.write('x'.repeat(40), () => upload.destroy());
    upload.on('close', () => resolve());
  });
}

/** Uploads, downloads, links and lists, with the secret key. */
export const storageFileCases: Case[] = [
  {
    name: 'bytes come back as they went in, from a blob (form), a buffer and a stream',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        const files = target.admin().storage.from(bucket);
        const bytes = randomBytes(3_000_000);
        const stream = new Blob([bytes]).stream();
        const bodies = { blob: new Blob([bytes], { type: 'application/x-a' }), buffer: bytes, stream };
        for (const [name, body] of Object.entries(bodies)) {
          const { fullPath, id } = ok(await files.upload(`in/${name}`, body, { contentType: 'application/x-a' }));
          expect(fullPath).toBe(`${bucket}/in/${name}`);
          const blob = ok(await files.download(`in/${name}`));
          expect(Buffer.from(await blob.arrayBuffer()).equals(bytes)).toBe(true);
          const described = ok(await files.info(`in/${name}`));
          expect(described).toMatchObject({ id, size: bytes.length, contentType: 'application/x-a' });
          expect(described.cacheControl).toBe('max-age=3600');
        }
      });
    },
  },
  {
    name: 'an empty file, and content that looks like a form boundary, survive',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        const files = target.admin().storage.from(bucket);
        for (const text of ['', '\r\n--', '\r\n----x\r\n\r\n--\r\n', 'a\r\n--b--\r\n'.repeat(9999)]) {
          ok(await files.upload('tricky', new Blob([text]), { upsert: true }));
          expect(await ok(await files.download('tricky')).text()).toBe(text);
        }
      });
    },
  },
  {
    name: 'metadata given with an upload is kept and shown',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        const files = target.admin().storage.from(bucket);
        const metadata = { document: 'identity', page: 2 };
        ok(await files.upload('form', new Blob(['x']), { metadata }));
        ok(await files.upload('plain', Buffer.from('x'), { metadata, contentType: 'text/plain' }));
        for (const name of ['form', 'plain']) expect(ok(await files.info(name)).metadata).toEqual(metadata);
      });
    },
  },
  {
    name: 'a second upload is a duplicate unless it may replace',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        const files = target.admin().storage.from(bucket);
        const first = ok(await files.upload('a.txt', 'one'));
        expect((await files.upload('a.txt', 'two')).error).toMatchObject({ status: 400, statusCode: '409' });
        expect(await ok(await files.download('a.txt')).text()).toBe('one');
        expect(ok(await files.upload('a.txt', 'three', { upsert: true })).id).toBe(first.id);
        ok(await files.update('a.txt', 'four'));
        expect(await ok(await files.download('a.txt')).text()).toBe('four');
      });
    },
  },
  {
    name: 'size and type limits of a bucket hold for every kind of body',
    run: async (target) => {
      const options = { public: false, fileSizeLimit: 1000, allowedMimeTypes: ['image/*', 'application/pdf'] };
      await withBucket(target, options, async (bucket) => {
        const files = target.admin().storage.from(bucket);
        const [type, large] = ['application/pdf', randomBytes(2_000_000)];
        const tooLarge = { status: 400, statusCode: '413' };
        const endless = new Blob([large]).stream();
        expect((await files.upload('form', new Blob([large], { type }))).error).toMatchObject(tooLarge);
        expect((await files.upload('plain', large, { contentType: type })).error).toMatchObject(tooLarge);
        expect((await files.upload('stream', endless, { contentType: type })).error).toMatchObject(tooLarge);
        expect((await files.upload('exact', large.subarray(0, 1001), { contentType: type })).error).not.toBeNull();
        ok(await files.upload('exact', large.subarray(0, 1000), { contentType: type }));
        ok(await files.upload('image', new Blob(['x'], { type: 'image/png' })));
        const wrong = { status: 400, statusCode: '415' };
        expect((await files.upload('html', new Blob(['x'], { type: 'text/html' }))).error).toMatchObject(wrong);
        expect((await files.upload('big', large, { contentType: 'text/plain' })).error).toMatchObject(wrong);
        expect(ok(await files.list()).map((entry) => entry.name)).toEqual(['exact', 'image']);
      });
    },
  },
  {
    name: 'nothing that failed or was replaced or removed stays on disk, and no name reaches it',
    needs: 'database',
    run: async (target) => {
      const before = await filesOnDisk(target);
      await withBucket(target, { public: false, fileSizeLimit: 100 }, async (bucket) => {
        const files = target.admin().storage.from(bucket);
        ok(await files.upload('person/passport.pdf', 'one'));
        ok(await files.upload('person/passport.pdf', 'two', { upsert: true }));
        await files.upload('person/passport.pdf', 'three');
        await files.upload('large', new Blob([randomBytes(500)]));
        await abortedUpload(target, `${bucket}/half`);
        const added = async () => (await filesOnDisk(target)).filter((file) => !before.includes(file));
        await expect.poll(async () => (await added()).length, { timeout: 20_000 }).toBe(1);
        expect((await added()).join()).not.toContain('passport');
        ok(await files.remove(['person/passport.pdf']));
      });
      expect(await filesOnDisk(target)).toEqual(before);
    },
  },
  {
    name: 'no path leaves the bucket',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        for (const name of ['..%2f..%2fescape', '%2e%2e/x', 'a/..%2Fb', 'a%00b', 'a%5c..%5cb']) {
          const response = await fetch(`${target.url}/storage/v1/object/${bucket}/${name}`, {
            method: 'POST',
            headers: { apikey: target.secretKey, 'content-type': 'text/plain' },
            body: 'x',
          });
          expect(response.status).toBeGreaterThanOrEqual(400);
          expect(response.status).toBeLessThan(500);
        }
        expect(ok(await target.admin().storage.from(bucket).list())).toEqual([]);
      });
    },
  },
  {
    name: 'a range, a condition and a head request are answered as HTTP says',
    run: async (target) => {
      await withBucket(target, { public: true }, async (bucket) => {
        const files = target.admin().storage.from(bucket);
        ok(await files.upload('digits', '0123456789', { contentType: 'text/plain' }));
        const url = files.getPublicUrl('digits').data.publicUrl;
        const ask = (headers: Record<string, string>, method = 'GET') => fetch(url, { headers, method });
        const whole = await ask({});
        expect(await whole.text()).toBe('0123456789');
        for (const [range, text] of [
          ['2-4', '234'],
          ['7-', '789'],
          ['-3', '789'],
          ['8-99', '89'],
        ]) {
          const part = await ask({ range: `bytes=${range}` });
          expect([part.status, await part.text()]).toEqual([206, text]);
        }
        expect((await ask({ range: 'bytes=2-4' })).headers.get('content-range')).toBe('bytes 2-4/10');
        expect((await ask({ range: 'bytes=99-' })).status).toBe(416);
        expect((await ask({ 'if-none-match': whole.headers.get('etag') ?? '' })).status).toBe(304);
        const head = await ask({}, 'HEAD');
        expect([head.status, head.headers.get('content-length')]).toEqual([200, '10']);
      });
    },
  },
  {
    name: 'exists and info tell a missing object from one that is there',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        const files = target.admin().storage.from(bucket);
        ok(await files.upload('there', 'x'));
        expect((await files.exists('there')).data).toBe(true);
        expect((await files.exists('missing')).data).toBe(false);
        expect((await files.info('missing')).error).toMatchObject({ status: 400, statusCode: '404' });
        expect((await target.admin().storage.from('no-such-bucket').upload('x', 'x')).error).toMatchObject({
          statusCode: '404',
          message: 'Bucket not found',
        });
      });
    },
  },
  {
    name: 'a list shows one level, folders first, in the wished order and part',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        const files = target.admin().storage.from(bucket);
        for (const name of ['b.txt', 'a.txt', 'z/one.txt', 'z/two.txt', 'z/deep/er.txt']) {
          ok(await files.upload(name, 'x'));
        }
        const names = async (folder: string, options = {}) =>
          ok(await files.list(folder, options)).map((entry) => (entry.id ? entry.name : `${entry.name}/`));
        expect(await names('')).toEqual(['z/', 'a.txt', 'b.txt']);
        expect(await names('z')).toEqual(['deep/', 'one.txt', 'two.txt']);
        expect(await names('', { sortBy: { column: 'name', order: 'desc' } })).toEqual(['z/', 'b.txt', 'a.txt']);
        expect(await names('z', { limit: 1, offset: 1 })).toEqual(['one.txt']);
        expect(await names('z', { search: 'tw' })).toEqual(['two.txt']);
        expect(await names('', { search: '%' })).toEqual([]);
      });
    },
  },
  {
    name: 'an object moves and is copied, also to another bucket, with its content',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        await withBucket(target, { public: false }, async (other) => {
          const files = target.admin().storage.from(bucket);
          ok(await files.upload('a.txt', 'content'));
          ok(await files.copy('a.txt', 'copy/b.txt'));
          ok(await files.move('a.txt', 'c.txt', { destinationBucket: other }));
          expect((await files.download('a.txt')).error).not.toBeNull();
          ok(await files.remove(['copy/b.txt']));
          expect(await ok(await target.admin().storage.from(other).download('c.txt')).text()).toBe('content');
          expect((await files.move('missing', 'x')).error).toMatchObject({ statusCode: '404' });
        });
      });
    },
  },
];
