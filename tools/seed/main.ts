import { parseArgs } from 'node:util';
import pg from 'pg';
import { readEnvironment } from '../../src/platform/env/env';
import { seedBulk } from './bulk';
import { seedDemo } from './demo';

const { values } = parseArgs({
  options: {
    demo: { type: 'boolean', default: false },
    leads: { type: 'string', default: '0' },
    partners: { type: 'string', default: '0' },
    commissions: { type: 'string', default: '0' },
  },
});

const count = (name: 'leads' | 'partners' | 'commissions') => {
  const n = Number(values[name]);
  if (!Number.isSafeInteger(n) || n < 0) throw new Error(`--${name} must be a whole number`);
  return n;
};

const environment = readEnvironment();
const connectionString = environment.MIGRATION_DATABASE_URL;
if (!connectionString) throw new Error('MIGRATION_DATABASE_URL is not set.');
const client = new pg.Client({ connectionString });
await client.connect();
try {
  if (count('commissions') > 0)
    throw new Error('Commissions cannot be seeded: the portal has no commission tables yet.');
  if (values.demo) await seedDemo(client, environment);
  if (count('partners') > 0) await seedBulk(client, { partners: count('partners'), leads: count('leads') });
} finally {
  await client.end();
}
