import { deflateSync } from 'node:zlib';
import { makePdf, objectStream, type PdfPart } from '../pdf-maker';
import { makeZip } from '../zip-maker';
import { type HostileFile, row } from './row';

const ALERT = '(app.alert\\(1\\))';
const ACTION = `<< /S /JavaScript /JS ${ALERT} >>`;
const page = (entries: string) => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 200] /Contents 4 0 R ${entries} >>`;
const catalog = (entries: string, ...more: PdfPart[]) => makePdf({ catalog: entries, more });
const stream = (bytes: Buffer, dict = ''): PdfPart => ({
  dict: `<< /Length ${bytes.length} ${dict} >>`,
  stream: bytes,
});
/** Puts bytes before the end mark of a good PDF. */
const before = (mark: string, text: string) => {
  const pdf = makePdf();
  const at = pdf.lastIndexOf(mark);
  return Buffer.concat([pdf.subarray(0, at), Buffer.from(text, 'latin1'), pdf.subarray(at)]);
};

function scripts(): HostileFile[] {
  const escaped = [...'JavaScript'].map((letter) => `#${letter.charCodeAt(0).toString(16)}`).join('');
  const hidden = Buffer.from(`q 9 0 obj ${ACTION} endobj Q`);
  const table = deflateSync(Buffer.from(`20 0 ${ACTION}`));
  const files: Array<[string, Buffer]> = [
    ['a script at opening', catalog(`/OpenAction ${ACTION}`)],
    ['a script in another object', catalog('/OpenAction 6 0 R', ACTION)],
    ['a script with an escaped letter', catalog(`/OpenAction << /S /J#61vaScript /J#53 ${ALERT} >>`)],
    ['a script with every letter escaped', catalog(`/OpenAction << /S /${escaped} /#4a#53 ${ALERT} >>`)],
    ['a script without any space', catalog(`/OpenAction<</S/JavaScript/JS${ALERT}>>`)],
    ['a script cut by comments', catalog(`/OpenAction << /S % a\r /JavaScript % b\n /JS ${ALERT} >>`)],
    ['a script among the names', catalog(`/Names << /JavaScript << /Names [(a) 6 0 R] >> >>`, ACTION)],
    [
      'a script whose name is an object of its own',
      catalog('/OpenAction << /S 6 0 R /X 7 0 R >>', '/JavaScript', ALERT),
    ],
    [
      'a script in a stream',
      catalog('/OpenAction << /S /JavaScript /JS 6 0 R >>', stream(Buffer.from('app.alert(1)'))),
    ],
    ['a script when a page opens', makePdf({ page: page(`/AA << /O ${ACTION} >>`) })],
    [
      'a script behind a link',
      makePdf({ page: page(`/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A ${ACTION} >>]`) }),
    ],
    ['a script in a form field', catalog(`/AcroForm << /Fields [<< /FT /Tx /T (a) /AA << /K ${ACTION} >> >>] >>`)],
    ['a script that follows another action', catalog(`/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next ${ACTION} >>`)],
    ['a script deep in arrays', catalog(`/X [[[[[[${ACTION}]]]]]]`)],
    ['a script that nothing points at', makePdf({ more: [ACTION] })],
    ['a script in an object without an end', before('xref', `9 0 obj ${ACTION}\n`)],
    ['a script in an object behind a comment', before('xref', `9 % x\n0 % y\nobj ${ACTION} endobj\n`)],
    ['a script hidden in a comment', makePdf({ head: `% 9 0 obj ${ACTION} endobj\n` })],
    ['a script hidden in a string', catalog(`/Title (9 0 obj ${ACTION} endobj)`)],
    ['a script hidden in the middle of a stream', makePdf({ content: stream(hidden) })],
    [
      'a script in a later version of the file',
      Buffer.concat([makePdf(), Buffer.from(`9 0 obj ${ACTION} endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n`)]),
    ],
    ['a script in the trailer', makePdf({ trailer: `/X ${ACTION}` })],
    ['a script in a packed object', makePdf({ more: [objectStream(ACTION)] })],
    ['a script packed without a filter', makePdf({ more: [objectStream(ACTION, [])] })],
    ['a script packed twice', makePdf({ more: [objectStream(ACTION, ['Fl', 'Fl'])] })],
    ['a script packed in hexadecimals', makePdf({ more: [objectStream(ACTION, ['AHx', 'Fl'])] })],
    ['a script packed in base 85', makePdf({ more: [objectStream(ACTION, ['A85', 'Fl'])] })],
    ['a script packed and escaped', makePdf({ more: [objectStream('<< /S /#4AavaScript >>')] })],
    [
      'a script in a stream that does not say it packs objects',
      makePdf({ more: [{ dict: `<< /N 1 /First 5 /Filter /FlateDecode /Length ${table.length} >>`, stream: table }] }),
    ],
    [
      'a script in a stream that lies about its length',
      makePdf({ more: [{ dict: '<< /Type /ObjStm /N 1 /First 5 /Filter /FlateDecode /Length 1 >>', stream: table }] }),
    ],
    [
      'a script in a stream with short names',
      makePdf({
        more: [{ dict: `<< /Type /Obj#53tm /N 1 /First 5 /F /Fl /Length ${table.length} >>`, stream: table }],
      }),
    ],
    [
      'a script in a stream whose filter stands elsewhere',
      makePdf({
        more: [
          { dict: `<< /Type /ObjStm /N 1 /First 5 /Filter 7 0 R /Length ${table.length} >>`, stream: table },
          '/FlateDecode',
        ],
      }),
    ],
  ];
  return files.map(([what, bytes]) => row(what, 'pdf_script', bytes));
}

