// The virus scanner of the tests: Debian's clamd, which a test starts with a signature of its own (tools/testing/clamd.ts).
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

const debianPackage = 'clamav-daemon';
const places = ['/usr/sbin/clamd', '/usr/local/sbin/clamd', '/opt/homebrew/sbin/clamd'];

/** The path of clamd, or null: CLAMD_PATH, else where it is usually found. */
export function findClamd() {
  const candidates = process.env.CLAMD_PATH ? [process.env.CLAMD_PATH] : places;
  return (
    candidates.find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }) ?? null
  );
}

export const clamdIsMissing = `A virus scanner is missing: install Debian's package ${debianPackage} as root, or set CLAMD_PATH to clamd.`;

/** Makes sure that there is a clamd: as root it is installed. Ends the process with one sentence when there is none. */
export function installClamd() {
  if (findClamd()) return;
  if (process.env.CLAMD_PATH || process.getuid?.() !== 0) stop(clamdIsMissing);
  console.log(`installing the virus scanner (apt-get install ${debianPackage})`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] }).status;
  apt('update'); // an outdated list may still do
  apt('install', '-y', '--no-install-recommends', debianPackage);
  if (!findClamd()) stop(`apt-get could not install ${debianPackage}; the lines above say why.`);
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
