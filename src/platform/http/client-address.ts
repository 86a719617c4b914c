import type { Context } from 'hono';
import { env } from '../env/env';
import type { PortalEnv } from './api-context';

/**
 * The address a request came from. A forwarded address is believed only as far as the proxies in front of the portal
 * are known (TRUSTED_PROXY_HOPS); anybody else can write that header.
 */
export function clientAddress(c: Context<PortalEnv>): string {
  const hops = env().TRUSTED_PROXY_HOPS;
  if (hops > 0) {
    const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map((part) => part.trim());
    return forwarded.at(-hops) || 'unknown';
  }
  return c.env?.incoming?.socket.remoteAddress ?? 'unknown';
}
