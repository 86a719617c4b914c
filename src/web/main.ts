import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import next from 'next';
import { closeInboxes } from '@/features/leads/live';
import { closeDatabasePool } from '@/platform/db/pool';
import { EnvironmentError, readEnvironment } from '@/platform/env/env';
import { log } from '@/platform/log/log';
import { requestIdFrom, runInContext } from '@/platform/log/request-context';
import { API_BASE } from '@/shared/paths';
import { makeApi } from './api';
import { refuseUnreadablePath } from './readable-path';

/** How long requests that are under way may take to end after the process was asked to stop. */
const DRAIN_MS = 10_000;

/** One server: the API answers by itself, which is twice as fast as through Next; everything else is a page. */
async function main(): Promise<void> {
  const { PORT: port, HOST: hostname } = readEnvironment();
  const dev = process.env.NODE_ENV === 'development';
  const app = next({ dev, hostname, port });
  await app.prepare();
  const page = app.getRequestHandler();
  /** Everything that a page logs carries its request's id. */
  const answerPage = (request: IncomingMessage, response: ServerResponse) => {
    const requestId = requestIdFrom(request.headers['x-request-id']?.toString());
    request.headers['x-request-id'] = requestId;
    return runInContext({ requestId }, () => page(request, response));
  };
  const api = getRequestListener(makeApi().fetch, { hostname });
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === API_BASE || path.startsWith(`${API_BASE}/`)) void api(request, response);
    else if (!refuseUnreadablePath(request, response)) void answerPage(request, response);
  });
  server.on('upgrade', (request, socket, head) => void app.getUpgradeHandler()(request, socket, head));
  server.listen(port, hostname, () => log.info({ port }, 'the web process listens'));

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(0), DRAIN_MS).unref();
      // Open pages listen for changes as long as they are let; they go on with the next process.
      closeInboxes();
      server.close(() => void closeDatabasePool().then(() => process.exit(0)));
      server.closeIdleConnections();
    });
  }
}

main().catch((error: unknown) => {
  if (error instanceof EnvironmentError) log.fatal(error.message);
  else log.fatal({ err: error }, 'the web process stopped');
  process.exit(1);
});
