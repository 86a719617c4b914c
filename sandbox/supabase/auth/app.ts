import { Hono } from 'hono';
import { admit } from '../caller';
import type { Services } from '../services';
import { generateLink, invite } from './admin-links';
import {
  changeUserAsAdmin,
  createUser,
  deleteFactor,
  deleteUser,
  listFactors,
  listUsers,
  showUser,
} from './admin-users';
import { AuthError, authErrorResponse, validationFailed } from './errors';
import { challenge, enrol, unenrol, verifyFactor } from './factors';
import { otp, recover, resend } from './recover';
import type { AuthContext, AuthEnv } from './request';
import { signUp } from './signup';
import { token } from './token';
import { changeUser, getUser, logout, reauthenticate } from './user';
import { verifyLinkOpened, verifyToken } from './verify';

type Handler = (c: AuthContext, services: Services) => Promise<Response>;

/** Every route that needs a project key. */
const ROUTES: [method: 'get' | 'post' | 'put' | 'delete', path: string, handler: Handler][] = [
  ['post', '/signup', signUp],
  ['post', '/token', token],
  ['post', '/verify', verifyToken],
  ['post', '/recover', recover],
  ['post', '/otp', otp],
  ['post', '/magiclink', otp],
  ['post', '/resend', resend],
  ['post', '/logout', logout],
  ['get', '/user', getUser],
  ['put', '/user', changeUser],
  ['get', '/reauthenticate', reauthenticate],
  ['post', '/factors', enrol],
  ['post', '/factors/:factorId/challenge', challenge],
  ['post', '/factors/:factorId/verify', verifyFactor],
  ['delete', '/factors/:factorId', unenrol],
  ['post', '/invite', invite],
  ['post', '/admin/generate_link', generateLink],
  ['get', '/admin/users', listUsers],
  ['post', '/admin/users', createUser],
  ['get', '/admin/users/:userId', showUser],
  ['put', '/admin/users/:userId', changeUserAsAdmin],
  ['delete', '/admin/users/:userId', deleteUser],
  ['get', '/admin/users/:userId/factors', listFactors],
  ['delete', '/admin/users/:userId/factors/:factorId', deleteFactor],
];

/** The Auth service below /auth/v1. */
export function authApp(services: Services): Hono<AuthEnv> {
  const app = new Hono<AuthEnv>();
  app.onError((error, c) => {
    if (error instanceof AuthError) return authErrorResponse(c, error);
    console.error(`supabase stand-in: ${c.req.method} ${c.req.path}:`, error);
    return authErrorResponse(c, new AuthError(500, 'unexpected_failure', 'Internal server error'));
  });
  // Open without a key: what browsers and token verifiers fetch by themselves.
  app.get('/.well-known/jwks.json', (c) => {
    c.header('cache-control', 'public, max-age=600');
    return c.json(services.keys.jwks);
  });
  app.get('/verify', (c) => verifyLinkOpened(c, services));
  app.use(async (c, next) => {
    const admission = await admit(c.req.raw, services.keys);
    if (admission.ok) {
      c.set('caller', admission.caller);
      return next();
    }
    if (admission.reason === 'bad-token') {
      const message = `invalid JWT: unable to parse or verify signature, ${admission.message}`;
      throw new AuthError(403, 'bad_jwt', message);
    }
    return c.json(KEY_REFUSALS[admission.reason], 401);
  });
  app.get('/health', (c) =>
    c.json({ version: 'stand-in', name: 'GoTrue', description: 'Local stand-in for Supabase Auth' }),
  );
  app.get('/settings', (c) => c.json(publicSettings()));
  for (const [method, path, handler] of ROUTES) app[method](path, (c) => handler(c, services));
  app.all('/authorize', () => {
    throw validationFailed('Unsupported provider: provider is not enabled');
  });
  app.notFound((c) => c.json({ code: 404, error_code: 'not_found', msg: 'Not part of the local stand-in' }, 404));
  return app;
}

/** What a hosted project's gateway answers to a missing or wrong key. */
export const KEY_REFUSALS = {
  'no-key': {
    message: 'No API key found in request',
    hint: 'No `apikey` request header or url param was found.',
  },
  'wrong-key': {
    message: 'Invalid API key',
    hint: 'Double check your Supabase `anon` or `service_role` API key.',
  },
  'secret-key-in-browser': {
    message: 'Forbidden use of secret API key in browser',
    hint: 'Secret API keys can only be used in a protected environment.',
  },
} as const;

function publicSettings() {
  return {
    external: { anonymous_users: false, email: true, phone: false },
    disable_signup: false,
    mailer_autoconfirm: false,
    phone_autoconfirm: false,
    sms_provider: '',
    saml_enabled: false,
  };
}
