import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok, RefusedError, refuse } from '@/shared/refusal';
import { type Inbox, openInbox } from './live';

/** A stream that says nothing for longer is taken for dead by proxies. */
const HEARTBEAT_MS = 20_000;

/** A stream ends after this and the page opens another one, for which the session is checked anew. */
const STREAM_MS = 10 * 60_000;

/** How long a browser waits before it opens the next stream. */
const RETRY_MS = 2_000;

const live = createRoute({
  ...guarded([P.PARTNERS.MANAGE_LEADS]),
  method: 'get',
  path: API.partners.leadsLive,
  responses: {
    200: {
      description:
        'Server-sent events for an open page: "leads" carries ids of leads of the caller’s partner that changed, "many" says that too many did. Ends after ten minutes, or with the session.',
      content: { 'text/event-stream': { schema: z.string() } },
    },
  },
});

export const liveLeadRoutes = portalApi().openapi(live, async (c) => {
  const { userId, partnerId } = await c.var.asViewer(async (_tx, viewer) =>
    viewer.partner
      ? ok({ userId: viewer.userId, partnerId: viewer.partner.id })
      : refuse('forbidden', 'Leads belong to a partner.'),
  );
  const inbox = openInbox(userId, partnerId);
  if (!inbox) {
    const message = 'This page is open in too many windows at once. Close one of them.';
    throw new RefusedError({ code: 'rate_limited', message, retryAfterSeconds: HEARTBEAT_MS / 1000 });
  }
  return sendNews(c, inbox, Math.min(Date.now() + STREAM_MS, c.var.session.claims.exp * 1000));
});

function sendNews(c: Context, inbox: Inbox, endsMs: number): Response {
  const answer = streamSSE(c, async (stream) => {
    stream.onAbort(() => inbox.close());
    // Opens the stream at once, also behind a proxy that waits for the first bytes.
    await stream.writeSSE({ event: 'open', data: '', retry: RETRY_MS });
    while (!inbox.closed && Date.now() < endsMs) {
      const news = await inbox.next(Math.min(HEARTBEAT_MS, endsMs - Date.now()));
      if (inbox.closed) break;
      if (news === null) await stream.write(':\n\n');
      else if (news === 'many') await stream.writeSSE({ event: 'many', data: '' });
      else await stream.writeSSE({ event: 'leads', data: JSON.stringify(news) });
    }
    inbox.close();
  });
  // Neither kept, nor packed, nor held back until there is enough of it.
  answer.headers.set('cache-control', 'no-store, no-transform');
  answer.headers.set('x-accel-buffering', 'no');
  return answer;
}
