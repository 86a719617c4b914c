import type { Context } from 'hono';
import { isPasswordOf } from '@/platform/auth/verify-password';
import type { PortalEnv } from '@/platform/http/api-context';
import { RefusedError } from '@/shared/refusal';
import { countPasswordAttempt } from './limits';

/**
 * Asks the person at the keyboard for the password again, so that an open session alone is not enough.
 * @throws RefusedError rate_limited, invalid_request at the field, or unavailable
 */
export async function confirmPassword(c: Context<PortalEnv>, password: string): Promise<void> {
  await countPasswordAttempt(c);
  const { email } = c.var.session.claims;
  if (email && (await isPasswordOf(email, password))) return;
  const message = 'This is not your password.';
  throw new RefusedError({ code: 'invalid_request', message, fields: { password: message } });
}
