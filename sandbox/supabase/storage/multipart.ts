import { invalidRequest } from './errors';

const CRLF2 = Buffer.from('\r\n\r\n');
const LARGEST_HEAD_BYTES = 16 * 1024;
const LARGEST_FIELD_BYTES = 256 * 1024;

export interface MultipartFile {
  /** Text fields that came before the file. */
  fields: Map<string, string>;
  contentType: string | undefined;
  chunks: AsyncIterable<Uint8Array>;
}

/**
 * Reads multipart/form-data up to its first file and hands that on as a stream, so that no upload is held in memory.
 * Clients send the text fields first (storage-js sorts them); what follows the file is not read.
 */
export async function readMultipart(source: AsyncIterable<Uint8Array>, boundary: string): Promise<MultipartFile> {
  const reader = new PartReader(source, boundary);
  const fields = new Map<string, string>();
  await reader.skipPreamble();
  for (;;) {
    const head = await reader.head();
    if (head === undefined) throw invalidRequest('No content provided');
    const name = /;\s*name="([^"]*)"/i.exec(head)?.[1] ?? '';
    if (/;\s*filename\*?=/i.test(head) || name === '') {
      const contentType = /^content-type:\s*(.+)$/im.exec(head)?.[1]?.trim();
      return { fields, contentType, chunks: reader.body() };
    }
    fields.set(name, await readText(reader.body()));
  }
}

async function readText(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    if (size > LARGEST_FIELD_BYTES) throw invalidRequest('A form field is too large');
    parts.push(chunk);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Splits a stream at the boundary, keeping no more than a chunk and a boundary's length in memory. */
class PartReader {
  private readonly iterator: AsyncIterator<Uint8Array>;
  private readonly delimiter: Buffer;
  /** Begins with a line break, so that the first boundary looks like all others. */
  private buffer: Buffer = Buffer.from('\r\n');

  constructor(source: AsyncIterable<Uint8Array>, boundary: string) {
    this.iterator = source[Symbol.asyncIterator]();
    this.delimiter = Buffer.from(`\r\n--${boundary}`);
  }

  private async more(): Promise<void> {
    const next = await this.iterator.next();
    if (next.done) throw invalidRequest('The form ends in the middle of a part');
    this.buffer = Buffer.concat([this.buffer, next.value]);
  }

  async skipPreamble(): Promise<void> {
    for await (const _ of this.body());
  }

  /** The headers of the next part, or undefined behind the last one. */
  async head(): Promise<string | undefined> {
    while (this.buffer.length < 2) await this.more();
    if (this.buffer.subarray(0, 2).toString() === '--') return undefined;
    let end = this.buffer.indexOf(CRLF2);
    while (end < 0) {
      if (this.buffer.length > LARGEST_HEAD_BYTES) throw invalidRequest('The headers of a form part are too large');
      await this.more();
      end = this.buffer.indexOf(CRLF2);
    }
    const head = this.buffer.subarray(0, end).toString('utf8');
    this.buffer = this.buffer.subarray(end + CRLF2.length);
    return head;
  }

  /** The content up to the next boundary, which is consumed too. */
  async *body(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const end = this.buffer.indexOf(this.delimiter);
      if (end >= 0) {
        const last = this.buffer.subarray(0, end);
        this.buffer = this.buffer.subarray(end + this.delimiter.length);
        if (last.length > 0) yield last;
        return;
      }
      const safe = this.buffer.length - this.delimiter.length + 1;
      if (safe > 0) {
        const chunk = this.buffer.subarray(0, safe);
        this.buffer = this.buffer.subarray(safe);
        yield chunk;
      }
      await this.more();
    }
  }
}
