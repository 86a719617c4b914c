import { first, type Sql, sqlState } from '../database';
import { AuthError, emailExists, validationFailed } from './errors';

type Json = Record<string, unknown>;

/** A row of auth.users, as far as the stand-in works with it. */
export interface UserRow {
  id: string;
  aud: string;
  role: string;
  email: string | null;
  encrypted_password: string | null;
  email_confirmed_at: Date | null;
  invited_at: Date | null;
  confirmation_sent_at: Date | null;
  recovery_sent_at: Date | null;
  email_change: string | null;
  email_change_sent_at: Date | null;
  email_change_confirm_status: number;
  reauthentication_sent_at: Date | null;
  last_sign_in_at: Date | null;
  raw_app_meta_data: Json | null;
  raw_user_meta_data: Json | null;
  phone: string | null;
  confirmed_at: Date | null;
  banned_until: Date | null;
  deleted_at: Date | null;
  is_anonymous: boolean;
  created_at: Date;
  updated_at: Date;
}

const COLUMNS = `id, aud, role, email, encrypted_password, email_confirmed_at, invited_at, confirmation_sent_at,
  recovery_sent_at, email_change, email_change_sent_at, email_change_confirm_status, reauthentication_sent_at,
  last_sign_in_at, raw_app_meta_data, raw_user_meta_data, phone, confirmed_at, banned_until, deleted_at, is_anonymous,
  created_at, updated_at`;

/** Lower-cases and checks an address as GoTrue does. Throws `validation_failed`. */
export function normalEmail(email: string | undefined | null): string {
  const trimmed = (email ?? '').trim().toLowerCase();
  if (trimmed === '') throw validationFailed('An email address is required');
  if (trimmed.length > 255 || !/^[^\s@<>()",;:\\[\]]+@[^\s@.]+(\.[^\s@.]+)+$/.test(trimmed)) {
    throw validationFailed('Unable to validate email address: invalid format');
  }
  return trimmed;
}

/** The account with this (normalised) address. */
export function findByEmail(sql: Sql, email: string): Promise<UserRow | undefined> {
  return first<UserRow>(sql, `select ${COLUMNS} from auth.users where email = $1 and is_sso_user = false`, [email]);
}

/** The account with this id. `lock` keeps others from changing it until the transaction ends. */
export function findById(sql: Sql, id: string, lock = false): Promise<UserRow | undefined> {
  return first<UserRow>(sql, `select ${COLUMNS} from auth.users where id = $1 ${lock ? 'for update' : ''}`, [id]);
}

export interface NewUser {
  email: string;
  passwordHash: string | null;
  userMetadata: Json;
  appMetadata?: Json;
  role?: string;
}

/** Creates an account with its e-mail identity. Throws `email_exists`, also when a parallel request was faster. */
export async function insertUser(sql: Sql, user: NewUser): Promise<UserRow> {
  const appMetadata = { provider: 'email', providers: ['email'], ...user.appMetadata };
  try {
    const { rows } = await sql.query<UserRow>(
      `insert into auth.users (instance_id, id, aud, role, email, encrypted_password, confirmation_token, recovery_token,
         email_change_token_new, email_change, raw_app_meta_data, raw_user_meta_data, created_at, updated_at)
       values ('00000000-0000-0000-0000-000000000000', gen_random_uuid(), 'authenticated', $1, $2, $3, '', '', '', '',
         $4, $5, now(), now())
       returning ${COLUMNS}`,
      [user.role || 'authenticated', user.email, user.passwordHash, appMetadata, user.userMetadata],
    );
    const created = rows[0];
    if (!created) throw new AuthError(500, 'unexpected_failure', 'Database error saving new user');
    await insertEmailIdentity(sql, created.id, user.email, user.userMetadata);
    return created;
  } catch (error) {
    if (sqlState(error) === '23505') throw emailExists();
    throw error;
  }
}

async function insertEmailIdentity(sql: Sql, userId: string, email: string, userMetadata: Json): Promise<void> {
  const data = { ...userMetadata, sub: userId, email, email_verified: false, phone_verified: false };
  await sql.query(
    `insert into auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at)
     values ($1::text, $1::text::uuid, $2, 'email', now(), now(), now())`,
    [userId, data],
  );
}

/** Columns of auth.users that the stand-in sets one by one. */
export type UserChanges = Partial<
  Pick<
    UserRow,
    | 'email'
    | 'role'
    | 'encrypted_password'
    | 'email_confirmed_at'
    | 'invited_at'
    | 'confirmation_sent_at'
    | 'recovery_sent_at'
    | 'reauthentication_sent_at'
    | 'email_change'
    | 'email_change_sent_at'
    | 'email_change_confirm_status'
    | 'last_sign_in_at'
    | 'banned_until'
    | 'deleted_at'
    | 'raw_app_meta_data'
    | 'raw_user_meta_data'
  >
>;

/** Sets columns of one account and returns the new row. Throws `email_exists` when the address is taken. */
export async function updateUser(sql: Sql, id: string, changes: UserChanges): Promise<UserRow> {
  const names = Object.keys(changes);
  const assignments = names.map((name, index) => `, ${name} = $${index + 2}`).join('');
  try {
    const { rows } = await sql.query<UserRow>(
      `update auth.users set updated_at = now()${assignments} where id = $1 returning ${COLUMNS}`,
      [id, ...Object.values(changes)],
    );
    const updated = rows[0];
    if (!updated) throw new AuthError(404, 'user_not_found', 'User not found');
    return updated;
  } catch (error) {
    if (sqlState(error) === '23505') throw emailExists();
    throw error;
  }
}

/** Merges metadata as GoTrue does: a key set to null is removed. */
export function mergeMetadata(present: Json | null, changes: Json): Json {
  const merged = Object.entries({ ...present, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(merged);
}

/** Marks the address as confirmed, in the account and in its e-mail identity. */
export async function confirmEmail(sql: Sql, user: UserRow): Promise<UserRow> {
  await sql.query(
    `update auth.identities set updated_at = now(), identity_data = identity_data || '{"email_verified": true}'
     where user_id = $1 and provider = 'email'`,
    [user.id],
  );
  return updateUser(sql, user.id, {
    email_confirmed_at: user.email_confirmed_at ?? new Date(),
    raw_user_meta_data: mergeMetadata(user.raw_user_meta_data, { email_verified: true }),
  });
}

/** Gives the account another, confirmed address. */
export async function replaceEmail(sql: Sql, user: UserRow, email: string): Promise<UserRow> {
  await sql.query(
    `update auth.identities set updated_at = now(),
       identity_data = identity_data || jsonb_build_object('email', $2::text, 'email_verified', true)
     where user_id = $1 and provider = 'email'`,
    [user.id, email],
  );
  const metadata = user.raw_user_meta_data ?? {};
  return updateUser(sql, user.id, {
    email,
    email_confirmed_at: user.email_confirmed_at ?? new Date(),
    email_change: '',
    email_change_confirm_status: 0,
    raw_user_meta_data: 'email' in metadata ? { ...metadata, email, email_verified: true } : metadata,
  });
}

export function isBanned(user: UserRow): boolean {
  return user.banned_until !== null && user.banned_until > new Date();
}
