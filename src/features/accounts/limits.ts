import type { Context } from 'hono';
import type { PortalEnv } from '@/platform/http/api-context';
import { clientAddress } from '@/platform/http/client-address';
import { countAttempt } from '@/platform/http/rate-limit';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Attempts for each credential route: so many an address of the network, so many an account. */
const LIMITS = {
  signup: { network: [30, HOUR], account: [5, HOUR] },
  login: { network: [100, 15 * MINUTE], account: [10, 15 * MINUTE] },
  forgot: { network: [30, HOUR], account: [4, HOUR] },
  reset: { network: [30, HOUR], account: [10, HOUR] },
  // The account is not known yet: a code, which works once anyway.
  callback: { network: [100, HOUR], account: [5, HOUR] },
} as const;

/**
 * Counts an attempt against both limits.
 * @param account what names the account: an e-mail address, the id of a user, or the code of a link
 * @throws RefusedError rate_limited
 */
export async function countCredentialAttempt(
  c: Context<PortalEnv>,
  route: keyof typeof LIMITS,
  account: string,
): Promise<void> {
  const { network, account: perAccount } = LIMITS[route];
  await countAttempt({ name: `${route}-network`, attempts: network[0], perSeconds: network[1] }, clientAddress(c));
  await countAttempt({ name: `${route}-account`, attempts: perAccount[0], perSeconds: perAccount[1] }, account);
}
