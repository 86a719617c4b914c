import { first } from '../database';
import type { Services } from '../services';
import type { Settings } from '../settings';
import { AuthError } from './errors';

const WINDOW_S = 300;

/** Counts a request of this kind from this client. Throws `over_request_rate_limit` beyond the limit of the settings. */
export async function countRequest(services: Services, kind: keyof Settings['limits'], client: string): Promise<void> {
  const limit = services.settings.limits[kind];
  const row = await first<{ hits: number }>(
    services.pool,
    `insert into sandbox_auth.rate_windows as w (key, window_start)
     values ($1, to_timestamp(floor(extract(epoch from now()) / $2) * $2))
     on conflict (key, window_start) do update set hits = w.hits + 1
     returning hits`,
    [`${kind} ${client}`, WINDOW_S],
  );
  const hits = row?.hits ?? 1;
  if (hits === 1) {
    await services.pool.query(`delete from sandbox_auth.rate_windows where window_start < now() - interval '1 hour'`);
  }
  if (hits > limit) throw new AuthError(429, 'over_request_rate_limit', 'Request rate limit reached');
}

/** Throws `over_email_send_rate_limit` when the last mail of this kind to the account is too recent. */
export function checkMailInterval(settings: Settings, lastSentAt: Date | null): void {
  if (!lastSentAt) return;
  const waitMs = lastSentAt.getTime() + settings.mailIntervalS * 1000 - Date.now();
  if (waitMs <= 0) return;
  const message = `For security purposes, you can only request this after ${Math.ceil(waitMs / 1000)} seconds.`;
  throw new AuthError(429, 'over_email_send_rate_limit', message);
}
