import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { temporaryDatabase } from '../postgres/temporary-database';
import { generateTypes, typesFile } from './generate-types';

test('the committed types are what the migrations make (npm run db:types)', async () => {
  const database = await temporaryDatabase();
  try {
    expect(await generateTypes(database.ownerUrl)).toBe(readFileSync(typesFile, 'utf8'));
  } finally {
    await database.close();
  }
});
