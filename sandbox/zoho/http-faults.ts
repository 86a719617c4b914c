import type { ServerResponse } from 'node:http';
import { cutReply, hangReply } from './broken-replies';
import type { Crm } from './crm';
import type { FaultOrder } from './faults';
import { sendJson, sendText } from './http';
import type { JsonObject } from './json';
import type { Operation } from './operation';

/**
 * Acts on a fault of the HTTP reply. `refuse` answers the kinds that look different on each interface (401, a lost session).
 * @returns true when the request is thereby answered, or never will be; false when the call is still to be made
 */
export function breakReply(
  fault: FaultOrder,
  operation: Operation,
  args: JsonObject,
  res: ServerResponse,
  crm: Crm,
  refuse: () => void,
): boolean {
  if (fault.kind === 'cut_stream' || fault.kind === 'hang_after_write') {
    if (fault.kind === 'cut_stream') cutReply(res);
    else hangReply(res);
    return false;
  }
  const entry = { tool: operation.name, arguments: args, result: null, status: null };
  crm.calls.add({ ...entry, executed: false, fault: fault.kind, ignoredFields: [] });
  if (fault.kind === '429') {
    sendJson(res, 429, { code: 429, error: 'TOO_MANY_REQUESTS', error_info: 'too many requests' });
  } else if (fault.kind === '500') {
    sendText(res, 500, 'Internal Server Error');
  } else if (fault.kind !== 'hang_before_write') {
    refuse();
  }
  return true;
}
