/** The newest migration this build relies on; a test compares it with supabase/migrations. A newer schema is fine: it comes first. */
export const SCHEMA_VERSION = '20251128000037';
