import { z } from 'zod';
import { startSupabase } from './server';

const environment = z.object({
  DATABASE_URL: z.string().min(1),
  SITE_URL: z.url(),
  DATA_DIR: z.string().min(1),
  PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  MAIL_URL: z.url().optional(),
  MAIL_API_KEY: z.string().default(''),
  MAIL_FROM: z.string().optional(),
  MAIL_INTERVAL_S: z.coerce.number().min(0).optional(),
  FILE_SIZE_LIMIT_BYTES: z.coerce.number().int().min(1).optional(),
  SECURE_PASSWORD_CHANGE: z.stringbool().optional(),
});

/** Starts the stand-in from the environment and stops it on SIGTERM, SIGINT or the end of stdin. */
async function main(): Promise<void> {
  // An empty variable means the same as an absent one.
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`unusable environment: ${names.join('; ')}`);
  }
  const env = parsed.data;
  const running = await startSupabase({
    databaseUrl: env.DATABASE_URL,
    port: env.PORT,
    siteUrl: env.SITE_URL,
    dataDir: env.DATA_DIR,
    ...(env.MAIL_URL === undefined ? {} : { mail: { url: env.MAIL_URL, apiKey: env.MAIL_API_KEY } }),
    ...(env.MAIL_FROM === undefined ? {} : { mailFrom: env.MAIL_FROM }),
    ...(env.MAIL_INTERVAL_S === undefined ? {} : { mailIntervalS: env.MAIL_INTERVAL_S }),
    ...(env.FILE_SIZE_LIMIT_BYTES === undefined ? {} : { fileSizeLimitBytes: env.FILE_SIZE_LIMIT_BYTES }),
    ...(env.SECURE_PASSWORD_CHANGE === undefined ? {} : { securePasswordChange: env.SECURE_PASSWORD_CHANGE }),
  });
  const { url, publishableKey, secretKey } = running;
  process.stdout.write(`${JSON.stringify({ listening: url, publishableKey, secretKey })}\n`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('supabase stand-in: could not stop cleanly:', error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // The supervisor holds the other end of stdin; when it dies, so does this process.
  process.stdin.on('end', stop).on('close', stop).resume();
}

main().catch((error: unknown) => {
  console.error(`supabase stand-in: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
