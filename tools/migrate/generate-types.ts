import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../..');

/** The committed types of our tables. */
export const typesFile = path.join(root, 'src/platform/db/schema.generated.ts');

/**
 * How the types are made. Only `public` is ours to query by type, under its own column names. numeric and int8 stay
 * strings, since a JavaScript number would round them; a date without time stays a string, since a Date would move it
 * between time zones; timestamps are Dates.
 */
export const codegenFlags = [
  '--dialect=postgres',
  '--include-pattern=public.*',
  '--default-schema=public',
  '--no-camel-case',
  '--numeric-parser=string',
  '--date-parser=string',
];

/** The types of the database's tables as TypeScript source. */
export async function generateTypes(databaseUrl: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portal-types-'));
  try {
    const file = path.join(folder, 'schema.ts');
    const program = path.join(root, 'node_modules/kysely-codegen/dist/cli/bin.js');
    await promisify(execFile)(
      process.execPath,
      [program, ...codegenFlags, `--url=${databaseUrl}`, `--out-file=${file}`],
      {
        cwd: folder,
      },
    );
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
