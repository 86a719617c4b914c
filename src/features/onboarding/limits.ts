import type { Context } from 'hono';
import type { PortalEnv } from '@/platform/http/api-context';
import { clientAddress } from '@/platform/http/client-address';
import { countAttempt } from '@/platform/http/rate-limit';

const MINUTE = 60;

/**
 * Counts a password that is asked for again, by network address and by account.
 * @throws RefusedError rate_limited
 */
export async function countPasswordAttempt(c: Context<PortalEnv>): Promise<void> {
  await countAttempt({ name: 'confirm-network', attempts: 50, perSeconds: 15 * MINUTE }, clientAddress(c));
  await countAttempt({ name: 'confirm-account', attempts: 5, perSeconds: 15 * MINUTE }, c.var.session.claims.sub);
}
