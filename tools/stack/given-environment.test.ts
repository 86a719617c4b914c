import { describe, expect, test } from 'vitest';
import { checkGivenEnvironment, portalVariablesIn } from './given-environment';

describe('what an operator has set', () => {
  test.each([
    [{}],
    [{ PORT: '8080', PATH: '/bin', ZOHO_MCP_URL: 'https://crm.example.test/x' }],
    [{ DATABASE_URL: '' }],
  ])('%j is usable', async (given) => {
    await expect(checkGivenEnvironment(given)).resolves.toBeUndefined();
  });

  test.each([
    [{ PORT: 'many' }, 'PORT'],
    [{ ZOHO_MCP_URL: 'crm' }, 'ZOHO_MCP_URL'],
    [{ PORTAL_ENCRYPTION_KEYS: 'a:short' }, 'PORTAL_ENCRYPTION_KEYS'],
    [{ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c' }, 'MIGRATION_DATABASE_URL is not set'],
    [{ ZOHO_REST_API_URL: 'https://crm.example.test' }, 'ZOHO_REST_ACCOUNTS_URL is not set'],
    [
      {
        ZOHO_REST_API_URL: 'https://crm.example.test',
        ZOHO_REST_ACCOUNTS_URL: 'https://accounts.example.test',
        ZOHO_REST_CLIENT_ID: 'hush',
        ZOHO_REST_REFRESH_TOKEN: 'hush',
      },
      'ZOHO_REST_CLIENT_SECRET is not set, but ZOHO_REST_API_URL needs it.',
    ],
    [{ SUPABASE_URL: 'http://127.0.0.1:1' }, 'SUPABASE_PUBLISHABLE_KEY is not set'],
    [
      { DATABASE_URL: 'postgres://a:hush@127.0.0.1:1/c', MIGRATION_DATABASE_URL: 'postgres://a:hush@127.0.0.1:1/c' },
      'MIGRATION_DATABASE_URL names a database that cannot be reached (ECONNREFUSED).',
    ],
  ])('%j is refused in one sentence that names the variable and no value', async (given, sentence) => {
    const error = await checkGivenEnvironment(given).catch((caught: unknown) => caught);
    expect(String(error)).toContain(sentence);
    expect(String(error)).not.toContain('hush');
  });

  test('is what the portal knows; the rest of a terminal’s environment stays outside', () => {
    expect(portalVariablesIn({ PATH: '/bin', PORT: '1', RESEND_API_KEY: '', STRAPI_URL: 'http://x' })).toEqual({
      PORT: '1',
      STRAPI_URL: 'http://x',
    });
  });
});
