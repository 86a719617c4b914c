import { createRoute, z } from '@hono/zod-openapi';
import { publicUrl } from '@/platform/env/env';
import { guarded, open } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok, unwrapOutcome } from '@/shared/refusal';
import { calendarFile } from './calendar-file';
import { countCalendarRead } from './limits';
import { makeCalendar } from './make-calendar';
import { readCalendarFeed } from './read-calendar-feed';
import { readCalendar } from './read-work';
import { CalendarAnswer, CalendarLink, CalendarParam } from './schema-work';
import { stopCalendar } from './stop-calendar';

const state = createRoute({
  ...guarded([P.PARTNERS.MANAGE_LEADS]),
  method: 'get',
  path: API.partners.calendar,
  responses: { 200: jsonAnswer(CalendarAnswer, 'Whether the caller’s calendar is on, and when it was last read') },
});

const make = createRoute({
  ...guarded([P.PARTNERS.MANAGE_LEADS]),
  method: 'post',
  path: API.partners.calendar,
  responses: { 201: jsonAnswer(CalendarLink, 'A new secret link, in place of the one before') },
});

const stop = createRoute({
  ...guarded([P.PARTNERS.MANAGE_LEADS]),
  method: 'delete',
  path: API.partners.calendar,
  responses: { 200: jsonAnswer(CalendarAnswer, 'The calendar is off') },
});

const feed = createRoute({
  ...open,
  method: 'get',
  path: API.calendarFeed,
  request: { params: CalendarParam },
  responses: {
    200: { description: 'Next actions as iCalendar', content: { 'text/calendar': { schema: z.string() } } },
    304: { description: 'Nothing changed since the ETag that was sent along' },
  },
});

export const calendarRoutes = portalApi()
  .openapi(state, async (c) => {
    const calendar = await c.var.asViewer(async (tx) => ok(await readCalendar(tx)));
    return c.json({ calendar }, 200);
  })
  .openapi(make, async (c) => c.json(await c.var.asViewer((tx, viewer) => makeCalendar(tx, viewer, publicUrl())), 201))
  .openapi(stop, async (c) => {
    const calendar = await c.var.asViewer((tx, viewer) => stopCalendar(tx, viewer));
    return c.json({ calendar }, 200);
  })
  .openapi(feed, async (c) => {
    await countCalendarRead(c);
    const entries = unwrapOutcome(await readCalendarFeed(c.req.valid('param').secret));
    const { body, etag } = calendarFile(entries, publicUrl());
    c.header('cache-control', 'private, no-cache');
    c.header('etag', etag);
    if (c.req.header('if-none-match') === etag) return c.body(null, 304);
    c.header('content-disposition', 'inline; filename="circletel-leads.ics"');
    return c.body(body, 200, { 'content-type': 'text/calendar; charset=utf-8' });
  });
