import type { IncomingMessage } from 'node:http';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Caller } from '../caller';
import { inTransaction, type Sql } from '../database';
import type { Services } from '../services';
import { fromDatabase, invalidKey, invalidRequest } from './errors';

export interface StorageEnv {
  Bindings: HttpBindings;
  Variables: { caller: Caller };
}

export type StorageContext = Context<StorageEnv>;

const LARGEST_JSON_BYTES = 1_000_000;
const KEY_PATTERN = /^[\w/!\-.*'() &$@=;:+,?]+$/;

/**
 * Runs SQL as the caller: role and claims are those of the request, so that policies on storage tables decide. The
 * database's refusals become the service's own.
 */
export async function asCaller<T>(services: Services, caller: Caller, work: (tx: Sql) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(services.pool, async (tx) => {
      await tx.query(
        `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
           set_config('request.jwt.claim.sub', $3, true), set_config('request.jwt.claim.role', $1, true),
           set_config('storage.allow_delete_query', 'true', true)`,
        [caller.role, JSON.stringify(caller.claims), caller.claims.sub ?? ''],
      );
      return work(tx);
    });
  } catch (error) {
    throw fromDatabase(error);
  }
}

/** Bucket and object name behind a route's prefix, for example `/object/sign/`. Throws `InvalidKey`. */
export function objectPath(c: StorageContext, prefix: string): { bucket: string; name: string } {
  const path = new URL(c.req.url).pathname;
  const rest = path.slice(path.indexOf(prefix) + prefix.length);
  let decoded: string;
  try {
    decoded = decodeURIComponent(rest);
  } catch {
    throw invalidKey(rest);
  }
  const slash = decoded.indexOf('/');
  if (slash < 1) throw invalidKey(decoded);
  return { bucket: decoded.slice(0, slash), name: checkKey(decoded.slice(slash + 1)) };
}

/** Throws `InvalidKey` for names that S3 would not take, and for path tricks. */
export function checkKey(name: string): string {
  const tricky = name.split('/').some((part) => part === '..' || part === '.');
  if (!KEY_PATTERN.test(name) || tricky || name.length > 1024) throw invalidKey(name);
  return name;
}

/** Parses a JSON body. Throws `InvalidRequest`. */
export async function parseBody<S extends z.ZodType>(c: StorageContext, schema: S): Promise<z.output<S>> {
  const text = await c.req.text();
  if (text.length > LARGEST_JSON_BYTES) throw invalidRequest('Request body is too large');
  let body: unknown;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    throw invalidRequest('Body is not valid JSON');
  }
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw invalidRequest(`body/${issue?.path.join('/') ?? ''} ${issue?.message ?? 'is not valid'}`);
}

/** The account behind the request, for the owner columns. */
export function ownerOf(caller: Caller): string | null {
  return z.uuid().safeParse(caller.claims.sub).data ?? null;
}

/** Far beyond what a test or a local portal sends; whoever sends more is cut off. */
const MOST_DISCARDED_BYTES = 256 * 1024 * 1024;

/** Reads what is left of a refused upload, since a client that is still sending would never see the answer. */
export async function discardRest(incoming: IncomingMessage): Promise<void> {
  if (incoming.readableEnded || incoming.destroyed) return;
  let discarded = 0;
  try {
    // A second iterator, since the first one may have been left in the middle and still listens.
    for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
      discarded += chunk.length;
      if (discarded > MOST_DISCARDED_BYTES) return;
    }
  } catch {
    // The client hung up; nobody is left to be answered.
  }
}
