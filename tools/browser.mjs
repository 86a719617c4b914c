// The browser of the end-to-end tests. Playwright's own downloads are not used: Debian's is patched with the system.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

const debianPackage = 'chromium-headless-shell';
const places = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The path of a browser, or null: CHROMIUM_PATH, else what the system has. */
export function findBrowser() {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) return isExecutable(wanted) ? wanted : null;
  return places.map((name) => `/usr/bin/${name}`).find(isExecutable) ?? null;
}

/** Makes sure that there is a browser: as root it is installed. Ends the process with one sentence when there is none. */
export function installBrowser() {
  if (findBrowser()) return;
  if (process.env.CHROMIUM_PATH) stop('CHROMIUM_PATH does not name a program that can be run.');
  if (process.getuid?.() !== 0) {
    stop(`A browser is missing: install Debian's package ${debianPackage} as root, or set CHROMIUM_PATH.`);
  }
  console.log(`installing the browser (apt-get install ${debianPackage})`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status;
  apt('update'); // an outdated list may still do
  apt('install', '-y', '--no-install-recommends', debianPackage);
  if (!findBrowser()) stop(`apt-get could not install ${debianPackage}; the lines above say why.`);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
