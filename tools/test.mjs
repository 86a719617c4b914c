// `npm test`: everything that must hold, in the order in which a failure is cheapest to see. The last line sums up.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { installBrowser } from './browser.mjs';
import { installClamd } from './clamav.mjs';
import { installMissing, projectEnvironment, projectNode, root } from './install.mjs';

const reports = mkdtempSync(path.join(tmpdir(), 'portal-test-reports-'));
const total = { passed: 0, failed: 0 };

/** Runs a program of the project and says whether it succeeded. */
function run(title, args, env = {}) {
  console.log(`\n== ${title}`);
  const result = spawnSync(projectNode(), args, {
    cwd: root,
    env: { ...projectEnvironment(), NEXT_TELEMETRY_DISABLED: '1', ...env },
    stdio: 'inherit',
  });
  return result.status === 0;
}

/** A step that is no test counts only when it fails. */
function step(title, args) {
  const isOk = run(title, args);
  if (!isOk) total.failed += 1;
  return isOk;
}

/** Runs tests and adds what their report counts; a run that fails without a failed test counts as one. */
function tests(title, args, env, reportFile, count) {
  const isOk = run(title, args, env);
  const report = existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, 'utf8')) : null;
  const { passed, failed } = report ? count(report) : { passed: 0, failed: 0 };
  total.passed += passed;
  total.failed += isOk ? failed : Math.max(failed, 1);
}

function countVitest(report) {
  // A file that cannot be loaded has no tests in the report.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

installMissing();
installBrowser();
installClamd();

step('types, lint, import rules, unused code', ['tools/check.mjs']);

const vitestReport = path.join(reports, 'vitest.json');
tests(
  'unit, database and contract tests',
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ],
  {},
  vitestReport,
  countVitest,
);

if (step('build', ['--import', 'tsx', 'tools/build/main.ts'])) {
  const playwrightReport = path.join(reports, 'playwright.json');
  tests(
    'browser tests',
    ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
    playwrightReport,
    countPlaywright,
  );
}

rmSync(reports, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
