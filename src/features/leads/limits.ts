import type { Context } from 'hono';
import type { PortalEnv } from '@/platform/http/api-context';
import { clientAddress } from '@/platform/http/client-address';
import { countAttempt } from '@/platform/http/rate-limit';

const MINUTE = 60;

/**
 * Counts a registration by the person who sends it. A day's limit stands beside it in the database.
 * @throws RefusedError rate_limited
 */
export async function countRegistration(c: Context<PortalEnv>): Promise<void> {
  await countAttempt({ name: 'lead-register', attempts: 30, perSeconds: 5 * MINUTE }, c.var.session.claims.sub);
}

/**
 * Counts a look at a calendar by network address: programs look every few minutes, some from one address for many people.
 * @throws RefusedError rate_limited
 */
export async function countCalendarRead(c: Context<PortalEnv>): Promise<void> {
  await countAttempt({ name: 'calendar-network', attempts: 120, perSeconds: MINUTE }, clientAddress(c));
}
