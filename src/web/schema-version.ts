/** The newest migration this build was written for; a test compares it with supabase/migrations. */
export const SCHEMA_VERSION = '20251027000010';
