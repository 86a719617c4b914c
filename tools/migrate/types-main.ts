import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryDatabase } from '../postgres/temporary-database';
import { generateTypes, typesFile } from './generate-types';

// The types are made from the migrations, never from somebody's database, so they cannot run ahead of them.
const database = await temporaryDatabase();
try {
  const source = await generateTypes(database.ownerUrl);
  const committed = existsSync(typesFile) ? readFileSync(typesFile, 'utf8') : '';
  const name = path.relative(process.cwd(), typesFile);
  if (!process.argv.includes('--check')) {
    mkdirSync(path.dirname(typesFile), { recursive: true });
    writeFileSync(typesFile, source);
    console.log(`${name} written.`);
  } else if (source === committed) {
    console.log(`${name} is what the migrations make.`);
  } else {
    console.error(`${name} differs from what the migrations make: run npm run db:types and commit it.`);
    process.exitCode = 1;
  }
} finally {
  await database.close();
}
