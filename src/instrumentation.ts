import type { Instrumentation } from 'next';
import { log } from '@/platform/log/log';

/**
 * A page that failed, as a line of the log: with the request's id and with the digest that the error page shows. The route
 * and not the path: a path can hold a secret.
 */
export const onRequestError: Instrumentation.onRequestError = (error, request, { routePath, routeType }) => {
  const given = request.headers['x-request-id'];
  const requestId = Array.isArray(given) ? given[0] : given;
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined;
  log.error({ err: error, requestId, digest, path: routePath, part: routeType }, 'page failed');
};
