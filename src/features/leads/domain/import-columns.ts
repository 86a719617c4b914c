import { checkPhone } from '@/shared/phone';
import { PROVINCES } from '@/shared/provinces';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';
import { CUSTOMER_TYPE_KEYS, CUSTOMER_TYPES } from './services';

/** What a cell becomes, or what is wrong with it; the sentence goes on after the column's name. */
type Read = { value: string } | { fault: string };

type ImportColumn = {
  label: string;
  isRequired: boolean;
  /** Other names under which it is found; case, spaces and punctuation do not count. */
  aliases: readonly string[];
  max: number;
  /** In the template. */
  example: string;
  read?: (text: string) => Read;
};

const SOURCES = [
  'coverage_checker',
  'business_inquiry',
  'website_form',
  'referral',
  'marketing_campaign',
  'social_media',
  'direct_sales',
  'other',
  'whatsapp_flow',
] as const;

const PROVINCE_SHORT: Readonly<Record<string, (typeof PROVINCES)[number]>> = {
  ec: 'Eastern Cape',
  fs: 'Free State',
  gp: 'Gauteng',
  gt: 'Gauteng',
  kzn: 'KwaZulu-Natal',
  lp: 'Limpopo',
  mp: 'Mpumalanga',
  nw: 'North West',
  nc: 'Northern Cape',
  wc: 'Western Cape',
};

/** The columns of a file of leads, by the field each fills. */
export const IMPORT_COLUMNS = {
  first_name: { label: 'First name', isRequired: true, aliases: ['name', 'firstname'], max: 100, example: 'Naledi' },
  last_name: { label: 'Last name', isRequired: true, aliases: ['surname', 'lastname'], max: 100, example: 'Molefe' },
  phone: {
    label: 'Phone',
    isRequired: true,
    aliases: ['phonenumber', 'cell', 'cellphone', 'mobile', 'tel', 'telephone'],
    max: 40,
    example: '082 123 4567',
    read: readPhone,
  },
  email: {
    label: 'E-mail',
    isRequired: true,
    aliases: ['emailaddress', 'mail'],
    max: 254,
    example: 'naledi@example.com',
    read: readEmail,
  },
  address: {
    label: 'Address',
    isRequired: true,
    aliases: ['street', 'streetaddress'],
    max: 300,
    example: '12 Oxford Road',
  },
  suburb: { label: 'Suburb', isRequired: false, aliases: [], max: 100, example: 'Rosebank' },
  city: { label: 'City', isRequired: false, aliases: ['town'], max: 100, example: 'Johannesburg' },
  province: {
    label: 'Province',
    isRequired: false,
    aliases: ['region'],
    max: 60,
    example: 'Gauteng',
    read: readProvince,
  },
  postal_code: {
    label: 'Postal code',
    isRequired: false,
    aliases: ['postcode', 'zip', 'zipcode'],
    max: 10,
    example: '2196',
    read: readPostalCode,
  },
  customer_type: {
    label: 'Customer type',
    isRequired: false,
    aliases: ['customer', 'segment'],
    max: 60,
    example: 'consumer',
    read: readCustomerType,
  },
  company_name: { label: 'Company', isRequired: false, aliases: ['companyname', 'business'], max: 200, example: '' },
  requested_service_type: {
    label: 'Service',
    isRequired: false,
    aliases: ['servicetype', 'requestedservice', 'product'],
    max: 60,
    example: 'fibre',
    read: (text) => ({ value: text.toLowerCase().replace(/\s+/g, '_') }),
  },
  requested_speed: {
    label: 'Speed',
    isRequired: false,
    aliases: ['requestedspeed', 'bandwidth'],
    max: 60,
    example: '100 Mbps',
  },
  budget_range: { label: 'Budget', isRequired: false, aliases: ['budgetrange'], max: 60, example: 'R500 - R800' },
  lead_source: {
    label: 'Source',
    isRequired: false,
    aliases: ['leadsource'],
    max: 60,
    example: 'marketing_campaign',
    read: readSource,
  },
  source_campaign: {
    label: 'Campaign',
    isRequired: false,
    aliases: ['sourcecampaign', 'campaignname'],
    max: 100,
    example: 'Expo November',
  },
} as const satisfies Record<string, ImportColumn>;

export type ImportField = keyof typeof IMPORT_COLUMNS;
// Object.keys widens a record's own keys to plain text.
export const IMPORT_FIELDS = Object.keys(IMPORT_COLUMNS) as ImportField[];
const COLUMNS: Readonly<Record<ImportField, ImportColumn>> = IMPORT_COLUMNS;

