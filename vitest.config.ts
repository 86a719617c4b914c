import path from 'node:path';
import { defineConfig } from 'vitest/config';

const databaseTests = ['**/*.db.test.ts', 'supabase/tests/**/*.test.ts'];
const never = ['**/node_modules/**', 'dist/**', '.next/**', '.data/**', 'cms/**', 'e2e/**'];
const resolve = { alias: { '@': path.resolve(import.meta.dirname, 'src') } };

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'sandbox/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...never, ...databaseTests],
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
      {
        resolve,
        test: {
          name: 'database',
          environment: 'node',
          include: databaseTests,
          exclude: never,
          globalSetup: ['tools/vitest/shared-cluster.ts'],
          // A limit against hanging, not a measure of speed: a busy machine takes many times as long as a quiet one.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        resolve,
        test: {
          name: 'contract',
          environment: 'node',
          include: ['contract/**/*.contract.test.ts'],
          exclude: never,
          globalSetup: ['tools/vitest/shared-cluster.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
