import type { Sql } from '../database';
import type { UserRow } from './users';

interface IdentityRow {
  id: string;
  provider_id: string;
  user_id: string;
  identity_data: Record<string, unknown>;
  provider: string;
  last_sign_in_at: Date | null;
  created_at: Date;
  updated_at: Date;
  email: string | null;
}

export interface FactorRow {
  id: string;
  user_id: string;
  friendly_name: string | null;
  factor_type: string;
  status: 'unverified' | 'verified';
  secret: string | null;
  created_at: Date;
  updated_at: Date;
}

/** Factors of an account, oldest first. */
export async function factorsOf(sql: Sql, userId: string): Promise<FactorRow[]> {
  const { rows } = await sql.query<FactorRow>(
    `select id, user_id, friendly_name, factor_type, status, secret, created_at, updated_at
       from auth.mfa_factors where user_id = $1 order by created_at`,
    [userId],
  );
  return rows;
}

/** A factor as clients see it: without its secret. */
export function factorJson(factor: FactorRow) {
  const { id, created_at, updated_at, status, friendly_name, factor_type } = factor;
  return { id, created_at, updated_at, status, friendly_name: friendly_name ?? undefined, factor_type };
}

/** The account as GoTrue serialises it; columns without a value are left out. */
export async function userJson(sql: Sql, user: UserRow) {
  const { rows } = await sql.query<IdentityRow>(
    `select id, provider_id, user_id, identity_data, provider, last_sign_in_at, created_at, updated_at, email
       from auth.identities where user_id = $1 order by created_at`,
    [user.id],
  );
  const factors = await factorsOf(sql, user.id);
  return {
    ...plainUserJson(user),
    identities: rows.map(({ id, provider_id, ...identity }) => ({ identity_id: id, id: provider_id, ...identity })),
    ...(factors.length > 0 ? { factors: factors.map(factorJson) } : {}),
  };
}

/** The part of the account that needs no further query. */
export function plainUserJson(user: UserRow) {
  return {
    id: user.id,
    aud: user.aud,
    role: user.role,
    email: user.email ?? '',
    email_confirmed_at: user.email_confirmed_at ?? undefined,
    invited_at: user.invited_at ?? undefined,
    phone: user.phone ?? '',
    confirmation_sent_at: user.confirmation_sent_at ?? undefined,
    confirmed_at: user.confirmed_at ?? undefined,
    recovery_sent_at: user.recovery_sent_at ?? undefined,
    new_email: user.email_change || undefined,
    email_change_sent_at: user.email_change_sent_at ?? undefined,
    reauthentication_sent_at: user.reauthentication_sent_at ?? undefined,
    last_sign_in_at: user.last_sign_in_at ?? undefined,
    app_metadata: user.raw_app_meta_data ?? {},
    user_metadata: user.raw_user_meta_data ?? {},
    created_at: user.created_at,
    updated_at: user.updated_at,
    banned_until: user.banned_until ?? undefined,
    deleted_at: user.deleted_at ?? undefined,
    is_anonymous: user.is_anonymous,
  };
}
