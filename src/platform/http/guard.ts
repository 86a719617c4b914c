import { serializeCookieHeader } from '@supabase/ssr';
import type { Context, MiddlewareHandler } from 'hono';
import { RefusedError, unwrapOutcome } from '@/shared/refusal';
import { type CookieToSet, readSession } from '../auth/session';
import { withUser } from '../db/with-user';
import type { Permission } from '../rbac/permissions';
import { ROLE_TEMPLATES } from '../rbac/role-templates';
import { isAllowed } from '../rbac/viewer';
import type { PortalEnv, RunAsViewer } from './api-context';

/** What a route asks of its user: one of these permissions, or only a session. */
export type Access = readonly Permission[] | 'session';

/**
 * The part of a route's definition that says who may call it: spread it into createRoute(). The handler reaches the
 * database through `c.var.asViewer`, which checks the permission again in the transaction that does the work, so the
 * check cannot be forgotten.
 */
export function guarded(access: Access) {
  return {
    middleware: guard(access),
    security: [{ session: [] }, { bearer: [] }] as Record<string, string[]>[],
    'x-permission': access === 'session' ? ['session'] : [...access],
  };
}

/** Marks a route that anybody may call; the convention test knows each of them by this. */
export const open = { security: [] as Record<string, string[]>[], 'x-permission': ['public'] };

function guard(access: Access): MiddlewareHandler<PortalEnv> {
  return async (c, next) => {
    const { session, cookies } = await readSession(c.req.raw.headers);
    setCookies(c, cookies);
    if (!session) throw new RefusedError({ code: 'unauthenticated', message: 'Please log in to go on.' });
    c.set('session', session);
    const asViewer: RunAsViewer = (work) =>
      withUser(session.claims, async (tx, viewer) => {
        if (access !== 'session' && !isAllowed(viewer, access)) throw denied(access);
        return unwrapOutcome(await work(tx, viewer));
      });
    c.set('asViewer', asViewer);
    await next();
  };
}

/** Adds the cookies of a renewed, opened or closed session to the answer. */
export function setCookies(c: Context, cookies: readonly CookieToSet[]): void {
  for (const { name, value, options } of cookies) {
    c.header('set-cookie', serializeCookieHeader(name, value, options), { append: true });
  }
}

function denied(permissions: readonly Permission[]): RefusedError {
  const roles = Object.values(ROLE_TEMPLATES)
    .filter((template) => permissions.some((wanted) => (template.permissions as readonly string[]).includes(wanted)))
    .map((template) => template.name);
  return new RefusedError({
    code: 'forbidden',
    message: `Your role does not allow this. It is open to: ${roles.join(', ')}.`,
  });
}
