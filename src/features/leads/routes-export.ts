import { Readable } from 'node:stream';
import { createRoute, z } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { dayAt } from './domain/calendar-day';
import { exportLeads, mayExport } from './export-leads';
import { LeadsFilters } from './schema';

const exportOwn = createRoute({
  ...guarded([P.PARTNERS.MANAGE_LEADS]),
  method: 'post',
  path: API.partners.leadsExport,
  request: { body: jsonBody(LeadsFilters) },
  responses: {
    200: {
      description: 'The leads of the caller’s partner that fit, in the order of the list; at most 50 000',
      content: { 'text/csv': { schema: z.string() } },
    },
  },
});

export const leadExportRoutes = portalApi().openapi(exportOwn, async (c) => {
  const filters = c.req.valid('json');
  await c.var.asViewer(async (_tx, viewer) => mayExport(viewer));
  const csv = exportLeads(c.var.session.claims, filters);
  c.header('content-type', 'text/csv; charset=utf-8');
  c.header('content-disposition', `attachment; filename="leads-${dayAt(Date.now())}.csv"`);
  // Node's own stream is the web's as well; their types differ in what neither uses here.
  return c.body(Readable.toWeb(csv) as ReadableStream<Uint8Array>, 200);
});
