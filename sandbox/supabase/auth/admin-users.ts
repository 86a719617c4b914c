import { createHash } from 'node:crypto';
import { z } from 'zod';
import { first, inTransaction, type Sql, sqlState } from '../database';
import type { Services } from '../services';
import { AuthError, emailExists, userNotFound, validationFailed } from './errors';
import { removeFactor } from './factors';
import { dropTokens } from './one-time-tokens';
import { checkStrength, hashPassword } from './passwords';
import { type AuthContext, fields, parseBody, requireAdmin, uuidParam } from './request';
import { endSessions } from './sessions';
import { factorJson, factorsOf, userJson } from './user-json';
import {
  confirmEmail,
  findByEmail,
  findById,
  insertUser,
  mergeMetadata,
  normalEmail,
  replaceEmail,
  type UserChanges,
  type UserRow,
  updateUser,
} from './users';

const userBody = z.object({
  email: fields.email,
  phone: z.string().nullish(),
  password: z.string().nullish(),
  password_hash: z.string().nullish(),
  email_confirm: z.boolean().nullish(),
  role: z.string().nullish(),
  ban_duration: z.string().nullish(),
  user_metadata: fields.metadata,
  app_metadata: fields.metadata,
});
type UserRequest = z.output<typeof userBody>;

/** POST /admin/users. Throws `email_exists` (422) for a taken address, so that seeding can be repeated. */
export async function createUser(c: AuthContext, services: Services): Promise<Response> {
  requireAdmin(c);
  const request = await parseBody(c, userBody);
  if (request.phone) throw validationFailed('Phone accounts are left out of the stand-in');
  if (!request.email) throw validationFailed('Cannot create a user without either an email or phone');
  const email = normalEmail(request.email);
  const bannedUntil = banEnd(request.ban_duration);
  if (await findByEmail(services.pool, email)) throw emailExists();
  const passwordHash = await newPasswordHash(request, services);
  const created = await inTransaction(services.pool, async (tx) => {
    const user = await insertUser(tx, {
      email,
      passwordHash: passwordHash ?? null,
      role: request.role ?? 'authenticated',
      userMetadata: request.user_metadata ?? {},
      appMetadata: mergeMetadata({}, request.app_metadata ?? {}),
    });
    const confirmed = request.email_confirm ? await confirmEmail(tx, user) : user;
    return bannedUntil === undefined ? confirmed : updateUser(tx, user.id, { banned_until: bannedUntil });
  });
  return c.json(await userJson(services.pool, created));
}

/** GET /admin/users?page&per_page, newest first, with GoTrue's `x-total-count` and `link` headers. */
export async function listUsers(c: AuthContext, services: Services): Promise<Response> {
  requireAdmin(c);
  const page = positive(c.req.query('page'), 1);
  const perPage = positive(c.req.query('per_page'), 50);
  const counted = await first<{ count: string }>(services.pool, 'select count(*) from auth.users');
  const total = Number(counted?.count ?? 0);
  const { rows } = await services.pool.query<{ id: string }>(
    'select id from auth.users order by created_at desc, id limit $1 offset $2',
    [perPage, (page - 1) * perPage],
  );
  const found = await Promise.all(rows.map(({ id }) => findById(services.pool, id)));
  const present = found.filter((user) => user !== undefined);
  const users = await Promise.all(present.map((user) => userJson(services.pool, user)));
  c.header('x-total-count', String(total));
  c.header('link', pageLinks(page, perPage, total));
  return c.json({ users, aud: 'authenticated' });
}

function pageLinks(page: number, perPage: number, total: number): string {
  const last = Math.max(1, Math.ceil(total / perPage));
  const link = (target: number, rel: string) => `</admin/users?page=${target}&per_page=${perPage}>; rel="${rel}"`;
  return [...(page < last ? [link(page + 1, 'next')] : []), link(last, 'last')].join(', ');
}

function positive(text: string | undefined, otherwise: number): number {
  if (!text) return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw validationFailed('Bad Pagination Parameters');
  return value;
}

/** GET /admin/users/:id */
export async function showUser(c: AuthContext, services: Services): Promise<Response> {
  return c.json(await userJson(services.pool, await requireTarget(c, services)));
}

