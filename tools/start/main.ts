import path from 'node:path';
import { checkGivenEnvironment, portalVariablesIn } from '../stack/given-environment';
import { type Stack, startStack } from '../stack/start-stack';
import { demoAccounts } from './demo-accounts';

const dataDir = path.resolve(import.meta.dirname, '../../.data');
const startedAt = Date.now();

const givenUp = new AbortController();
let starting: Promise<Stack> | undefined;
let stopping: Promise<void> | undefined;

function stop(code: number): void {
  stopping ??= (async () => {
    console.log('stopping');
    givenUp.abort();
    // A start that was given up has stopped its parts itself.
    const stack = await starting?.catch(() => undefined);
    await stack?.stop();
    process.exit(code);
  })();
}

// The terminal may be gone before we are; what is printed then is lost, but the stop stays in order.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(0));
// tools/start.mjs holds the other end; when it is killed, this is how we learn of it.
process.stdin.on('end', () => stop(1));
process.stdin.on('error', () => stop(1));
process.stdin.resume();

try {
  const isDev = process.argv.includes('--dev');
  const given = portalVariablesIn(process.env);
  await checkGivenEnvironment(given);
  starting = startStack({
    dataDir,
    env: given,
    webPort: given.PORT === undefined ? undefined : Number(given.PORT),
    withDemoData: !given.DATABASE_URL && !given.SUPABASE_URL,
    isDev,
    report: (message) => console.log(message),
    signal: givenUp.signal,
  });
  const started = await starting;
  if (!stopping) {
    if (started.urls.mail) console.log(`mailbox ${started.urls.mail}   CRM ${started.urls.zoho ?? 'as configured'}`);
    if (!given.DATABASE_URL && !given.SUPABASE_URL) console.log(demoAccounts);
    console.log(
      `ready ${started.urls.web} (after ${((Date.now() - startedAt) / 1000).toFixed(1)} s; Ctrl-C stops everything)`,
    );
  }
} catch (error) {
  if (stopping) await stopping;
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
