import { SESSION_COOKIE } from '@/platform/auth/supabase-clients';
import { ErrorBody } from '@/platform/http/errors';
import type { portalApi } from '@/platform/http/portal-api';

type Api = ReturnType<typeof portalApi>;

/**
 * The OpenAPI 3.1 document of every route, made from the schemas that parse the requests. Every operation can also
 * answer with an Error, which is added here once instead of at each route.
 */
export function openApiDocument(api: Api) {
  const registry = api.openAPIRegistry;
  if (!registry.definitions.some((definition) => definition.type === 'schema' && definition.schema === ErrorBody)) {
    registry.register('Error', ErrorBody);
    registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE });
    registry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' });
  }
  const document = api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'CircleTel partner portal',
      version: '1',
      description:
        'Errors are explained in docs/error-codes.md. x-permission names what a caller needs: one of the list.',
    },
  });
  const refused = {
    description: 'Refused: 400, 401, 403, 404, 409, 413, 415, 422, 429 or 503',
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  };
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of Object.values(path)) {
      if (operation && typeof operation === 'object' && 'responses' in operation) {
        operation.responses = { ...operation.responses, default: refused };
      }
    }
  }
  return document;
}
