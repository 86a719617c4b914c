import { z } from 'zod';

/**
 * What a tool's result says, whichever of the shapes it came in:
 * the raw CRM body as text; a wrapper `{status, data, message}` as structuredContent or as text; or a lone message that
 * stands for 204 No Content.
 */
export type ToolReply =
  | { readonly kind: 'body'; readonly body: Readonly<Record<string, unknown>> }
  | { readonly kind: 'empty' }
  /** A refusal of the whole call; `code` is null when Zoho gave none. */
  | { readonly kind: 'refused'; readonly code: string | null; readonly details: unknown; readonly text: string }
  | { readonly kind: 'unreadable' };

const resultSchema = z.looseObject({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).optional(),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
  isError: z.boolean().optional(),
});

const objectSchema = z.record(z.string(), z.unknown());

function parseText(text: string): Record<string, unknown> | null {
  try {
    const parsed = objectSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Zoho's codes are words; an older body has the HTTP status as `code` and the word as `error`. */
function errorCode(body: Readonly<Record<string, unknown>>): string | null {
  for (const name of ['error_code', 'code', 'error'] as const) {
    const value = body[name];
    if (typeof value === 'string' && value !== 'SUCCESS' && value !== 'success') return value;
  }
  return null;
}

function isList(body: Readonly<Record<string, unknown>>): boolean {
  return Object.values(body).some((value) => Array.isArray(value));
}

/** Refused rows travel in a list, also inside a wrapper of failure: they are an answer, not a failed call. */
function isAnswer(body: Readonly<Record<string, unknown>>): boolean {
  return Array.isArray(body.data) || Array.isArray(body.watch);
}

/** Reads one `tools/call` result. Pure; never throws. */
export function readToolResult(raw: unknown): ToolReply {
  const result = resultSchema.safeParse(raw);
  if (!result.success) return { kind: 'unreadable' };
  const text = result.data.content?.find((part) => part.type === 'text')?.text ?? '';
  const isError = result.data.isError === true;
  const value = result.data.structuredContent ?? parseText(text);
  if (value === null || value === undefined) {
    return isError ? { kind: 'refused', code: null, details: null, text } : { kind: 'unreadable' };
  }
  const inner = objectSchema.safeParse(value.data);
  const wrapped = inner.success && typeof value.status === 'string';
  const body = wrapped ? inner.data : value;
  const failed = isError || value.status === 'failure' || value.status === 'error' || body.status === 'error';
  if (isAnswer(body)) return { kind: 'body', body };
  if (failed || 'error_code' in body) {
    return { kind: 'refused', code: errorCode(body) ?? errorCode(value), details: body.details, text };
  }
  if (!wrapped && !isList(body) && typeof body.message === 'string') return loneMessage(body, text);
  return { kind: 'body', body };
}

function loneMessage(body: Readonly<Record<string, unknown>>, text: string): ToolReply {
  if (/success/i.test(String(body.message))) return { kind: 'empty' };
  return { kind: 'refused', code: errorCode(body), details: body.details, text };
}

/** Reads one reply of the REST interface, which is the raw CRM body. Pure. Null for a failure that is not the CRM's own. */
export function readRestReply(status: number, text: string): ToolReply | null {
  const isSuccess = status >= 200 && status < 300;
  if (status === 204 || status === 304) return { kind: 'empty' };
  const body = parseText(text);
  if (body === null) return isSuccess ? { kind: 'unreadable' } : null;
  if (isAnswer(body) || (isSuccess && body.status !== 'error')) return { kind: 'body', body };
  const code = errorCode(body);
  return code === null ? null : { kind: 'refused', code, details: body.details, text };
}
