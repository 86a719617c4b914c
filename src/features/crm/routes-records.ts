import { createRoute } from '@hono/zod-openapi';
import { guarded } from '@/platform/http/guard';
import { portalApi } from '@/platform/http/portal-api';
import { jsonAnswer, jsonBody } from '@/platform/http/schemas';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { API } from '@/shared/paths';
import { ok } from '@/shared/refusal';
import { listDifferences, listRecords, readRecord } from './read-records';
import { replayRecords } from './replay-records';
import { DifferencesQuery, RecordParam, RecordsQuery, Replay, SyncNow } from './schema';
import { DifferencesPage, RecordDetail, RecordsPage, Replayed } from './schema-desk';
import { NO_RECORD, sendRecordAgain } from './send-record-again';

const records = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'get',
  path: API.admin.integrationsRecords,
  request: { query: RecordsQuery },
  responses: { 200: jsonAnswer(RecordsPage, 'Records that the CRM refused, or in another state') },
});

const one = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'get',
  path: API.admin.integrationsRecord,
  request: { params: RecordParam },
  responses: { 200: jsonAnswer(RecordDetail, 'One record, and what would be sent of it now') },
});

const sync = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'post',
  path: API.admin.integrationsSync,
  request: { params: RecordParam, body: jsonBody(SyncNow) },
  responses: { 200: jsonAnswer(RecordDetail, 'The record, due now') },
});

const replay = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'post',
  path: API.admin.integrationsReplay,
  request: { body: jsonBody(Replay) },
  responses: { 200: jsonAnswer(Replayed, 'How many records are sent again') },
});

const differences = createRoute({
  ...guarded([P.INTEGRATIONS.MANAGE]),
  method: 'get',
  path: API.admin.integrationsDifferences,
  request: { query: DifferencesQuery },
  responses: { 200: jsonAnswer(DifferencesPage, 'Where the two sides were found apart, the newest first') },
});

export const recordRoutes = portalApi()
  .openapi(records, async (c) => {
    const query = c.req.valid('query');
    return c.json(await c.var.asViewer(async (tx) => ok(await listRecords(tx, query))), 200);
  })
  .openapi(one, async (c) => {
    const { entity, entityId } = c.req.valid('param');
    const detail = await c.var.asViewer(async (tx) => {
      const found = await readRecord(tx, entity, entityId);
      return found ? ok(found) : NO_RECORD;
    });
    return c.json(detail, 200);
  })
  .openapi(sync, async (c) => {
    const { entity, entityId } = c.req.valid('param');
    const { seen_state: seen } = c.req.valid('json');
    return c.json(await c.var.asViewer((tx) => sendRecordAgain(tx, entity, entityId, seen)), 200);
  })
  .openapi(replay, async (c) => {
    const which = c.req.valid('json');
    return c.json(await c.var.asViewer((tx) => replayRecords(tx, which)), 200);
  })
  .openapi(differences, async (c) => {
    const query = c.req.valid('query');
    return c.json(await c.var.asViewer(async (tx) => ok(await listDifferences(tx, query))), 200);
  });
