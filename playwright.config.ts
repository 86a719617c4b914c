import { defineConfig, devices } from '@playwright/test';
import { findBrowser } from './tools/browser.mjs';

/** One suite on one stack of its own (tools/e2e/start-portal.ts); nothing is mocked. */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './tools/e2e/start-portal.ts',
  outputDir: 'test-results',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  fullyParallel: false,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.E2E_WEB_URL,
    locale: 'en-ZA',
    timezoneId: 'Africa/Johannesburg',
    // A trace of every test slows all of them; `npx playwright test --trace on` makes one.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser() ?? undefined,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
