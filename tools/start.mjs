// `npm start`: installs what is missing, then hands over to tools/start/main.ts under the project's own Node.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { installMissing, projectEnvironment, projectNode, root } from './install.mjs';

const launcherPollMs = 300;

installMissing();

// A session of its own, so that Ctrl-C reaches it once, through us. Its input closes when we are killed, and it stops.
const child = spawn(
  projectNode(),
  ['--disable-warning=ExperimentalWarning', '--import', 'tsx', 'tools/start/main.ts', ...process.argv.slice(2)],
  { cwd: root, env: projectEnvironment(), stdio: ['pipe', 'inherit', 'inherit'], detached: true },
);
child.stdin.on('error', () => {});
child.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));

/** Process id and start time of a running process, or null. */
function identity(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : { parent: Number(fields[1]), key: `${pid}:${fields[19]}` };
  } catch {
    return null;
  }
}

/** `npm` and the shell it runs scripts in: killed with SIGKILL, they cannot tell us, so we watch them. */
function launchers() {
  if (process.env.npm_lifecycle_event === undefined) return [];
  const found = [];
  for (let pid = process.ppid; pid > 1 && found.length < 2; ) {
    const process_ = identity(pid);
    if (!process_) break;
    found.push({ pid, key: process_.key });
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    if (!/^\S*sh\0-c\0/.test(command)) break; // npm itself: who started npm is not ours to watch
    pid = process_.parent;
  }
  return found;
}

const watched = launchers();
if (watched.length > 0) {
  setInterval(() => {
    if (watched.some(({ pid, key }) => identity(pid)?.key !== key)) child.kill('SIGTERM');
  }, launcherPollMs).unref();
}
