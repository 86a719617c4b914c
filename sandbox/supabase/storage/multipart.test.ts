import { describe, expect, test } from 'vitest';
import { StorageError } from './errors';
import { readMultipart } from './multipart';

const CONTENT = 'first\r\n--not the boundary\r\n--bound';
const FORM = [
  '--boundary',
  'Content-Disposition: form-data; name="cacheControl"',
  '',
  '3600',
  '--boundary',
  'Content-Disposition: form-data; name=""; filename="a.pdf"',
  'Content-Type: application/pdf',
  '',
  CONTENT,
  '--boundary--',
  '',
].join('\r\n');

async function* inChunks(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function read(source: AsyncIterable<Uint8Array>) {
  const file = await readMultipart(source, 'boundary');
  const parts: Uint8Array[] = [];
  for await (const chunk of file.chunks) parts.push(chunk);
  return { ...file, content: Buffer.concat(parts).toString() };
}

describe('a form', () => {
  test('gives fields and file however it is cut into chunks', async () => {
    for (let size = 1; size <= FORM.length; size += 1) {
      const file = await read(inChunks(FORM, size));
      expect(file.content).toBe(CONTENT);
      expect(file.contentType).toBe('application/pdf');
      expect([...file.fields]).toEqual([['cacheControl', '3600']]);
    }
  });

  test('that ends early, or has no file, is refused', async () => {
    for (const text of ['', FORM.slice(0, 30), FORM.slice(0, -20), FORM.slice(0, 76), '--boundary--\r\n']) {
      await expect(read(inChunks(text, 7))).rejects.toBeInstanceOf(StorageError);
    }
  });

  test('with endless headers is refused before it fills the memory', async () => {
    const endless = `--boundary\r\nContent-Disposition: ${'x'.repeat(100_000)}`;
    await expect(read(inChunks(endless, 1000))).rejects.toThrow('headers of a form part are too large');
  });
});
