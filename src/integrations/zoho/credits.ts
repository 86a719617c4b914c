import type { ToolArguments } from './tool-arguments';

/** Rows that one credit writes. */
const ROWS = 10;

/** The most rows of a query for one credit, and for two; beyond it costs three. */
const QUERY_ROWS = [200, 1000] as const;

/**
 * What a call costs of the organisation's credits: a write one for every ten rows, a query one to three by its limit,
 * everything else one (Zoho CRM API v8, credits).
 */
export function creditsOf(operation: string, args: ToolArguments): number {
  const query = args.body?.select_query;
  if (operation === 'executeCOQLQuery' && typeof query === 'string') {
    const limit = Number(/\blimit\s+(?:\d+\s*,\s*)?(\d+)/i.exec(query)?.[1] ?? QUERY_ROWS[0]);
    return 1 + QUERY_ROWS.filter((rows) => limit > rows).length;
  }
  const data = args.body?.data;
  return Array.isArray(data) ? Math.max(1, Math.ceil(data.length / ROWS)) : 1;
}
