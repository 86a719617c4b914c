// The limit that the API is held against: node:http, the same driver, the same statement in the same transaction with
// the same claims under the same row level security, and nothing else: no session, no validation, no headers.
import { createServer } from 'node:http';
import pg from 'pg';
import { bareOpening, type Statement } from './list-statement';

type Order = { databaseUrl: string; claims: Record<string, unknown>; statement: Statement };
const order: Order = JSON.parse(process.env.BARE_ORDER ?? '');

const pool = new pg.Pool({ connectionString: order.databaseUrl, max: 20 });
const opening = bareOpening(order.claims, pg.escapeLiteral);

const server = createServer(async (_request, response) => {
  const client = await pool.connect();
  try {
    await client.query(opening);
    const { rows } = await client.query(order.statement.text, order.statement.values);
    await client.query('commit');
    const body = JSON.stringify({ leads: rows.slice(0, 20), pagination: { total: rows[0]?.counted ?? 0 } });
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  } finally {
    client.release();
  }
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