/** PUT /admin/users/:id */
export async function changeUserAsAdmin(c: AuthContext, services: Services): Promise<Response> {
  const user = await requireTarget(c, services);
  const request = await parseBody(c, userBody);
  if (request.phone) throw validationFailed('Phone accounts are left out of the stand-in');
  const email = request.email ? normalEmail(request.email) : undefined;
  const passwordHash = await newPasswordHash(request, services);
  const bannedUntil = banEnd(request.ban_duration);
  const changed = await inTransaction(services.pool, async (tx) => {
    let current = user;
    if (email !== undefined && email !== user.email) current = await replaceEmail(tx, current, email);
    if (request.email_confirm) current = await confirmEmail(tx, current);
    if (passwordHash !== undefined) await endSessions(tx, user.id, 'global');
    return updateUser(tx, user.id, {
      ...metadataChanges(current, request),
      ...(passwordHash === undefined ? {} : { encrypted_password: passwordHash }),
      ...(bannedUntil === undefined ? {} : { banned_until: bannedUntil }),
      ...(request.role ? { role: request.role } : {}),
    });
  });
  return c.json(await userJson(services.pool, changed));
}

function metadataChanges(user: UserRow, request: UserRequest): UserChanges {
  const changes: UserChanges = {};
  if (request.app_metadata) {
    changes.raw_app_meta_data = mergeMetadata(user.raw_app_meta_data, request.app_metadata);
  }
  if (request.user_metadata) {
    changes.raw_user_meta_data = mergeMetadata(user.raw_user_meta_data, request.user_metadata);
  }
  return changes;
}

/** DELETE /admin/users/:id. A soft deletion keeps the row but nothing that identifies its owner. */
export async function deleteUser(c: AuthContext, services: Services): Promise<Response> {
  const user = await requireTarget(c, services);
  const { should_soft_delete: soft } = await parseBody(c, z.object({ should_soft_delete: z.boolean().nullish() }));
  try {
    await inTransaction(services.pool, (tx) => (soft ? softDelete(tx, user) : hardDelete(tx, user)));
  } catch (error) {
    // Rows of the application that may not lose their account (on delete restrict).
    if (sqlState(error) !== '23503') throw error;
    throw new AuthError(500, 'unexpected_failure', 'Database error deleting user');
  }
  return c.json({});
}

async function hardDelete(tx: Sql, user: UserRow): Promise<void> {
  await tx.query('delete from auth.flow_state where user_id = $1', [user.id]);
  await tx.query('delete from auth.users where id = $1', [user.id]);
}

async function softDelete(tx: Sql, user: UserRow): Promise<void> {
  const email = createHash('sha256').update(`${user.id}${user.email}`).digest('base64url');
  await tx.query('delete from auth.identities where user_id = $1', [user.id]);
  await tx.query('delete from auth.mfa_factors where user_id = $1', [user.id]);
  await dropTokens(tx, user.id);
  await endSessions(tx, user.id, 'global');
  await updateUser(tx, user.id, {
    email,
    encrypted_password: '',
    email_change: '',
    raw_user_meta_data: {},
    raw_app_meta_data: {},
    deleted_at: new Date(),
  });
}

/** GET /admin/users/:id/factors */
export async function listFactors(c: AuthContext, services: Services): Promise<Response> {
  const user = await requireTarget(c, services);
  return c.json((await factorsOf(services.pool, user.id)).map(factorJson));
}

/** DELETE /admin/users/:id/factors/:factorId */
export async function deleteFactor(c: AuthContext, services: Services): Promise<Response> {
  const user = await requireTarget(c, services);
  const id = uuidParam(c, 'factorId');
  const factor = (await factorsOf(services.pool, user.id)).find((candidate) => candidate.id === id);
  if (!factor) throw new AuthError(404, 'mfa_factor_not_found', 'Factor not found');
  await inTransaction(services.pool, (tx) => removeFactor(tx, factor));
  return c.json(factorJson(factor));
}

async function requireTarget(c: AuthContext, services: Services): Promise<UserRow> {
  requireAdmin(c);
  const user = await findById(services.pool, uuidParam(c, 'userId'));
  if (!user) throw userNotFound();
  return user;
}

async function newPasswordHash(request: UserRequest, services: Services): Promise<string | undefined> {
  if (request.password_hash) throw validationFailed('password_hash is left out of the stand-in');
  if (!request.password) return undefined;
  checkStrength(request.password, services.settings);
  return hashPassword(request.password, services.settings);
}

const UNIT_MS: Record<string, number> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** The end of a ban from Go's duration format (`24h`, `1h30m`); `none` lifts it; undefined leaves it alone. */
function banEnd(duration: string | null | undefined): Date | null | undefined {
  if (!duration) return undefined;
  if (duration === 'none') return null;
  const parts = [...duration.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (parts.map(([text]) => text).join('') !== duration) {
    throw validationFailed(`invalid format for ban duration: time: invalid duration "${duration}"`);
  }
  const lengthMs = parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (UNIT_MS[unit ?? ''] ?? 0), 0);
  return new Date(Date.now() + lengthMs);
}
