import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject, textOf } from './json';
import type { ZohoMode } from './mode';
import { startZoho, type ZohoStandIn } from './server';

/** A stand-in for tests, with bare calls that show replies exactly as they are. */
export interface TestZoho extends ZohoStandIn {
  /** Calls `ZohoCRM_<name>` and gives the CRM's body; null for 204. */
  call(name: string, args: JsonObject): Promise<JsonObject | null>;
  /** The `data` of the reply. */
  rows(name: string, args: JsonObject): Promise<JsonObject[]>;
  /** A request to one of the routes for people. */
  desk(method: string, path: string, body?: Json): Promise<{ status: number; body: JsonObject }>;
  /** Moves the CRM's clock. */
  setNow(epochMs: number): void;
}

/** One without sessions and with JSON replies, in a folder that goes with it. */
export async function startTestZoho(mode: Partial<ZohoMode> = {}): Promise<TestZoho> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zoho-test-'));
  let nowMs = Date.parse('2026-03-02T08:00:00.000Z');
  const zoho = await startZoho({ dataDir, mode: { replies: 'json', sessions: 'off', ...mode }, nowMs: () => nowMs });

  const call: TestZoho['call'] = async (name, args) => {
    const result = await rpc(zoho.mcpUrl, 'tools/call', { name: `ZohoCRM_${name}`, arguments: args });
    const content = Array.isArray(result.content) ? result.content[0] : null;
    const text = isObject(content) ? textOf(content.text) : '';
    const body: unknown = result.isError === true && !text.startsWith('{') ? { text } : JSON.parse(text);
    if (!isObject(body)) throw new Error('the reply is not an object');
    return typeof body.message === 'string' && /no content/.test(body.message) ? null : body;
  };
  return {
    ...zoho,
    call,
    rows: async (name, args) => {
      const data = (await call(name, args))?.data;
      return Array.isArray(data) ? data.filter(isObject) : [];
    },
    desk: async (method, path, body) => {
      const reply = await fetch(zoho.url + path, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const parsed: unknown = await reply.json();
      return { status: reply.status, body: isObject(parsed) ? parsed : {} };
    },
    setNow: (epochMs) => {
      nowMs = epochMs;
    },
    close: async () => {
      await zoho.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** One bare JSON-RPC request. @throws Error for a JSON-RPC error */
export async function rpc(mcpUrl: string, method: string, params: JsonObject): Promise<JsonObject> {
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const reply: unknown = await (await fetch(mcpUrl, { method: 'POST', headers, body })).json();
  if (!isObject(reply) || !isObject(reply.result)) throw new Error(JSON.stringify(reply));
  return reply.result;
}
