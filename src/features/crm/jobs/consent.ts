import { sql } from 'kysely';
import { z } from 'zod';
import { CrmError } from '@/integrations/zoho/errors';
import { beginAuthorization, finishAuthorization, type PendingAuthorization } from '@/integrations/zoho/oauth';
import { openText, sealText } from '@/platform/crypto/seal';
import { withSystem } from '@/platform/db/with-system';
import { keepTokens, placeOfSecret } from './oauth-tokens';

const Pending: z.ZodType<PendingAuthorization> = z.object({
  authorizationUrl: z.string(),
  codeVerifier: z.string(),
  clientId: z.string(),
  tokenEndpoint: z.string(),
  resource: z.string().nullable(),
  redirectUrl: z.string(),
});

export type ConsentContext = { mcpUrl: string | undefined; redirectUrl: string; timeoutMs: number };

/** Makes the address at which an administrator lets the portal into the CRM, for the page that waits for it. */
export async function beginConsent({ mcpUrl, redirectUrl, timeoutMs }: ConsentContext): Promise<void> {
  const { oauth_state: state } = await withSystem((tx) =>
    tx.db.selectFrom('crm_connection').select('oauth_state').executeTakeFirstOrThrow(),
  );
  if (!state || !mcpUrl) return;
  const clientName = 'CircleTel partner portal';
  try {
    const pending = await beginAuthorization({ mcpUrl, redirectUrl, clientName, state, timeoutMs });
    const sealed = sealText(JSON.stringify(pending), placeOfSecret('oauth_pending'));
    await withSystem((tx) =>
      tx.db
        .updateTable('crm_connection')
        .set({ oauth_pending: sealed, oauth_url: pending.authorizationUrl })
        .where('oauth_state', '=', state)
        .execute(),
    );
  } catch (error) {
    await noteFault(error);
  }
}

/** Exchanges the code that the consent brought for tokens. A code counts once, whatever comes of it. */
export async function takeConsent({ timeoutMs }: Pick<ConsentContext, 'timeoutMs'>): Promise<void> {
  const row = await withSystem(async (tx) => {
    const found = await tx.db
      .selectFrom('crm_connection')
      .select(['oauth_code', 'oauth_pending'])
      .forUpdate()
      .executeTakeFirstOrThrow();
    await tx.db.updateTable('crm_connection').set({ oauth_code: null, oauth_pending: null, oauth_url: null }).execute();
    return found;
  });
  if (!row.oauth_code || !row.oauth_pending) return;
  const pending = Pending.parse(JSON.parse(openText(row.oauth_pending, placeOfSecret('oauth_pending'))));
  const code = openText(row.oauth_code, placeOfSecret('oauth_code'));
  try {
    const tokens = await finishAuthorization(pending, code, { timeoutMs });
    await withSystem(async (tx) => {
      await keepTokens(tx, tokens, pending);
      await tx.db
        .updateTable('crm_connection')
        .set({ oauth_connected_at: sql`now()`, failures: 0, open_until: null })
        .execute();
    });
  } catch (error) {
    await noteFault(error);
  }
}

/** A person looks at the page and can try again; a second attempt of ours would not be theirs. @throws what is a bug */
async function noteFault(error: unknown): Promise<void> {
  if (!(error instanceof CrmError)) throw error;
  const fault = JSON.stringify({ kind: error.kind, code: error.code ?? null, field: error.apiName ?? null });
  await withSystem((tx) =>
    tx.db.updateTable('crm_connection').set({ last_fault: fault, last_fault_at: sql`now()` }).execute(),
  );
}
