import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type Case, ok } from './case';
import { local, type Target } from './target';

/** A bucket of its own, emptied and deleted afterwards. */
export async function withBucket(
  target: Target,
  options: { public: boolean; fileSizeLimit?: number | string; allowedMimeTypes?: string[] },
  work: (bucket: string) => Promise<void>,
): Promise<void> {
  const bucket = `contract-${randomUUID()}`;
  const { storage } = target.admin();
  ok(await storage.createBucket(bucket, options));
  try {
    await work(bucket);
  } finally {
    await storage.emptyBucket(bucket);
    await storage.deleteBucket(bucket);
  }
}

async function signedIn(target: Target, label: string) {
  const account = await target.account(label);
  const visitor = target.visitor();
  ok(await visitor.auth.signInWithPassword(account));
  return { id: account.id, storage: visitor.storage };
}

/** Policies as a portal writes them: everybody has a folder named after the account. */
async function ownFolders(target: Target, bucket: string): Promise<void> {
  const own = `bucket_id = '${bucket}' and (storage.foldername(name))[1] = (select auth.uid())::text`;
  for (const [command, clauses] of Object.entries({
    select: `using (${own})`,
    insert: `with check (${own})`,
    update: `using (${own}) with check (${own})`,
    delete: `using (${own})`,
  })) {
    await local(target).sql.query(
      `create policy "${command} ${bucket}" on storage.objects for ${command} to authenticated ${clauses}`,
    );
  }
}

/** Who may do what: decided by policies on storage.objects and storage.buckets. */
export const storageAccessCases: Case[] = [
  {
    name: 'without a policy neither visitors nor users read, write, list, sign or remove anything',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        ok(await target.admin().storage.from(bucket).upload('secret.txt', 'secret'));
        const user = await signedIn(target, 'no-policy');
        for (const { storage } of [target.visitor(), user]) {
          const files = storage.from(bucket);
          const refused = { statusCode: '403', message: expect.stringContaining('row-level security') };
          expect((await files.upload('mine.txt', 'mine')).error).toMatchObject(refused);
          expect((await files.download('secret.txt')).error).toMatchObject({ status: 400 });
          expect((await files.createSignedUrl('secret.txt', 60)).error).toMatchObject({ statusCode: '404' });
          expect(ok(await files.list())).toEqual([]);
          expect(ok(await files.remove(['secret.txt']))).toEqual([]);
          expect((await files.createSignedUploadUrl('mine.txt')).error).toMatchObject(refused);
          expect(ok(await storage.listBuckets())).toEqual([]);
          expect((await storage.createBucket(`x-${randomUUID()}`)).error).toMatchObject(refused);
        }
        expect(await ok(await target.admin().storage.from(bucket).download('secret.txt')).text()).toBe('secret');
      });
    },
  },
  {
    name: 'with policies everybody works in their own folder and nowhere else',
    needs: 'database',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        await ownFolders(target, bucket);
        const me = await signedIn(target, 'owner');
        const other = await signedIn(target, 'neighbour');
        const mine = me.storage.from(bucket);
        ok(await mine.upload(`${me.id}/a.txt`, 'first'));
        ok(await mine.upload(`${me.id}/a.txt`, 'second', { upsert: true }));
        expect(await ok(await mine.download(`${me.id}/a.txt`)).text()).toBe('second');
        expect((await mine.upload(`${other.id}/b.txt`, 'x')).error).toMatchObject({ statusCode: '403' });
        expect((await mine.move(`${me.id}/a.txt`, `${other.id}/a.txt`)).error).toMatchObject({ statusCode: '403' });
        expect((await mine.copy(`${me.id}/a.txt`, `${other.id}/a.txt`)).error).toMatchObject({ statusCode: '403' });
        const theirs = other.storage.from(bucket);
        expect((await theirs.download(`${me.id}/a.txt`)).error).not.toBeNull();
        expect((await theirs.update(`${me.id}/a.txt`, 'x')).error).toMatchObject({ statusCode: '403' });
        expect(ok(await theirs.remove([`${me.id}/a.txt`]))).toEqual([]);
        expect(ok(await theirs.list(me.id))).toEqual([]);
        expect(await ok(await mine.download(`${me.id}/a.txt`)).text()).toBe('second');
        expect(ok(await mine.remove([`${me.id}/a.txt`]))).toMatchObject([{ name: `${me.id}/a.txt` }]);
        expect(ok(await mine.list(me.id))).toEqual([]);
      });
    },
  },
  {
    name: 'the owner of an object is the account that uploaded it',
    needs: 'database',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        await ownFolders(target, bucket);
        const me = await signedIn(target, 'uploader');
        ok(await me.storage.from(bucket).upload(`${me.id}/owned.txt`, 'x'));
        const { rows } = await local(target).sql.query(
          'select owner, owner_id, version from storage.objects where bucket_id = $1',
          [bucket],
        );
        expect(rows).toEqual([{ owner: me.id, owner_id: me.id, version: expect.any(String) }]);
      });
    },
  },
  {
    name: 'a token that nobody issued is refused',
    run: async (target) => {
      const response = await fetch(`${target.url}/storage/v1/bucket`, {
        headers: { apikey: target.publishableKey, authorization: 'Bearer not.a.token' },
      });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ statusCode: '403', error: 'Unauthorized' });
    },
  },
  {
    name: 'SQL cannot delete objects behind the service’s back',
    needs: 'database',
    run: async (target) => {
      await withBucket(target, { public: false }, async (bucket) => {
        ok(await target.admin().storage.from(bucket).upload('kept.txt', 'kept'));
        const deletion = local(target).sql.query('delete from storage.objects where bucket_id = $1', [bucket]);
        await expect(deletion).rejects.toMatchObject({ code: '42501' });
      });
    },
  },
];
