import type { MiddlewareHandler } from 'hono';
import { RefusedError } from '@/shared/refusal';
import { publicUrl } from '../env/env';
import type { PortalEnv } from './api-context';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Browsers name the page that sends an unsafe request; it has to be one of ours. A request without that name comes from
 * a program, which has no cookies of somebody else's to abuse, unless the browser says that it is cross-site.
 */
export const requireSameOrigin: MiddlewareHandler<PortalEnv> = async (c, next) => {
  if (
    !SAFE.has(c.req.method) &&
    !isSameOrigin(c.req.header('origin'), c.req.header('host'), c.req.header('sec-fetch-site'))
  ) {
    throw new RefusedError({
      code: 'cross_origin',
      message: 'This request came from another site, so it was not carried out.',
    });
  }
  await next();
};

function isSameOrigin(origin: string | undefined, host: string | undefined, fetchSite: string | undefined): boolean {
  if (origin === undefined) return fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none';
  if (!URL.canParse(origin)) return false;
  const sender = new URL(origin);
  return sender.origin === new URL(publicUrl()).origin || sender.host === host;
}
