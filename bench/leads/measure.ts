import autocannon from 'autocannon';
import pg from 'pg';
import { cpuSecondsOf } from '../process-cpu';
import { quantile } from '../quantile';
import { bareOpening, type Statement } from './list-statement';

/** Connections that ask at once, as many as the portal's pool has. */
export const CONNECTIONS = 20;

export type Figures = { perSecond: number; p50Ms: number; p99Ms: number; serverCpuMs: number; postgresCpuMs: number };
type Pids = { server: number | null; postgres: number };

const cpuOf = (pids: Pids) => ({
  server: pids.server ? cpuSecondsOf(pids.server) : 0,
  postgres: cpuSecondsOf(pids.postgres),
});

function perRequest(before: ReturnType<typeof cpuOf>, after: ReturnType<typeof cpuOf>, requests: number) {
  return {
    serverCpuMs: ((after.server - before.server) * 1000) / requests,
    postgresCpuMs: ((after.postgres - before.postgres) * 1000) / requests,
  };
}

/** Asks one address for `seconds`. @throws when any answer was not 200: a fast refusal is not speed */
export async function measureHttp(
  url: string,
  headers: Record<string, string>,
  seconds: number,
  pids: Pids,
): Promise<Figures> {
  const before = cpuOf(pids);
  const result = await autocannon({ url, headers, connections: CONNECTIONS, duration: seconds });
  const after = cpuOf(pids);
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  const requests = result.requests.total;
  return {
    perSecond: requests / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    ...perRequest(before, after, requests),
  };
}

/** One request after the other: what a single person waits, finer than the load generator's whole milliseconds. */
export async function measureAlone(
  url: string,
  headers: Record<string, string>,
  requests: number,
): Promise<{ p50Ms: number }> {
  const times: number[] = [];
  for (let i = 0; i < requests; i++) {
    const askedMs = performance.now();
    const answer = await fetch(url, { headers });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    times.push(performance.now() - askedMs);
  }
  return { p50Ms: quantile(times, 0.5) };
}

/** The statement alone, through the same driver, on as many connections. */
export async function measureSql(
  databaseUrl: string,
  claims: Record<string, unknown>,
  statement: Statement,
  seconds: number,
  postgresPid: number,
): Promise<Figures> {
  const pids = { server: process.pid, postgres: postgresPid };
  const opening = bareOpening(claims, pg.escapeLiteral);
  const times: number[] = [];
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  const before = cpuOf(pids);
  const startedMs = performance.now();
  const untilMs = startedMs + seconds * 1000;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < untilMs) {
        const askedMs = performance.now();
        await client.query(opening);
        await client.query(statement.text, statement.values);
        await client.query('commit');
        times.push(performance.now() - askedMs);
      }
    }),
  );
  // Before the connections end: what their processes used goes with them.
  const after = cpuOf(pids);
  const elapsedSeconds = (performance.now() - startedMs) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return {
    perSecond: times.length / elapsedSeconds,
    p50Ms: quantile(times, 0.5),
    p99Ms: quantile(times, 0.99),
    ...perRequest(before, after, times.length),
  };
}

/** The median of each figure over rounds. */
export function medianOf(rounds: readonly Figures[]): Figures {
  const median = (pick: (figures: Figures) => number) => quantile(rounds.map(pick), 0.5);
  return {
    perSecond: median((f) => f.perSecond),
    p50Ms: median((f) => f.p50Ms),
    p99Ms: median((f) => f.p99Ms),
    serverCpuMs: median((f) => f.serverCpuMs),
    postgresCpuMs: median((f) => f.postgresCpuMs),
  };
}
