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

export async function putPrivateFile(
  bucket: PrivateBucket,
  path: string,
  bytes: Uint8Array,
  mimeType: string,
): Promise<void> {
  unwrap(
    'keep a file',
    await supabaseAdmin().storage.from(bucket).upload(path, bytes, { contentType: mimeType, upsert: false }),
  );
}

/** Removing what is not there is no error: a sweep may come twice. */
export async function removePrivateFile(bucket: PrivateBucket, path: string): Promise<void> {
  unwrap('remove a file', await supabaseAdmin().storage.from(bucket).remove([path]));
}

/** A link that anybody who holds it can open until it expires; hand it only to whom you checked and audited. */
export async function signPrivateFile(bucket: PrivateBucket, path: string, expiresInSeconds: number): Promise<string> {
  const answer = await supabaseAdmin().storage.from(bucket).createSignedUrl(path, expiresInSeconds);
  return unwrap<{ signedUrl: string }>('sign a link', answer).signedUrl;
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
