import { RefusedError } from '@/shared/refusal';
import { supabaseAdmin } from '../auth/supabase-clients';

/** Files that only the portal hands out. Paths are the portal's own ids, never a name that somebody typed. */
export type PrivateBucket = 'partner-kyc-documents';

type Answer<T> = { data: T; error: null } | { data: null; error: { message: string; name?: string } };

/**
 * The data of a storage answer. The portal names every path itself, so whatever goes wrong is an outage and no fault of
 * the caller.
 * @throws RefusedError unavailable
 */
function unwrap<T>(what: string, answer: Answer<T>): T {
  if (answer.error) {
    const message = `The file store could not ${what} right now. Nothing was changed; please try again.`;
    throw new RefusedError({ code: 'unavailable', message, retryAfterSeconds: 5 }, { cause: answer.error });
  }
  return answer.data;
}

/** What comes here is sealed already, so to the store it is bytes and nothing more. */
const SEALED = { contentType: 'application/octet-stream' };

export async function putPrivateFile(bucket: PrivateBucket, path: string, sealed: Uint8Array): Promise<void> {
  unwrap(
    'keep a file',
    await supabaseAdmin()
      .storage.from(bucket)
      .upload(path, sealed, { ...SEALED, upsert: false }),
  );
}

/** Puts other bytes in a file's place. A reader gets the one or the other, never a part of both. */
export async function replacePrivateFile(bucket: PrivateBucket, path: string, sealed: Uint8Array): Promise<void> {
  unwrap(
    'keep a file',
    await supabaseAdmin()
      .storage.from(bucket)
      .upload(path, sealed, { ...SEALED, upsert: true }),
  );
}

export async function getPrivateFile(bucket: PrivateBucket, path: string): Promise<Buffer> {
  const answer = await supabaseAdmin().storage.from(bucket).download(path);
  return Buffer.from(await unwrap<Blob>('open a file', answer).arrayBuffer());
}

/** Removing what is not there is no error: a sweep may come twice. */
export async function removePrivateFile(bucket: PrivateBucket, path: string): Promise<void> {
  unwrap('remove a file', await supabaseAdmin().storage.from(bucket).remove([path]));
}

const LIST_PAGE = 1000;

/** What lies directly below a folder, folders included (they have no time), page after page. */
export async function listPrivateFiles(
  bucket: PrivateBucket,
  folder: string,
): Promise<{ name: string; createdAt: string | null }[]> {
  const found: { name: string; createdAt: string | null }[] = [];
  for (;;) {
    const page = unwrap<{ name: string; created_at: string | null }[]>(
      'list files',
      await supabaseAdmin().storage.from(bucket).list(folder, { limit: LIST_PAGE, offset: found.length }),
    );
    found.push(...page.map(({ name, created_at }) => ({ name, createdAt: created_at ?? null })));
    if (page.length < LIST_PAGE) return found;
  }
}
