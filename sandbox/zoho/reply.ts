import type { JsonObject } from './json';

/** What the CRM's REST interface would answer; `body` is null for 204 No Content. */
export interface CrmReply {
  readonly status: number;
  readonly body: JsonObject | null;
}

/** A refusal of a whole call, in the form of the CRM's top-level errors. */
export class CrmRefusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: JsonObject = {},
  ) {
    super(message);
  }

  reply(): CrmReply {
    const body = { code: this.code, details: this.details, message: this.message, status: 'error' };
    return { status: this.status, body };
  }
}

/** Arguments that never reach the CRM, because the connector itself cannot make a request of them. */
export class EnvelopeError extends Error {}

/** One refused row inside the `data` of a write. */
export function rowError(code: string, message: string, details: JsonObject): JsonObject {
  return { code, details, message, status: 'error' };
}

/** 204 when there is nothing to list, as the CRM does. */
export function listReply(rows: JsonObject[], info: JsonObject): CrmReply {
  return rows.length === 0 ? { status: 204, body: null } : { status: 200, body: { data: rows, info } };
}

/** 201 or 200 when all rows went through, 207 when some did, 400 when none did. */
export function writeReply(rows: JsonObject[], successStatus: 200 | 201): CrmReply {
  const failed = rows.filter((row) => row.status === 'error').length;
  const status = failed === 0 ? successStatus : failed === rows.length ? 400 : 207;
  return { status, body: { data: rows } };
}
