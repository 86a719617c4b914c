import { deflateSync } from 'node:zlib';

/** One object of a PDF: its text, and a stream where it has one. */
export type PdfPart = string | { dict: string; stream: Buffer };

const PAGES = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const PAGE =
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>';
const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

export type PdfOptions = {
  /** Further entries of the catalog, such as an action. */
  catalog?: string;
  page?: string;
  pages?: string;
  trailer?: string;
  words?: string;
  /** Objects from number 6 on. */
  more?: readonly PdfPart[];
  /** Stands between the header and the first object. */
  head?: string;
  content?: PdfPart;
};

/** A small, whole PDF of one page; every part can be replaced by what a test is about. */
export function makePdf(options: PdfOptions = {}): Buffer {
  const {
    catalog = '',
    page = PAGE,
    pages = PAGES,
    trailer = '',
    words = 'A document',
    more = [],
    head = '',
  } = options;
  const text = Buffer.from(`BT /F1 18 Tf 40 100 Td (${words.replace(/[()\\]/g, '')}) Tj ET`, 'latin1');
  const content = options.content ?? { dict: `<< /Length ${text.length} >>`, stream: text };
  const objects: PdfPart[] = [`<< /Type /Catalog /Pages 2 0 R ${catalog} >>`, pages, page, content, FONT, ...more];
  return assemble(objects, trailer, head);
}

function assemble(objects: readonly PdfPart[], trailer: string, head: string): Buffer {
  let file = Buffer.from(`%PDF-1.7\n%\xe2\xe3\xcf\xd3\n${head}`, 'latin1');
  const entries: string[] = [];
  for (const [index, part] of objects.entries()) {
    entries.push(`${String(file.length).padStart(10, '0')} 00000 n \n`);
    const body =
      typeof part === 'string'
        ? Buffer.from(part, 'latin1')
        : Buffer.concat([
            Buffer.from(`${part.dict}\nstream\n`, 'latin1'),
            part.stream,
            Buffer.from('\nendstream', 'latin1'),
          ]);
    file = Buffer.concat([file, Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
  }
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}`;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.concat([file, Buffer.from(table + end, 'latin1')]);
}

/**
 * An object stream with one object in it. Nothing in this file's table points at it: a viewer comes to it through another
 * table, and what is looked through must not depend on which.
 *
 * @param filters names of the filters, applied from the last to the first
 */
export function objectStream(object: string, filters: readonly ('Fl' | 'AHx' | 'A85')[] = ['Fl'], dict = ''): PdfPart {
  const table = '20 0 ';
  let stream = Buffer.from(`${table}${object}`, 'latin1');
  for (const filter of filters.toReversed()) {
    if (filter === 'Fl') stream = deflateSync(stream);
    if (filter === 'AHx') stream = Buffer.from(`${stream.toString('hex')}>`);
    if (filter === 'A85') stream = Buffer.from(`${ascii85(stream)}~>`);
  }
  const names = { Fl: '/FlateDecode', AHx: '/ASCIIHexDecode', A85: '/ASCII85Decode' };
  const filter = filters.length > 0 ? `/Filter [${filters.map((name) => names[name]).join(' ')}]` : '';
  return {
    dict: `<< /Type /ObjStm /N 1 /First ${table.length} ${filter} /Length ${stream.length} ${dict} >>`,
    stream,
  };
}

function ascii85(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) {
    const chunk = bytes.subarray(at, at + 4);
    const padded = Buffer.concat([chunk, Buffer.alloc(4 - chunk.length)]);
    let value = padded.readUInt32BE();
    let digits = '';
    for (let i = 0; i < 5; i++) {
      digits = String.fromCharCode(33 + (value % 85)) + digits;
      value = Math.floor(value / 85);
    }
    text += digits.slice(0, chunk.length + 1);
  }
  return text;
}