function actions(): HostileFile[] {
  const annotation = (entries: string) =>
    makePdf({ page: page(`/Annots [<< /Type /Annot /Rect [0 0 9 9] ${entries} >>]`) });
  return [
    row('a program started at opening', 'pdf_launch', catalog('/OpenAction << /S /Launch /F (cmd.exe) >>')),
    row(
      'a program started, escaped',
      'pdf_launch',
      catalog('/OpenAction << /S /L#61unch /Win << /F (cmd.exe) /P (/c calc) >> >>'),
    ),
    row('a program started by a link', 'pdf_launch', annotation('/Subtype /Link /A << /S /Launch /F (calc.exe) >>')),
    row(
      'a program started from a packed object',
      'pdf_launch',
      makePdf({ more: [objectStream('<< /S /Launch /F (a) >>')] }),
    ),
    row(
      'another document opened',
      'pdf_launch',
      catalog('/OpenAction << /S /GoToR /F (\\\\\\\\host\\\\share\\\\a.pdf) /D [0 /Fit] >>'),
    ),
    row(
      'an embedded file',
      'pdf_attachment',
      catalog(
        '/Names << /EmbeddedFiles << /Names [(a.exe) 6 0 R] >> >>',
        '<< /Type /Filespec /F (a.exe) /EF << /F 7 0 R >> >>',
        stream(Buffer.from('MZ'), '/Type /EmbeddedFile'),
      ),
    ),
    row('an embedded file, escaped', 'pdf_attachment', catalog('/Names << /Embedded#46iles << /Names [] >> >>')),
    row('a file attached to a page', 'pdf_attachment', annotation('/Subtype /FileAttachment /FS << /F (a.exe) >>')),
    row(
      'a file that an associated file names',
      'pdf_attachment',
      catalog('/AF [<< /Type /Filespec /F (a) /E#46 << >> >>]'),
    ),
    row(
      'a document inside the document opened',
      'pdf_attachment',
      catalog('/OpenAction << /S /GoToE /T << /R /C >> >>'),
    ),
    row('an XFA form', 'pdf_form', catalog('/AcroForm << /XFA 6 0 R /Fields [] >>', stream(Buffer.from('<xdp/>')))),
    row(
      'a form that is sent somewhere',
      'pdf_sends_data',
      catalog('/OpenAction << /S /SubmitForm /F (http://example.com) >>'),
    ),
    row('data fetched from a file', 'pdf_sends_data', catalog('/OpenAction << /S /ImportData /F (a.fdf) >>')),
    row('rich media', 'pdf_media', annotation('/Subtype /RichMedia')),
    row('a film on a page', 'pdf_media', annotation('/Subtype /Movie')),
    row('a sound on a page', 'pdf_media', annotation('/Subtype /Sound')),
    row('a 3D model', 'pdf_media', annotation('/Subtype /3D')),
    row('a rendition', 'pdf_media', catalog('/OpenAction << /S /Rendition /OP 0 >>')),
  ];
}

function locked(): HostileFile[] {
  const standard =
    '<< /Filter /Standard /V 1 /R 2 /O (abcdefghijklmnopqrstuvwxyz012345) /U (abcdefghijklmnopqrstuvwxyz012345) /P -4 >>';
  return [
    row('a locked PDF', 'pdf_encrypted', makePdf({ trailer: '/Encrypt 6 0 R', more: [standard] })),
    row('a locked PDF, in place', 'pdf_encrypted', makePdf({ trailer: `/Encrypt ${standard}` })),
    row('a locked PDF, escaped', 'pdf_encrypted', makePdf({ trailer: `/Encryp#74 ${standard}` })),
    row(
      'a locked PDF with a script',
      'pdf_encrypted',
      makePdf({ catalog: `/OpenAction ${ACTION}`, trailer: `/Encrypt ${standard}` }),
    ),
  ];
}

