import { parseZohoMode } from './mode';
import { startZoho } from './server';

/** Starts the stand-in by its environment: PORT, DATA_DIR, ZOHO_MODE. */
async function main(): Promise<void> {
  const dataDir = process.env.DATA_DIR;
  if (dataDir === undefined || dataDir === '') throw new Error('DATA_DIR is not set');
  const port = Number(process.env.PORT ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('PORT is not a port number');
  const zoho = await startZoho({ dataDir, port, mode: parseZohoMode(process.env.ZOHO_MODE ?? '') });

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    zoho.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // The supervisor holds the other end: when it dies, also by kill -9, this ends too.
  process.stdin.on('end', stop).on('close', stop).on('error', stop).resume();

  const { url, mcpUrl, bearerToken, rest } = zoho;
  const { clientId: restClientId, clientSecret: restClientSecret, refreshToken: restRefreshToken } = rest;
  const announcement = { listening: url, mcpUrl, bearerToken, restClientId, restClientSecret, restRefreshToken };
  process.stdout.write(`${JSON.stringify(announcement)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`zoho stand-in: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
