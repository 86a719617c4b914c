import { sql } from 'kysely';
import { z } from 'zod';
import type { CrmCredentials } from '@/integrations/zoho/credentials';
import { CrmError } from '@/integrations/zoho/errors';
import { type OAuthTokens, refreshTokens } from '@/integrations/zoho/oauth';
import { openText, type SealedPlace, sealText } from '@/platform/crypto/seal';
import type { Tx } from '@/platform/db/transaction';
import { withSystem } from '@/platform/db/with-system';

export type SealedColumn = 'oauth_tokens' | 'oauth_pending' | 'oauth_code';

/** Where a secret of the connection is sealed. */
export const placeOfSecret = (column: SealedColumn): SealedPlace => ({
  table: 'crm_connection',
  column,
  row: 'connection',
});

const Stored = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  tokenEndpoint: z.string(),
  clientId: z.string(),
  resource: z.string().nullable(),
});
type Stored = z.infer<typeof Stored>;

/** A token that ends sooner is renewed before it is used. */
const RENEW_BEFORE_MS = 60_000;

/** One refresh at a time over all workers: Zoho allows ten in ten minutes. */
const LOCK = 'crm.oauth';

/**
 * The tokens that an administrator's consent brought. Without any the address alone has to be enough. A token that is about
 * to end, or that the server no longer takes, is renewed by whoever comes first; the others wait and use the same.
 */
export function storedCredentials(timeoutMs: number): CrmCredentials {
  return {
    async headers(): Promise<Record<string, string>> {
      const tokens = await withSystem(readTokens);
      if (!tokens) return {};
      const isFresh = !tokens.expiresAt || Date.parse(tokens.expiresAt) - Date.now() > RENEW_BEFORE_MS;
      const current = isFresh ? tokens : await renew(tokens.accessToken, timeoutMs);
      return { authorization: `Bearer ${current.accessToken}` };
    },
    async refused(headers) {
      const token = headers.authorization?.replace(/^Bearer /, '');
      if (!token) {
        await withSystem((tx) => tx.db.updateTable('crm_connection').set({ oauth_needs_consent: true }).execute());
        return false;
      }
      return renew(token, timeoutMs).then(
        () => true,
        (error: unknown) => {
          if (error instanceof CrmError && error.kind === 'auth') return false;
          throw error;
        },
      );
    },
  };
}

export async function readTokens(tx: Tx): Promise<Stored | null> {
  const row = await tx.db.selectFrom('crm_connection').select('oauth_tokens').executeTakeFirst();
  if (!row?.oauth_tokens) return null;
  return Stored.parse(JSON.parse(openText(row.oauth_tokens, placeOfSecret('oauth_tokens'))));
}

export async function keepTokens(
  tx: Tx,
  { accessToken, refreshToken, expiresAt }: OAuthTokens,
  { tokenEndpoint, clientId, resource }: Pick<Stored, 'tokenEndpoint' | 'clientId' | 'resource'>,
): Promise<Stored> {
  const client = { tokenEndpoint, clientId, resource };
  const stored = { accessToken, refreshToken, expiresAt: expiresAt?.toISOString() ?? null, ...client };
  await tx.db
    .updateTable('crm_connection')
    .set({
      oauth_tokens: sealText(JSON.stringify(stored), placeOfSecret('oauth_tokens')),
      oauth_expires_at: expiresAt,
      oauth_needs_consent: false,
    })
    .execute();
  return stored;
}

/** New tokens in place of `used`, unless somebody else has renewed them meanwhile. @throws CrmError auth: a person must consent */
async function renew(used: string, timeoutMs: number): Promise<Stored> {
  const renewed = await withSystem(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${LOCK}, 0))`.execute(tx.db);
    const now = await readTokens(tx);
    if (now && now.accessToken !== used) return now;
    if (!now?.refreshToken) return null;
    const { refreshToken, tokenEndpoint, clientId, resource } = now;
    const client = { tokenEndpoint, clientId, resource };
    try {
      const fresh = await refreshTokens({ ...client, refreshToken }, { timeoutMs });
      // Zoho keeps the refresh token; a server that gives a new one takes the old one back.
      return await keepTokens(tx, { ...fresh, refreshToken: fresh.refreshToken ?? refreshToken }, client);
    } catch (error) {
      if (error instanceof CrmError && error.kind === 'auth') return null;
      throw error;
    }
  });
  if (renewed) return renewed;
  await withSystem((tx) => tx.db.updateTable('crm_connection').set({ oauth_needs_consent: true }).execute());
  throw new CrmError('Somebody has to connect the CRM again', { kind: 'auth', code: 'CONSENT_NEEDED' });
}
