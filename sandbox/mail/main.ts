import { startMail } from './server';

const { PORT = '0', DATA_DIR, WEBHOOK_URL, WEBHOOK_SECRET } = process.env;
if (!DATA_DIR) {
  console.error('DATA_DIR is not set: it names the folder that holds the mailbox.');
  process.exit(1);
}

const mail = await startMail({
  dataDir: DATA_DIR,
  port: Number(PORT),
  ...(WEBHOOK_URL && WEBHOOK_SECRET ? { webhook: { url: WEBHOOK_URL, secret: WEBHOOK_SECRET } } : {}),
});

let isEnding = false;
async function end(): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  await mail.close();
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end());
// The supervisor holds the other end of this pipe; it closes even when the supervisor is killed.
process.stdin.on('end', () => void end());
process.stdin.resume();

console.log(JSON.stringify({ listening: mail.url, apiKey: mail.apiKey }));
