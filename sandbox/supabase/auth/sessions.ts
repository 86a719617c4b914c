import { randomBytes, randomUUID } from 'node:crypto';
import { first, type Sql } from '../database';
import type { Services } from '../services';
import { userJson } from './user-json';
import { type UserRow, updateUser } from './users';

export interface SessionRow {
  id: string;
  user_id: string;
  aal: 'aal1' | 'aal2';
  factor_id: string | null;
  not_after: Date | null;
  created_at: Date;
}

const SESSION_COLUMNS = 'id, user_id, aal, factor_id, not_after, created_at';

/** Where a request comes from, as a session remembers it. */
export interface Origin {
  ip: string;
  userAgent: string | null;
}

export function findSession(sql: Sql, id: string): Promise<SessionRow | undefined> {
  return first<SessionRow>(sql, `select ${SESSION_COLUMNS} from auth.sessions where id = $1`, [id]);
}

/** Opens a session and answers with its tokens, as every sign-in does. */
export async function signIn(services: Services, tx: Sql, user: UserRow, method: string, origin: Origin) {
  const id = randomUUID();
  await tx.query(
    `insert into auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip)
     values ($1, $2, now(), now(), 'aal1', $3, $4)`,
    [id, user.id, origin.userAgent, origin.ip],
  );
  await addMethod(tx, id, method);
  const current = await updateUser(tx, user.id, { last_sign_in_at: new Date() });
  const refreshToken = await insertRefreshToken(tx, current.id, id, null);
  return tokenResponse(services, tx, current, id, refreshToken);
}

/** Notes how a session proved who it is; the token's `amr` and `aal` follow from these notes. */
export async function addMethod(tx: Sql, sessionId: string, method: string): Promise<void> {
  await tx.query(
    `insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method)
     values (gen_random_uuid(), $1, now(), now(), $2)
     on conflict (session_id, authentication_method) do update set updated_at = now()`,
    [sessionId, method],
  );
}

/** A new refresh token of a session; `parent` is the one it replaces. */
export async function insertRefreshToken(tx: Sql, userId: string, sessionId: string, parent: string | null) {
  const token = randomBytes(18).toString('base64url').replaceAll(/[-_]/g, 'x');
  await tx.query(
    `insert into auth.refresh_tokens (instance_id, token, user_id, revoked, created_at, updated_at, parent, session_id)
     values ('00000000-0000-0000-0000-000000000000', $1, $2, false, now(), now(), $3, $4)`,
    [token, userId, parent, sessionId],
  );
  return token;
}

/** The body of every answer that carries tokens. */
export async function tokenResponse(
  services: Services,
  tx: Sql,
  user: UserRow,
  sessionId: string,
  refreshToken: string,
) {
  const issuedAt = Math.floor(Date.now() / 1000);
  const expiresIn = services.settings.accessTokenLifetimeS;
  const claims = await accessClaims(tx, user, sessionId);
  const accessToken = await services.keys.signAccessToken({
    iss: `${services.url()}/auth/v1`,
    ...claims,
    iat: issuedAt,
    exp: issuedAt + expiresIn,
  });
  return {
    access_token: accessToken,
    token_type: 'bearer',
    expires_in: expiresIn,
    expires_at: issuedAt + expiresIn,
    refresh_token: refreshToken,
    user: await userJson(tx, user),
  };
}

export type TokenResponse = Awaited<ReturnType<typeof tokenResponse>>;

async function accessClaims(tx: Sql, user: UserRow, sessionId: string) {
  const { rows: amr } = await tx.query<{ method: string; timestamp: number }>(
    `select authentication_method as method, extract(epoch from updated_at)::int as timestamp
       from auth.mfa_amr_claims where session_id = $1 order by updated_at desc`,
    [sessionId],
  );
  const session = await findSession(tx, sessionId);
  return {
    sub: user.id,
    aud: user.aud,
    email: user.email ?? '',
    phone: user.phone ?? '',
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    role: user.role,
    aal: session?.aal ?? 'aal1',
    amr,
    session_id: sessionId,
    is_anonymous: user.is_anonymous,
  };
}

export type SignOutScope = 'global' | 'local' | 'others';

/** Ends sessions of an account; their refresh tokens go with them. */
export async function endSessions(sql: Sql, userId: string, scope: SignOutScope, sessionId?: string): Promise<void> {
  await sql.query(
    `delete from auth.sessions where user_id = $1
       and ($2 = 'global' or ($2 = 'local' and id = $3) or ($2 = 'others' and id is distinct from $3::uuid))`,
    [userId, scope, sessionId ?? null],
  );
}
