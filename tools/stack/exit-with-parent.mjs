// Preloaded (`node --import`) into the web and worker processes that `npm start` runs. Their standard input is a pipe
// from the supervisor; it closes even when the supervisor is killed with SIGKILL, and then nobody is left to stop them.
// A process that an operator starts by hand is not affected, since only the supervisor preloads this.
const graceMs = 10_000;

let isEnding = false;
function end() {
  if (isEnding) return;
  isEnding = true;
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.exit(1), graceMs).unref();
}

process.stdin.on('end', end);
process.stdin.on('close', end);
process.stdin.on('error', end);
process.stdin.resume();
process.stdin.unref?.();
