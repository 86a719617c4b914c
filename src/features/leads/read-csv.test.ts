import { describe, expect, it } from 'vitest';
import { importTemplate } from './domain/import-columns';
import { type CsvRow, MAX_IMPORT_ROWS, readCsv } from './read-csv';

const HEADER = 'First name,Last name,Phone,E-mail,Address,Province';
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readCsv(bytes(text));

function rowsOf(text: string): CsvRow[] {
  const outcome = read(text);
  return outcome.ok ? outcome.value : expect.fail(outcome.refusal.message);
}
function refusalOf(input: string | Uint8Array) {
  const outcome = typeof input === 'string' ? read(input) : readCsv(input);
  return outcome.ok ? expect.fail('was taken') : outcome.refusal;
}

const NALEDI = {
  first_name: 'Naledi',
  last_name: 'Molefe',
  phone: '+27821234567',
  email: 'n@example.com',
  address: '12 Oxford Road',
};

describe('a file of leads', () => {
  it('is read as it comes out of the template', () => {
    const [row] = rowsOf(importTemplate());
    expect(row).toMatchObject({
      line: 2,
      faults: {},
      facts: { ...NALEDI, email: 'naledi@example.com', province: 'Gauteng' },
    });
  });

  it.each([
    ['a comma', `${HEADER}\nNaledi,Molefe,082 123 4567,n@example.com,12 Oxford Road,`],
    ['a semicolon', `${HEADER.replaceAll(',', ';')}\nNaledi;Molefe;082 123 4567;n@example.com;12 Oxford Road;`],
    ['a mark of UTF-8', `\ufeff${HEADER}\nNaledi,Molefe,082 123 4567,n@example.com,12 Oxford Road,`],
    ['line ends of Windows', `${HEADER}\r\nNaledi,Molefe,082 123 4567,n@example.com,12 Oxford Road,\r\n`],
    [
      'a line that names the delimiter',
      `sep=;\r\n${HEADER.replaceAll(',', ';')}\r\nNaledi;Molefe;082 123 4567;n@example.com;12 Oxford Road;`,
    ],
    ['quotation marks', `${HEADER}\n"Naledi","Molefe","082 123 4567","n@example.com","12 Oxford Road",""`],
    [
      'empty lines and columns',
      `${HEADER},,\n\n,,,,,,,\nNaledi,Molefe,082 123 4567,n@example.com,12 Oxford Road,,,\n,,\n`,
    ],
    ['hard spaces', `${HEADER}\nNaledi,Molefe,082\u00a0123\u00a04567,n@example.com\u00a0,12 Oxford Road,`],
    ['a number written as a formula', `${HEADER}\nNaledi,Molefe,"=""0821234567""",n@example.com,12 Oxford Road,`],
    ['a number that lost its nought', `${HEADER}\nNaledi,Molefe,821234567,n@example.com,12 Oxford Road,`],
    ['an apostrophe that marks text', `${HEADER}\nNaledi,Molefe,'0821234567,n@example.com,12 Oxford Road,`],
    [
      'other names of columns',
      `surname;NAME;Cell;email address;Street\nMolefe;Naledi;0821234567;n@example.com;12 Oxford Road`,
    ],
  ])('may have %s', (_what, text) => {
    expect(rowsOf(text)).toMatchObject([{ facts: NALEDI, faults: {} }]);
  });

  it('counts its lines as an editor does, also behind cells of several lines and behind empty ones', () => {
    const rows = rowsOf(
      `${HEADER}\nA,B,0821234567,a@example.com,"1 Road\nRosebank",\n\nC,,0821234568,c@example.com,2 Road,`,
    );
    expect(rows[1]).toMatchObject({ line: 5, faults: { last_name: 'Line 5: Last name must not be empty.' } });
  });

  it('names line and column of everything that is wrong, and keeps what was typed', () => {
    const [row] = rowsOf(`${HEADER}\n,Molefe,call me,not an address,12 Oxford Road,Transvaal`);
    expect(row?.faults).toEqual({
      first_name: 'Line 2: First name must not be empty.',
      phone: 'Line 2: Phone must be a South African number, like 082 123 4567.',
      email: 'Line 2: E-mail must be an e-mail address, like name@example.com.',
      province: expect.stringMatching(/^Line 2: Province must be one of Eastern Cape, /),
    });
    expect(row?.facts).toMatchObject({ phone: 'call me', province: 'Transvaal' });
  });

  it('says so when the spreadsheet has shortened a number', () => {
    const [row] = rowsOf(`${HEADER}\nA,B,2.78212E+10,a@example.com,1 Road,`);
    expect(row?.faults.phone).toMatch(/^Line 2: Phone was shortened by the spreadsheet/);
  });

  it.each([
    ['kzn', 'KwaZulu-Natal'],
    ['KwaZulu Natal', 'KwaZulu-Natal'],
    ['western cape', 'Western Cape'],
    ['GP', 'Gauteng'],
  ])('may call a province %s', (typed, province) => {
    const [row] = rowsOf(`${HEADER}\nA,B,0821234567,a@example.com,1 Road,${typed}`);
    expect(row).toMatchObject({ faults: {}, facts: { province } });
  });

  it('with a comma too many in a line is told so', () => {
    const [row] = rowsOf(`${HEADER}\nA,B,0821234567,a@example.com,1 Road, Rosebank, Gauteng`);
    expect(row?.faults.address).toMatch(/^Line 2 has more cells/);
  });
});

