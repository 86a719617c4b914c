import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { readJson, writeJson } from './kept-file';

const Secrets = z.object({
  PORTAL_ENCRYPTION_KEYS: z.string(),
  ZOHO_WEBHOOK_TOKEN: z.string(),
  STRAPI_WEBHOOK_SECRET: z.string(),
  RESEND_WEBHOOK_SECRET: z.string(),
});
/** The secrets of one checkout, under the names of their variables. */
export type Secrets = z.infer<typeof Secrets>;

/** The checkout's own secrets, made the first time and kept in `<dataDir>/secrets.json` (mode 0600). */
export function checkoutSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json');
  const kept = readJson(file, Secrets);
  if (kept) return kept;
  const made: Secrets = {
    PORTAL_ENCRYPTION_KEYS: `local1:${randomBytes(32).toString('base64')}`,
    // Zoho takes at most 50 characters.
    ZOHO_WEBHOOK_TOKEN: randomBytes(24).toString('base64url'),
    STRAPI_WEBHOOK_SECRET: randomBytes(24).toString('base64url'),
    RESEND_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString('base64')}`,
  };
  writeJson(file, made);
  return made;
}
