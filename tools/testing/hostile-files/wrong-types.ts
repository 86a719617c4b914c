import { gzipSync } from 'node:zlib';
import { makePdf } from '../pdf-maker';
import { makeZip } from '../zip-maker';
import { type HostileFile, row } from './row';

const hex = (text: string, length = 64) =>
  Buffer.concat([Buffer.from(text.replace(/\s/g, ''), 'hex'), Buffer.alloc(Math.max(0, length - text.length / 2))]);
const box = (brand: string) =>
  Buffer.concat([hex('00000018', 0), Buffer.from(`ftyp${brand}\0\0\0\0${brand}mif1`, 'latin1'), Buffer.alloc(64)]);
const png = { name: 'id.png', claimed: 'image/png' };
const jpg = { name: 'id.jpg', claimed: 'image/jpeg' };

function archives(): HostileFile[] {
  const zip = makeZip({ 'id.pdf': makePdf() });
  const tar = Buffer.alloc(1024);
  tar.write('id.pdf', 0);
  tar.write('0000644\0', 100);
  tar.write('00000000000\0', 124);
  tar.fill(' ', 148, 156);
  tar.write('ustar\x0000', 257, 'latin1');
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return [
    row('a zip that calls itself a PDF', 'archive', zip),
    row('a zip that calls itself a picture', 'archive', zip, png),
    row('an empty zip', 'archive', makeZip({})),
    row('a zip with a path that climbs out', 'archive', makeZip({ '../../etc/passwd': 'x' }), { name: 'id.zip' }),
    row('a gzip', 'archive', gzipSync(makePdf())),
    row('a bzip2', 'archive', hex('425a683931415926535976')),
    row('an xz', 'archive', hex('fd377a585a000004')),
    row('a 7z', 'archive', hex('377abcaf271c0004')),
    row('a rar', 'archive', hex('526172211a070100')),
    row('a tar', 'archive', tar),
    row('a zstd', 'archive', hex('28b52ffd0458')),
    row('a cabinet', 'archive', hex('4d53434600000000')),
    row('a Java archive', 'archive', makeZip({ 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0' })),
  ];
}

function officeFiles(): HostileFile[] {
  const types = (part: string) =>
    `<?xml version="1.0"?><Types><Override PartName="/${part}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
  const docx = makeZip({ '[Content_Types].xml': types('word/document.xml'), 'word/document.xml': '<w/>' });
  const odt = makeZip({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' });
  return [
    row('a Word document', 'office', docx),
    row('an OpenDocument text', 'office', odt),
    row('an old Word document', 'office', hex('d0cf11e0a1b11ae1', 1024), { name: 'id.doc' }),
    row('a rich text', 'office', '{\\rtf1\\ansi{\\object\\objdata 0105}}'),
    row('a PostScript file', 'postscript', '%!PS-Adobe-3.0\n(x) show\n'),
    row('an encapsulated PostScript file', 'postscript', '%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n'),
  ];
}

function programs(): HostileFile[] {
  return [
    row('a Windows program', 'program', hex('4d5a90000300000004000000ffff', 256)),
    row('two letters that begin a program', 'program', 'MZ this is a program'),
    row('a Linux program', 'program', hex('7f454c4602010100', 128)),
    row('a macOS program', 'program', hex('cffaedfe07000001', 128)),
    row('a WebAssembly program', 'program', hex('0061736d01000000')),
    row('a shell script', 'script_file', '#!/bin/sh\nrm -rf /\n'),
    row('a PHP script', 'script_file', '<?php system($_GET["x"]); ?>'),
    row('a batch file', 'script_file', '@echo off\r\ndel *.*\r\n'),
  ];
}

function markup(): HostileFile[] {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';
  return [
    row('an SVG with a script', 'svg', svg, { name: 'id.svg', claimed: 'image/svg+xml' }),
    row('an SVG that calls itself a PNG', 'svg', `<?xml version="1.0"?>\n<!-- x -->\n${svg}`, png),
    row('an SVG behind a byte order mark', 'svg', `\uFEFF${svg}`, jpg),
    row('a web page', 'html', '<!doctype html><script>alert(1)</script>'),
    row('a web page behind blank lines', 'html', '\n\n   <html><body onload=alert(1)>'),
    row('a web page that begins as text', 'html', 'hello <script>alert(1)</script>', png),
    row(
      'an XML file with an entity',
      'xml',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    ),
    row('an XML file', 'xml', '<?xml version="1.0"?><invoice/>'),
    row('plain text', 'text', 'hello'),
    row('JSON', 'text', '{"id": "8001015009087"}'),
    row('a table as CSV', 'text', '=cmd|calc!A1,b\n1,2\n'),
    row('a mail', 'text', 'From: a@example.com\nSubject: my id\n\nhello'),
    row(
      'a text with the header of a PDF in its middle',
      'unknown_type',
      `My document:\n${makePdf().toString('latin1')}`,
    ),
  ];
}

function pictures(): HostileFile[] {
  return [
    row('a GIF', 'other_image', Buffer.from('GIF89a\x01\x00\x01\x00\x80\x00\x00;', 'latin1'), png),
    row('a GIF that is a script too', 'other_image', 'GIF89a/*\x01\x01*/=1;alert(1)', png),
    row('a WebP', 'other_image', Buffer.from('RIFF\x24\x00\x00\x00WEBPVP8 ', 'latin1'), jpg),
    row('a bitmap', 'other_image', hex('424d46000000000000003600000028000000'), png),
    row('a TIFF', 'other_image', hex('49492a0008000000', 128), jpg),
    row('an icon', 'other_image', hex('000001000100101000000100'), png),
    row('a Photoshop file', 'other_image', hex('384250530001', 64), png),
    row('a JPEG 2000', 'other_image', hex('0000000c6a5020200d0a870a00000014667479706a703220'), jpg),
    row('a photograph of an iPhone', 'heic', box('heic'), { name: 'IMG_0001.HEIC', claimed: 'image/heic' }),
    row('a HEIF that calls itself a JPEG', 'heic', box('mif1'), jpg),
    row('an AVIF', 'other_image', box('avif'), jpg),
    row('a film', 'media', box('isom'), { name: 'id.mp4', claimed: 'video/mp4' }),
    row('a film of an iPhone', 'media', box('qt  '), jpg),
    row('a recording', 'media', Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt ', 'latin1')),
    row(
      'an MP3',
      'media',
      Buffer.concat([Buffer.from('ID3\x04\x00\x00\x00\x00\x00\x00', 'latin1'), hex('fffb9064', 512)]),
    ),
    row('a database', 'unknown_type', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(84)])),
    row('random bytes', 'unknown_type', hex('8f03c1d20a99e7f100ff8812ab', 400)),
    row('nothing but zeros', 'unknown_type', Buffer.alloc(1000)),
  ];
}

/** Files of which neither name nor claimed type is believed. */
export function wrongTypes(): HostileFile[] {
  return [...archives(), ...officeFiles(), ...programs(), ...markup(), ...pictures()];
}