describe('a file is refused whole', () => {
  it.each([
    ['without a required column', `First name,Last name,E-mail,Address\nA,B,a@example.com,1 Road`, /missing: Phone\./],
    [
      'with a column that nobody knows',
      `${HEADER},Shoe size\nA,B,0821234567,a@example.com,1 Road,,44`,
      /not known: “Shoe size”\./,
    ],
    ['with a column twice', `${HEADER},Cell\nA,B,0821234567,a@example.com,1 Road,,`, /twice: Phone\./],
    ['with an open quotation mark', `${HEADER}\nA,"B,0821234567,a@example.com,1 Road,`, /cannot be read as CSV/],
    ['when it is empty', '', /empty/],
    ['when only the first line is there', `${HEADER}\n`, /no leads below it/],
    ['when it is a letter', 'Dear Sir,\nplease call me.', /missing/],
  ])('%s', (_what, text, words) => {
    expect(refusalOf(text)).toMatchObject({ code: 'unreadable_file', message: expect.stringMatching(words) });
  });

  it('beyond 5 000 leads', () => {
    const line = 'A,B,0821234567,a@example.com,1 Road,\n';
    expect(rowsOf(`${HEADER}\n${line.repeat(MAX_IMPORT_ROWS)}`)).toHaveLength(MAX_IMPORT_ROWS);
    expect(refusalOf(`${HEADER}\n${line.repeat(MAX_IMPORT_ROWS + 1)}`).message).toMatch(/more than 5 000/);
  });

  it('when it is a spreadsheet, a picture or another encoding under the name of a CSV file', () => {
    expect(refusalOf(bytes('PK\u0003\u0004 and so on')).code).toBe('unsupported_file_type');
    expect(refusalOf(bytes('%PDF-1.7')).code).toBe('unsupported_file_type');
    const latin1 = Uint8Array.from(Buffer.from(`${HEADER}\nRené,B,0821234567,a@example.com,1 Road,`, 'latin1'));
    expect(refusalOf(latin1)).toMatchObject({ code: 'unreadable_file', message: expect.stringMatching(/UTF-8/) });
    const utf16 = Uint8Array.from(Buffer.from(`\ufeff${HEADER}`, 'utf16le'));
    expect(refusalOf(utf16).code).toBe('unreadable_file');
  });
});
