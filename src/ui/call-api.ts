import type { ClientResponse } from 'hono/client';
import { readResponse } from './api-request';

/**
 * The body of a call of the typed client, or `ApiRequestError` with a sentence that can be shown as it is:
 * `const { lead } = await callApi(client.partners.leads[':leadId'].$get({ param: { leadId } }));`
 * where `const client = hc<typeof leadsRoutes>(API_BASE)` with a type-only import of the routes.
 */
export function callApi<T>(pending: Promise<ClientResponse<T, number, 'json'>>): Promise<T> {
  return readResponse<T>(pending);
}
