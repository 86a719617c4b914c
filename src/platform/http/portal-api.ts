import { OpenAPIHono } from '@hono/zod-openapi';
import { RefusedError } from '@/shared/refusal';
import type { PortalEnv } from './api-context';

/**
 * An API of one feature. What does not fit a route's schema is refused here, before any handler runs: a malformed path
 * parameter names nothing, so it is a 404; everything else is a 400 that names each faulty field.
 */
export function portalApi() {
  return new OpenAPIHono<PortalEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      if (result.target === 'param')
        throw new RefusedError({ code: 'not_found', message: 'There is nothing at this address.' });
      const fields: Record<string, string> = {};
      for (const issue of result.error.issues) {
        const name = issue.path.join('.') || 'body';
        fields[name] ??= name === 'body' ? 'The body must be a JSON object.' : issue.message;
      }
      const message = Object.values(fields)[0] ?? 'The request is not complete.';
      throw new RefusedError({ code: 'invalid_request', message, fields });
    },
  });
}
