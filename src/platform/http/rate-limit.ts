import { createHash } from 'node:crypto';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { type Refusal, RefusedError } from '@/shared/refusal';
import { databasePool } from '../db/pool';

/** So many attempts in so many seconds for one key. */
export type RateLimit = { name: string; attempts: number; perSeconds: number };

/**
 * The limiter's own statements, each in a transaction as portal_recorder, the only role that may touch the counters.
 * What it asks for is one statement with values, or a query object of the same shape.
 */
const storeClient = {
  async query(statement: string | { text: string; values?: unknown[] }, values?: unknown[]) {
    const client = await databasePool().connect();
    try {
      await client.query(`begin; select set_config('role', 'portal_recorder', true)`);
      const result =
        typeof statement === 'string'
          ? await client.query(statement, values)
          : await client.query(statement.text, statement.values);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  },
};

const limiters = new Map<string, RateLimiterPostgres>();

function limiterFor(limit: RateLimit): RateLimiterPostgres {
  const known = limiters.get(limit.name);
  if (known) return known;
  const made = new RateLimiterPostgres({
    storeClient,
    storeType: 'client',
    tableName: 'portal_rate_limits',
    tableCreated: true,
    keyPrefix: limit.name,
    points: limit.attempts,
    duration: limit.perSeconds,
    clearExpiredByTimeout: false,
  });
  limiters.set(limit.name, made);
  return made;
}

/**
 * Counts one attempt. Keys are stored as hashes: the counters hold no e-mail address.
 * @throws RefusedError rate_limited, with the seconds to wait.
 */
export async function countAttempt(limit: RateLimit, key: string): Promise<void> {
  try {
    await limiterFor(limit).consume(createHash('sha256').update(key).digest('base64url'));
  } catch (error) {
    if (error instanceof RateLimiterRes) throw new RefusedError(tooMany(error.msBeforeNext));
    throw error;
  }
}

function tooMany(waitMs: number): Refusal {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return {
    code: 'rate_limited',
    message: `There were too many attempts. Please wait ${wait} and try again.`,
    retryAfterSeconds: seconds,
  };
}
