import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { LEFT_OUT } from './home-page';

test('the page and the README leave out the same things', async () => {
  const readme = await readFile(new URL('./README.md', import.meta.url), 'utf8');
  const section = /## Left out\n([\s\S]*?)\n\n/.exec(readme)?.[1] ?? '';
  const items = section.split('\n').map((line) => line.replace(/^- /, '').replaceAll('`', ''));
  expect(items).toEqual(LEFT_OUT);
});
