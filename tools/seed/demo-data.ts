/** The accounts of a local start (README); all have the same password. */
export const DEMO_PASSWORD = 'Demo-2026!';

export const DEMO_STAFF = [
  { email: 'manager@demo.test', name: 'Demo Partner Manager', template: 'partner_manager' },
  { email: 'compliance@demo.test', name: 'Demo Compliance Officer', template: 'compliance_officer' },
  { email: 'finance@demo.test', name: 'Demo Finance Manager', template: 'finance_manager' },
  { email: 'finance2@demo.test', name: 'Demo Second Finance Manager', template: 'finance_manager' },
  { email: 'marketing@demo.test', name: 'Demo Marketing Manager', template: 'marketing_manager' },
  { email: 'admin@demo.test', name: 'Demo Super Administrator', template: 'super_admin' },
] as const;

export const DEMO_PARTNERS = [
  {
    email: 'partner@demo.test',
    business: 'Example Connect (Pty) Ltd',
    phone: '+27115550100',
    account: '1200345601',
    type: 'company',
    entity: 'pty_ltd',
    registration: '2019/123456/07',
    contact: 'Demo Partner',
    city: 'Johannesburg',
    province: 'Gauteng',
    postal: '2196',
    status: 'approved',
    tier: 'gold',
    leads: 26,
  },
  {
    email: 'second@demo.test',
    business: 'Sample Networks CC',
    phone: '+27215550101',
    account: '1200345602',
    type: 'company',
    entity: 'close_corporation',
    registration: '2008/654321/23',
    contact: 'Demo Second Partner',
    city: 'Cape Town',
    province: 'Western Cape',
    postal: '8001',
    status: 'approved',
    tier: 'silver',
    leads: 9,
  },
  {
    email: 'pending@demo.test',
    business: 'Placeholder Trading',
    phone: '+27315550102',
    account: '1200345603',
    type: 'sole_proprietor',
    entity: 'sole_proprietor',
    registration: null,
    contact: 'Demo Applicant',
    city: 'Durban',
    province: 'KwaZulu-Natal',
    postal: '4001',
    status: 'pending',
    tier: 'bronze',
    leads: 0,
  },
] as const;

/** Leads that nobody works yet. */
export const DEMO_UNASSIGNED = 14;

export const FIRST_NAMES = [
  'Ayanda',
  'Johan',
  'Lerato',
  'Priya',
  'Sipho',
  'Anika',
  'Thabo',
  'Fatima',
  'Pieter',
  'Naledi',
  'Zanele',
  'Daniel',
];
export const LAST_NAMES = [
  'Dlamini',
  'Botha',
  'Mokoena',
  'Naidoo',
  'Khumalo',
  'van Wyk',
  'Nkosi',
  'Patel',
  'Smith',
  'Molefe',
  'Ndlovu',
];
export const PLACES = [
  { suburb: 'Rosebank', city: 'Johannesburg', province: 'Gauteng', postal: '2196' },
  { suburb: 'Hatfield', city: 'Pretoria', province: 'Gauteng', postal: '0083' },
  { suburb: 'Sea Point', city: 'Cape Town', province: 'Western Cape', postal: '8005' },
  { suburb: 'Umhlanga', city: 'Durban', province: 'KwaZulu-Natal', postal: '4319' },
  { suburb: 'Summerstrand', city: 'Gqeberha', province: 'Eastern Cape', postal: '6001' },
  { suburb: 'Westdene', city: 'Bloemfontein', province: 'Free State', postal: '9301' },
] as const;
export const SERVICES = [
  { type: 'fibre', speed: '50/50 Mbps', budget: 'R500 - R800' },
  { type: 'fibre', speed: '100/100 Mbps', budget: 'R800 - R1 200' },
  { type: 'wireless', speed: '25 Mbps', budget: 'R400 - R600' },
  { type: 'lte', speed: '50 Mbps', budget: 'R300 - R500' },
] as const;
export const STATUSES = [
  'new',
  'new',
  'contacted',
  'interested',
  'follow_up_scheduled',
  'coverage_available',
  'not_interested',
  'converted_to_order',
  'lost',
] as const;
