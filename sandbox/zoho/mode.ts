import { z } from 'zod';

/** How this server differs from another Zoho MCP server; every combination has been seen or is documented. */
export const zohoModeSchema = z.strictObject({
  /** Replies of POST as one JSON body or as a stream of server-sent events. */
  replies: z.enum(['json', 'sse']).default('sse'),
  sessions: z.enum(['on', 'off']).default('on'),
  /** `ZohoCRM_upsertRecords`, the older `ZohoCRM_Upsert_Records`, or only the four meta-tools. */
  tools: z.enum(['camel', 'underscore', 'meta']).default('camel'),
  /** Whether tools/list comes in pages (with a tool whose schema is broken among them). */
  list: z.enum(['whole', 'paged']).default('whole'),
  /** Raw CRM body as text; structuredContent with a wrapper; or these and the wrapper as text by turns. */
  results: z.enum(['text', 'structured', 'mixed']).default('text'),
  /** Time that every CRM call takes, in milliseconds. */
  latencyMs: z.coerce.number().int().min(0).max(600_000).default(0),
  /** CRM calls at the same time before TOO_MANY_REQUESTS: 5 in the free edition, up to 25. */
  maxConcurrent: z.coerce.number().int().min(1).max(1000).default(10),
  /** CRM credits in any 24 hours before TOO_MANY_REQUESTS. */
  credits: z.coerce.number().int().min(1).default(5_000_000),
  /** The key in the URL is enough, or a fixed bearer token or one of OAuth is asked for as well. */
  auth: z.enum(['key', 'bearer', 'oauth']).default('key'),
  /** How long an access token lives, of OAuth and of the REST interface. */
  tokenSeconds: z.coerce.number().int().min(1).max(86_400).default(3600),
  /** Whether there are tools for notifications; the REST interface always has them. */
  notifications: z.enum(['on', 'off']).default('on'),
});

export type ZohoMode = z.infer<typeof zohoModeSchema>;

/**
 * Reads `replies=json,sessions=off,…` (commas or blanks between the parts); what is not named has its default.
 * @throws Error with one sentence that names the faulty part.
 */
export function parseZohoMode(text: string): ZohoMode {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  const entries = parts.map((part) => {
    const [name = '', value = ''] = part.split('=', 2);
    return [name, value];
  });
  const parsed = zohoModeSchema.safeParse(Object.fromEntries(entries));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`ZOHO_MODE is not usable: ${problems.join('; ')}`);
}
