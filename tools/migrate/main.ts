import { applyMigrations } from './apply-migrations';

// The two names a deployment knows; DATABASE_URL is not tried, since that login must not be able to migrate.
const ownerUrl = process.env.MIGRATION_DATABASE_URL;
if (!ownerUrl) {
  console.error('MIGRATION_DATABASE_URL is not set: it names the login of the role that owns the database.');
  process.exit(1);
}
try {
  const applied = await applyMigrations({ ownerUrl, report: (file) => console.log(`applying ${file}`) });
  console.log(applied.length === 0 ? 'The database is up to date.' : `${applied.length} migrations applied.`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