export type ImportFacts = Partial<Record<ImportField, string>>;
export type ImportFaults = Partial<Record<ImportField, string>>;

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Which column of the file fills which field; or in one sentence what is wrong with the first line. */
export function matchHeader(header: readonly string[]): { fields: (ImportField | null)[] } | { fault: string } {
  const fields = header.map((name) => (plain(name) === '' ? null : (fieldOf(name) ?? name)));
  const unknown = header.filter((name) => plain(name) !== '' && fieldOf(name) === null);
  const missing = IMPORT_FIELDS.filter((field) => COLUMNS[field].isRequired && !fields.includes(field));
  const twice = IMPORT_FIELDS.filter((field) => fields.filter((one) => one === field).length > 1);
  const faults = [
    missing.length > 0 && `These columns are missing: ${missing.map((field) => COLUMNS[field].label).join(', ')}.`,
    unknown.length > 0 && `These columns are not known: ${unknown.map((name) => `“${name.slice(0, 40)}”`).join(', ')}.`,
    twice.length > 0 && `These columns stand there twice: ${twice.map((field) => COLUMNS[field].label).join(', ')}.`,
  ].filter((fault) => fault !== false);
  if (faults.length > 0) return { fault: `${faults.join(' ')} Compare the first line with the template.` };
  return { fields: header.map(fieldOf) };
}

function fieldOf(name: string): ImportField | null {
  const wanted = plain(name);
  if (wanted === '') return null;
  const found = IMPORT_FIELDS.find((field) =>
    [plain(field), plain(COLUMNS[field].label), ...COLUMNS[field].aliases].includes(wanted),
  );
  return found ?? null;
}

/** One line of the file: what it says, and for each field that is wrong a sentence with the line and the column in it. */
export function readRow(line: number, cells: ImportFacts): { facts: ImportFacts; faults: ImportFaults } {
  const facts: ImportFacts = {};
  const faults: ImportFaults = {};
  for (const field of IMPORT_FIELDS) {
    const text = cleaned(cells[field] ?? '');
    const column = COLUMNS[field];
    const read = readCell(column, text);
    // What was typed stays to be looked at beside its fault.
    if ('fault' in read) faults[field] = `Line ${line}: ${column.label} ${read.fault}`;
    const value = 'value' in read ? read.value : text.slice(0, column.max);
    if (value !== '' && isStorable(value)) facts[field] = value;
  }
  return { facts, faults };
}

function readCell(column: ImportColumn, text: string): Read {
  if (text === '') return column.isRequired ? { fault: 'must not be empty.' } : { value: '' };
  if (text.length > column.max) return { fault: `may have at most ${column.max} characters.` };
  if (!isStorable(text)) return { fault: NOT_STORABLE };
  return column.read ? column.read(text) : { value: text };
}

/** Without what spreadsheets put around a cell: hard spaces, ="082…" and the apostrophe that marks text. */
function cleaned(cell: string): string {
  const text = cell.replace(/[\u00a0\u2007\u202f]/g, ' ').trim();
  const [, formula] = /^="(.*)"$/s.exec(text) ?? [];
  return (formula ?? text.replace(/^'(?=[\d+=@-])/, '')).trim();
}

function readPhone(text: string): Read {
  if (/^\d([.,]\d+)?e\+\d+$/i.test(text)) {
    return { fault: 'was shortened by the spreadsheet. Format the column as text and type the number again.' };
  }
  // A spreadsheet takes a number's first nought away.
  const checked = checkPhone(/^[1-8]\d{8}$/.test(text.replace(/\s/g, '')) ? `0${text}` : text, '');
  return checked.ok ? { value: checked.value } : { fault: checked.message.trim() };
}

function readEmail(text: string): Read {
  return /^[^\s@"(),:;<>[\\\]]+@[^\s@"(),:;<>[\\\]]+\.[^\s@"(),:;<>[\\\].]{2,}$/u.test(text)
    ? { value: text }
    : { fault: 'must be an e-mail address, like name@example.com.' };
}

function readProvince(text: string): Read {
  const wanted = plain(text);
  const found = PROVINCES.find((province) => plain(province) === wanted) ?? PROVINCE_SHORT[wanted];
  return found ? { value: found } : { fault: `must be one of ${PROVINCES.join(', ')}.` };
}

function readPostalCode(text: string): Read {
  // 0083 is 83 once a spreadsheet has been through it.
  return /^\d{2,4}$/.test(text) ? { value: text.padStart(4, '0') } : { fault: 'must have four digits, like 2196.' };
}

function readCustomerType(text: string): Read {
  const wanted = plain(text);
  const found = CUSTOMER_TYPE_KEYS.find((type) => type === wanted || plain(CUSTOMER_TYPES[type]) === wanted);
  return found ? { value: found } : { fault: `must be one of ${CUSTOMER_TYPE_KEYS.join(', ')}.` };
}

function readSource(text: string): Read {
  const found = SOURCES.find((source) => plain(source) === plain(text));
  return found ? { value: found } : { fault: `must be one of ${SOURCES.join(', ')}.` };
}

/** The template: every column by its name, and one line that shows what goes where. */
export function importTemplate(): string {
  const cell = (text: string) => (/[",;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = [
    IMPORT_FIELDS.map((field) => COLUMNS[field].label),
    IMPORT_FIELDS.map((field) => COLUMNS[field].example),
  ];
  // Spreadsheets know UTF-8 by its mark.
  return `\ufeff${lines.map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
