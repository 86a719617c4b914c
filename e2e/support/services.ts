/** Where the parts of the portal under test are; tools/e2e/start-portal.ts started them and said so. */
function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the browser tests with their global set-up.`);
  return value;
}

export const services = {
  get web() {
    return given('E2E_WEB_URL');
  },
  get mail() {
    return given('E2E_MAIL_URL');
  },
  get zoho() {
    return given('E2E_ZOHO_URL');
  },
  get supabase() {
    return given('E2E_SUPABASE_URL');
  },
  get postgresOwner() {
    return given('E2E_POSTGRES_OWNER_URL');
  },
};
