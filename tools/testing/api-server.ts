import { type ServerType, serve } from '@hono/node-server';
import { makeApi } from '@/web/api';

/** The portal's API behind an address of its own, for callers that are not in this process. */
export async function startApiServer(): Promise<{ url: string; close(): void }> {
  const api = makeApi();
  let server: ServerType | undefined;
  const url = await new Promise<string>((resolve) => {
    server = serve({ fetch: api.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) =>
      resolve(`http://127.0.0.1:${port}`),
    );
  });
  return { url, close: () => void server?.close() };
}
