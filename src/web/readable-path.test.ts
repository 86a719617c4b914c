import { createServer, get, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refuseUnreadablePath } from './readable-path';

let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    if (!refuseUnreadablePath(request, response)) response.writeHead(200).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** The path goes out as it is written: fetch() would mend it first. */
function statusOf(path: string): Promise<number | undefined> {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path }, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
  });
}

it.each(['/partners/leads/%E0%A4%A', '/admin/partners/%E0%A4%A', '/%', '/%zz', '/%ff?a=b'])(
  'a path that means no text is not there, and no fault: %s',
  async (path) => expect(await statusOf(path)).toBe(404),
);

it.each(['/', '/partners/leads/%C3%A9', '/a%2Fb', '/login?next=%E0%A4%A'])(
  'every other path goes on: %s',
  async (path) => expect(await statusOf(path)).toBe(200),
);