function damaged(): HostileFile[] {
  const whole = makePdf();
  const table = deflateSync(Buffer.from(`20 0 ${ACTION}`));
  const packed = (dict: string, bytes = table): Buffer =>
    makePdf({ more: [{ dict: `<< /Type /ObjStm /N 1 /First 5 ${dict} /Length ${bytes.length} >>`, stream: bytes }] });
  return [
    row('the first half of a PDF', 'pdf_cut_off', whole.subarray(0, whole.length / 2)),
    row('a PDF without its last bytes', 'pdf_cut_off', whole.subarray(0, -6)),
    row('the header of a PDF', 'pdf_cut_off', '%PDF-1.7\n'),
    row('a header and an end', 'pdf_broken', '%PDF-1.4 hello %%EOF'),
    row('a PDF without a catalog', 'pdf_broken', '%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'),
    row(
      'a header before random bytes',
      'pdf_broken',
      Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(500, 0xa7), Buffer.from('\n%%EOF')]),
    ),
    row('a PDF without a page', 'pdf_no_page', makePdf({ pages: '<< /Type /Pages /Kids [] /Count 0 >>' })),
    row(
      'an object stream that is not packed as it says',
      'pdf_uncheckable',
      packed('/Filter /FlateDecode', Buffer.from('not packed')),
    ),
    row('an object stream with a rare filter', 'pdf_uncheckable', packed('/Filter /LZWDecode')),
    row(
      'an object stream with a predictor',
      'pdf_uncheckable',
      packed('/Filter /FlateDecode /DecodeParms << /Predictor 12 >>'),
    ),
    row(
      'an object stream whose table stands elsewhere',
      'pdf_uncheckable',
      makePdf({ more: [{ dict: '<< /Type /ObjStm /N 7 0 R /First 5 /Filter /FlateDecode >>', stream: table }, '1'] }),
    ),
  ];
}

function bombs(): HostileFile[] {
  const zeros = deflateSync(Buffer.alloc(140 * 1024 * 1024));
  const packed = (bytes: Buffer, dict: string): PdfPart => ({
    dict: `<< ${dict} /Length ${bytes.length} >>`,
    stream: bytes,
  });
  return [
    row('a page that unpacks without end', 'pdf_bomb', makePdf({ content: packed(zeros, '/Filter /FlateDecode') })),
    row(
      'a page packed twice',
      'pdf_bomb',
      makePdf({ content: packed(deflateSync(zeros), '/Filter [/FlateDecode /FlateDecode]') }),
    ),
    row(
      'many streams that are large together',
      'pdf_bomb',
      makePdf({
        more: Array.from({ length: 6 }, () =>
          packed(deflateSync(Buffer.alloc(100 * 1024 * 1024)), '/Filter /FlateDecode'),
        ),
      }),
    ),
    row(
      'an object stream that unpacks without end',
      'pdf_bomb',
      makePdf({
        more: [
          packed(deflateSync(Buffer.alloc(40 * 1024 * 1024, 0x20)), '/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode'),
        ],
      }),
    ),
    row(
      'a picture as large as a city',
      'pdf_bomb',
      makePdf({ more: [packed(Buffer.from('x'), '/Subtype /Image /Width 100000 /Height 100000 /Filter /DCTDecode')] }),
    ),
    row('brackets without end', 'pdf_bomb', catalog(`/X ${'['.repeat(100_000)}`)),
    row(
      'more objects than any document has',
      'pdf_bomb',
      Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.from('1 0 obj[ '.repeat(500_000)), Buffer.from('%%EOF')]),
    ),
  ];
}

function twoFiles(): HostileFile[] {
  const pdf = makePdf();
  const after = (bytes: Buffer | string) => Buffer.concat([pdf, Buffer.from(bytes)]);
  return [
    row('a PDF that is an archive too', 'two_headers', after(makeZip({ 'run.exe': 'MZ' }))),
    row(
      'a PDF with an archive’s end inside',
      'two_headers',
      makePdf({ head: '', more: [stream(makeZip({ a: 'b' }))] }),
    ),
    row('a PDF that is a web page too', 'two_headers', makePdf({ head: '%<html><script>alert(1)</script>\n' })),
    row('a PDF that is a PHP script too', 'two_headers', makePdf({ head: '%<?php system(1) ?>\n' })),
    row('two PDFs in one file', 'two_headers', after(makePdf({ words: 'Another' }))),
    row('a PDF with a program behind it', 'trailing_data', after(Buffer.from('MZ\x90\x00\x03', 'latin1'))),
    row('a PDF with words behind it', 'trailing_data', after('secret')),
    row('a PDF with a web page behind it', 'two_headers', after('<html><script>alert(1)</script></html>')),
  ];
}

/** PDF files that do, hide or break something. */
export function hostilePdfs(): HostileFile[] {
  return [...scripts(), ...actions(), ...locked(), ...damaged(), ...bombs(), ...twoFiles()];
}
