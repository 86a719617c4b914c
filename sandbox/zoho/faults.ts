import { z } from 'zod';

/** Every fault that can be ordered. `layer` says who acts on it: the HTTP reply, the CRM call, or a notification. */
export const FAULTS = {
  '429': {
    layer: 'call',
    about: 'TOO_MANY_REQUESTS from the CRM, nothing done; with "via": "http" as HTTP 429 instead',
  },
  '500': { layer: 'http', about: 'HTTP 500 from the connector, nothing done' },
  '401': { layer: 'http', about: 'HTTP 401 with WWW-Authenticate, nothing done' },
  '403_no_permission': { layer: 'call', about: 'NO_PERMISSION (Crm_Implied_Api_Access) from the CRM, nothing done' },
  expired_tokens: {
    layer: 'http',
    about: 'all access tokens have expired and the call is answered with HTTP 401, nothing done',
  },
  lost_session: {
    layer: 'http',
    about: 'all sessions are forgotten and the call is answered with HTTP 404, nothing done; MCP only',
  },
  hang_before_write: { layer: 'http', about: 'a write is never answered and never done' },
  hang_after_write: { layer: 'http', about: 'a write is done but never answered' },
  cut_stream: { layer: 'http', about: 'the call is done, its reply breaks off in the middle' },
  truncated_json: { layer: 'call', about: 'the call is done, the JSON inside its result is cut short' },
  wrapper_failure: {
    layer: 'call',
    about: 'nothing done; a wrapper of status "failure" with an error_code, without isError',
  },
  slow: { layer: 'call', about: 'the call takes "delayMs" longer (1500 when not given)' },
  duplicate_notification: { layer: 'notification', about: 'the next callback is delivered twice' },
  lost_notification: { layer: 'notification', about: 'the next callback is not delivered' },
} as const satisfies Record<string, { layer: 'http' | 'call' | 'notification'; about: string }>;

export type FaultKind = keyof typeof FAULTS;

export const FAULT_KINDS = Object.keys(FAULTS).filter((kind): kind is FaultKind => kind in FAULTS);

const WRITES_ONLY: ReadonlySet<FaultKind> = new Set(['hang_before_write', 'hang_after_write']);

export const faultOrderSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  times: z.number().int().min(1).max(100_000).default(1),
  /** Only for calls of this operation, such as `upsertRecords`; `write` stands for every operation that writes. */
  tool: z.string().optional(),
  via: z.enum(['crm', 'http']).optional(),
  delayMs: z.number().int().min(0).max(600_000).optional(),
});

export type FaultOrder = z.infer<typeof faultOrderSchema>;

export interface CalledTool {
  readonly name: string;
  readonly write: boolean;
}

/** The ordered faults, first come, first served. Kept in memory only: a restart heals everything. */
export class Faults {
  #queue: FaultOrder[] = [];

  add(order: FaultOrder): void {
    this.#queue.push({ ...order });
  }

  list(): FaultOrder[] {
    return this.#queue.map((order) => ({ ...order }));
  }

  clear(): void {
    this.#queue = [];
  }

  /** The fault for the HTTP reply of this call, if the next one for it is of that layer. */
  takeHttp(tool: CalledTool, via: 'mcp' | 'rest'): FaultOrder | null {
    const next = this.#queue.find(
      (order) => applies(order, tool) && !(via === 'rest' && order.kind === 'lost_session'),
    );
    return next && layerOf(next) === 'http' ? this.#use(next) : null;
  }

  takeCall(tool: CalledTool): FaultOrder | null {
    const next = this.#queue.find((order) => applies(order, tool) && layerOf(order) === 'call');
    return next ? this.#use(next) : null;
  }

  takeNotification(): FaultKind | null {
    const next = this.#queue.find((order) => layerOf(order) === 'notification');
    return next ? this.#use(next).kind : null;
  }

  #use(order: FaultOrder): FaultOrder {
    order.times -= 1;
    if (order.times === 0) this.#queue = this.#queue.filter((other) => other !== order);
    return order;
  }
}

function layerOf(order: FaultOrder): 'http' | 'call' | 'notification' {
  return order.kind === '429' && order.via === 'http' ? 'http' : FAULTS[order.kind].layer;
}

function applies(order: FaultOrder, tool: CalledTool): boolean {
  if (layerOf(order) === 'notification') return false;
  if (order.tool === 'write' ? !tool.write : order.tool !== undefined && order.tool !== tool.name) return false;
  return tool.write || !WRITES_ONLY.has(order.kind);
}
