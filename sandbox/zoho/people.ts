import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { convertLead } from './convert';
import type { Desk } from './desk';
import { FAULT_KINDS, FAULTS, faultOrderSchema } from './faults';
import { BadRequest, readJson, sendJson, sendText } from './http';
import { isObject, type Json, type JsonObject, textOf } from './json';
import { MODULES, type Module } from './modules';
import type { OperationContext } from './operation';
import { renderPage } from './page';
import { DESK_USER } from './records';
import { renderRecord } from './render';
import { type CrmReply, rowError } from './reply';
import { createRecords, updateRecords } from './writes';

/** Routes beside MCP. False when the path is none of them. */
export async function handlePeople(desk: Desk, req: IncomingMessage, res: ServerResponse, url: URL): Promise<boolean> {
  const [, first = '', second] = url.pathname.split('/');
  const route = `${req.method} /${first}`;
  switch (route) {
    case 'GET /':
      sendText(res, 200, renderPage(desk, url.searchParams.get('module')), 'text/html');
      return true;
    case 'GET /records':
      listAll(desk, res, second);
      return true;
    case 'POST /records':
      changeRecord(desk, res, second, await readJson(req));
      return true;
    case 'GET /faults':
      sendJson(res, 200, { data: desk.faults.list().map((order) => ({ ...order })), kinds: faultGuide() });
      return true;
    case 'POST /faults':
      orderFault(desk, res, await readJson(req));
      return true;
    case 'DELETE /faults':
      desk.faults.clear();
      sendJson(res, 200, { data: [] });
      return true;
    case 'GET /calls':
      listCalls(desk, res, url);
      return true;
    case 'DELETE /calls':
      desk.crm.calls.clear();
      sendJson(res, 200, { data: [] });
      return true;
    case 'GET /notifications':
      listNotifications(desk, res);
      return true;
    default:
      return false;
  }
}

function faultGuide(): JsonObject {
  return Object.fromEntries(Object.entries(FAULTS).map(([kind, fault]) => [kind, fault.about]));
}

function findModule(res: ServerResponse, name: string | undefined): Module | null {
  const module = MODULES.get(name ?? '');
  if (!module) sendJson(res, 404, { error: 'there is no such module', modules: [...MODULES.keys()] });
  return module ?? null;
}

function listAll(desk: Desk, res: ServerResponse, name: string | undefined): void {
  const module = findModule(res, name);
  if (!module) return;
  const { records } = desk.crm;
  const all = records.select(module.apiName, '1 = 1', [], 'id asc', -1, 0);
  sendJson(res, 200, { data: all.map((record) => renderRecord(record, null, records)) });
}

function orderFault(desk: Desk, res: ServerResponse, body: unknown): void {
  const parsed = faultOrderSchema.safeParse(body);
  if (!parsed.success) {
    const problem = z.prettifyError(parsed.error);
    sendJson(res, 400, { error: problem, allowed: [...FAULT_KINDS], kinds: faultGuide() });
    return;
  }
  desk.faults.add(parsed.data);
  sendJson(res, 201, { data: desk.faults.list().map((order) => ({ ...order })) });
}

function listCalls(desk: Desk, res: ServerResponse, url: URL): void {
  const limit = Number(url.searchParams.get('limit') ?? 100);
  if (!Number.isInteger(limit) || limit < 1) throw new BadRequest('limit must be a positive whole number');
  const { calls, credits } = desk.crm;
  const data = calls.last(limit, url.searchParams.get('tool'));
  sendJson(res, 200, { totals: calls.totals(), credits24h: credits.used(), data });
}

function listNotifications(desk: Desk, res: ServerResponse): void {
  const channels = desk.crm.notifications.list(null).body?.watch ?? [];
  const deliveries = desk.crm.notifications.deliveries().map((one): Json => ({ ...one, ids: [...one.ids] }));
  sendJson(res, 200, { channels, deliveries });
}

/** One change "in the CRM": a new record, changed fields of `id`, `{id, delete: true}`, `{id, restore: true}` or `{id, convert: true}`. */
function changeRecord(desk: Desk, res: ServerResponse, name: string | undefined, body: unknown): void {
  const module = findModule(res, name);
  if (!module) return;
  if (!isObject(body)) throw new BadRequest('the body must be one JSON object');
  const reply = desk.crm.write(DESK_USER, new Set(), (context) => applyChange(module, body, context));
  sendJson(res, reply.status, reply.body);
}

function applyChange(module: Module, body: JsonObject, context: OperationContext): CrmReply {
  const { id, delete: remove, permanent, restore, convert, ...fields } = body;
  if (id === undefined) return createRecords(module, [fields], context);
  if (restore === true && context.records.restore(module.apiName, textOf(id))) {
    return {
      status: 200,
      body: { data: [{ code: 'SUCCESS', details: { id }, message: 'record restored', status: 'success' }] },
    };
  }
  const record = context.records.find(module.apiName, textOf(id));
  if (!record)
    return { status: 404, body: { data: [rowError('INVALID_DATA', 'the id given seems to be invalid', { id })] } };
  if (convert === true && module.apiName === 'Leads') return convertLead(record.id, fields, context);
  if (remove !== true) return updateRecords(module, [{ ...fields, id: record.id }], context);
  context.records.remove(record, context.actor, permanent === true ? 'permanent' : 'recycle');
  context.changes.push({ module: module.apiName, operation: 'delete', id: record.id, fields: {} });
  const row = { code: 'SUCCESS', details: { id: record.id }, message: 'record deleted', status: 'success' };
  return { status: 200, body: { data: [row] } };
}
