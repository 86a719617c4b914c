import { fileTypeFromBuffer } from 'file-type';
import type { AcceptedMimeType } from '../domain/document-types';
import type { FileFault } from './file-refusals';

/** What a file is by its content, or why it cannot be a document. */
export type DetectedType = { mimeType: AcceptedMimeType } | { fault: FileFault };

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const PDF = [...Buffer.from('%PDF-')];

const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte);

/** By the names that file-type gives. What it does not know is told by its text. */
const FAULTS: ReadonlyArray<[RegExp, FileFault]> = [
  [/^image\/hei[cf]/, 'heic'],
  [/^image\/svg/, 'svg'],
  [/^image\//, 'other_image'],
  [/^(audio|video)\//, 'media'],
  // Before the office formats: a cabinet is one of Microsoft's names too.
  [
    /zip|compressed|x-tar|x-rar|gzip|bzip|x-xz|zstd|lz4|x-lzip|x-7z|java-archive|epub|x-apple-diskimage|iso9660|cab|x-ar|x-deb|x-rpm/,
    'archive',
  ],
  [/openxmlformats|opendocument|x-cfb|msword|ms-excel|ms-powerpoint|rtf|vnd\.ms-|visio/, 'office'],
  [/postscript|eps/, 'postscript'],
  [/msdownload|x-elf|mach|x-msi|wasm|x-executable|dex|x-sharedlib/, 'program'],
];

/** The type of a file by its content. Neither its name nor what the sender calls it is looked at. */
export async function detectType(bytes: Uint8Array): Promise<DetectedType> {
  // A header counts at the very beginning only: readers that look further are what makes a file two things at once.
  if (startsWith(bytes, PDF)) return { mimeType: 'application/pdf' };
  if (startsWith(bytes, PNG)) return { mimeType: 'image/png' };
  if (startsWith(bytes, JPEG)) return { mimeType: 'image/jpeg' };
  const known = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const fault = known && FAULTS.find(([pattern]) => pattern.test(known.mime))?.[1];
  return { fault: fault ?? (known && !known.mime.endsWith('xml') ? 'unknown_type' : faultOfText(bytes)) };
}

/** Text says what it is in its first lines; anything else is nothing that we know. */
function faultOfText(bytes: Uint8Array): FileFault {
  const head = Buffer.from(bytes.subarray(0, 2048));
  const text = (head[0] === 0xff && head[1] === 0xfe ? head.toString('utf16le') : head.toString('utf8'))
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^#!|^@echo\b|^<\?php|^powershell\b/i.test(text)) return 'script_file';
  if (text.startsWith('MZ')) return 'program';
  if (/<svg[\s>]/i.test(text)) return 'svg';
  if (/<!doctype\s+html|<(html|head|body|script|iframe|meta)[\s>]/i.test(text)) return 'html';
  if (/^<\?xml|^<!DOCTYPE/i.test(text)) return 'xml';
  if (text.startsWith('%!PS')) return 'postscript';
  if (/^(subject|from|mime-version|content-type):/i.test(text)) return 'text';
  return isText(head) ? 'text' : 'unknown_type';
}

function isText(head: Buffer): boolean {
  if (head.includes('%PDF-')) return false;
  const text = head.toString('utf8');
  return !/[^\P{Cc}\t\n\r\f]/u.test(text) && !text.slice(0, -3).includes('\uFFFD');
}
