import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Caller } from '../caller';
import type { Services } from '../services';
import { AuthError, notAdmin, validationFailed } from './errors';
import { findSession, type Origin, type SessionRow } from './sessions';
import { findById, type UserRow } from './users';

export interface AuthEnv {
  Bindings: HttpBindings;
  Variables: { caller: Caller };
}

export type AuthContext = Context<AuthEnv>;

/** Far more than any request of the protocol needs. */
const LARGEST_BODY_BYTES = 1_000_000;

const challengeFields = { code_challenge: z.string().nullish(), code_challenge_method: z.string().nullish() };

/** Fields that several requests share. */
export const fields = {
  ...challengeFields,
  email: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
};

/** Parses a JSON body; an absent one counts as `{}`. Throws `bad_json` or `validation_failed`. */
export async function parseBody<S extends z.ZodType>(c: AuthContext, schema: S): Promise<z.output<S>> {
  const text = await c.req.text();
  if (text.length > LARGEST_BODY_BYTES) throw new AuthError(413, 'validation_failed', 'Request body too large');
  let body: unknown;
  try {
    body = text === '' ? {} : JSON.parse(text);
  } catch {
    throw new AuthError(400, 'bad_json', 'Could not parse request body as JSON');
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw validationFailed(`Could not read the request: ${issue?.path.join('.') || 'body'}: ${issue?.message}`);
  }
  return parsed.data;
}

/** Where the request comes from. No proxy stands before the stand-in, so forwarding headers are not believed. */
export function originOf(c: AuthContext): Origin {
  return {
    ip: c.env.incoming.socket.remoteAddress ?? '127.0.0.1',
    userAgent: c.req.header('user-agent') ?? null,
  };
}

/** Throws `not_admin` unless the secret key was used. */
export function requireAdmin(c: AuthContext): void {
  if (c.var.caller.role !== 'service_role') throw notAdmin();
}

export interface SignedIn {
  user: UserRow;
  session: SessionRow;
}

const claimsSchema = z.object({ sub: z.uuid(), session_id: z.uuid() });

/** The account and living session behind the access token. Throws as GoTrue does when either is gone. */
export async function requireUser(c: AuthContext, services: Services): Promise<SignedIn> {
  const { role, claims } = c.var.caller;
  if (claims.sub === undefined) {
    if (role === 'anon') throw new AuthError(401, 'no_authorization', 'This endpoint requires a valid Bearer token');
    throw new AuthError(403, 'bad_jwt', 'invalid claim: missing sub claim');
  }
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) throw new AuthError(403, 'bad_jwt', 'invalid claim: sub and session_id must be UUIDs');
  const user = await findById(services.pool, parsed.data.sub);
  if (!user) throw new AuthError(403, 'user_not_found', 'User from sub claim in JWT does not exist');
  const session = await findSession(services.pool, parsed.data.session_id);
  if (!session || session.user_id !== user.id) {
    throw new AuthError(403, 'session_not_found', 'Session from session_id claim in JWT does not exist');
  }
  return { user, session };
}

/** A path parameter that must be a UUID. Throws `validation_failed`. */
export function uuidParam(c: AuthContext, name: string): string {
  const parsed = z.uuid().safeParse(c.req.param(name));
  if (!parsed.success) throw new AuthError(404, 'validation_failed', `${name} must be an UUID`);
  return parsed.data;
}
