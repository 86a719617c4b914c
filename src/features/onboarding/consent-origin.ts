import type { Context } from 'hono';
import type { PortalEnv } from '@/platform/http/api-context';
import { clientAddress } from '@/platform/http/client-address';
import type { ConsentOrigin } from './consents';

/** Where a request's consents come from. */
export function consentOrigin(c: Context<PortalEnv>): ConsentOrigin {
  return { address: clientAddress(c), userAgent: c.req.header('user-agent') };
}
