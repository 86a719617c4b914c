import pg from 'pg';
import { services } from './services';

/** Asks the database as its owner, who sees everything: what a test proves by rows, not by what a page says. */
export async function query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: services.postgresOwner });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
