import type { Field, FieldType } from './field';

const LENGTHS: Partial<Record<FieldType, number>> = {
  text: 255,
  textarea: 32_000,
  email: 100,
  phone: 30,
  website: 450,
  picklist: 120,
};

/** A field; its label is its name with blanks, its length the stock one unless another is given. */
function field(apiName: string, type: FieldType, more: Partial<Field> = {}): Field {
  const length = LENGTHS[type];
  const base = { apiName, label: apiName.replace(/__s$/, '').replaceAll('_', ' '), type };
  return length === undefined ? { ...base, ...more } : { ...base, length, ...more };
}

const custom = (apiName: string, type: FieldType, more: Partial<Field> = {}): Field =>
  field(apiName, type, { custom: true, ...more });

const externalId = (apiName: string): Field => custom(apiName, 'text', { length: 100, external: true });

const LEAD_SOURCES = [
  'Advertisement',
  'Employee Referral',
  'External Referral',
  'Online Store',
  'Partner',
  'Referral',
  'Sales Call',
  'Social Media',
  'Website',
  'Other',
];

const LEAD_STATUSES = [
  'Attempted to Contact',
  'Contact in Future',
  'Contacted',
  'Junk Lead',
  'Lost Lead',
  'Not Contacted',
  'Pre-Qualified',
  'Not Qualified',
  'Qualified',
];

const PERSON: readonly Field[] = [
  field('First_Name', 'text', { length: 40 }),
  field('Last_Name', 'text', { length: 80, mandatory: true }),
  field('Full_Name', 'text', { length: 121, readOnly: true }),
  field('Email', 'email'),
  field('Phone', 'phone'),
  field('Mobile', 'phone'),
  field('Lead_Source', 'picklist', { values: LEAD_SOURCES }),
  field('Description', 'textarea'),
  field('Email_Opt_Out', 'boolean'),
];

export const leadFields: readonly Field[] = [
  ...PERSON,
  field('Company', 'text', { length: 200 }),
  field('Website', 'website'),
  field('Lead_Status', 'picklist', { values: LEAD_STATUSES }),
  field('Street', 'text', { length: 250 }),
  custom('Suburb', 'text', { length: 100 }),
  field('City', 'text', { length: 100 }),
  field('State', 'text', { length: 100 }),
  field('Zip_Code', 'text', { length: 30 }),
  field('Country', 'text', { length: 100 }),
  field('Annual_Revenue', 'currency'),
  field('No_of_Employees', 'integer'),
  custom('Customer_Type', 'picklist', { values: ['Consumer', 'SMME', 'Enterprise'] }),
  custom('Requested_Service', 'text'),
  custom('Requested_Speed', 'text'),
  custom('Budget_Range', 'text'),
  custom('Coverage_Available', 'boolean'),
  custom('Campaign_Source', 'text'),
  custom('Referral_Code', 'text', { length: 50 }),
  externalId('External_Lead_ID'),
  custom('Partner', 'lookup', { lookup: 'Contacts' }),
  custom('Partner_Number', 'text', { length: 30 }),
  custom('Next_Follow_Up', 'datetime'),
  custom('Interests', 'multiselectpicklist', { values: ['Fibre', 'Wireless', 'LTE', 'Voice', 'Hosting'] }),
  field('Converted__s', 'boolean', { readOnly: true }),
  field('Converted_Date_Time', 'datetime', { readOnly: true }),
  field('Converted_Account', 'lookup', { readOnly: true, lookup: 'Accounts' }),
  field('Converted_Contact', 'lookup', { readOnly: true, lookup: 'Contacts' }),
  field('Converted_Deal', 'lookup', { readOnly: true, lookup: 'Deals' }),
];

export const contactFields: readonly Field[] = [
  ...PERSON,
  field('Title', 'text', { length: 100 }),
  field('Account_Name', 'lookup', { lookup: 'Accounts' }),
  field('Mailing_Street', 'text', { length: 250 }),
  field('Mailing_City', 'text', { length: 100 }),
  field('Mailing_State', 'text', { length: 100 }),
  field('Mailing_Zip', 'text', { length: 30 }),
  field('Mailing_Country', 'text', { length: 100 }),
  externalId('External_Partner_ID'),
  custom('Partner_Number', 'text', { length: 30, unique: true }),
  custom('Partner_Status', 'picklist', { values: ['Pending', 'Under Review', 'Approved', 'Rejected', 'Suspended'] }),
  custom('Partner_Tier', 'picklist', { values: ['Bronze', 'Silver', 'Gold', 'Platinum'] }),
];

export const accountFields: readonly Field[] = [
  field('Account_Name', 'text', { length: 200, mandatory: true }),
  field('Phone', 'phone'),
  field('Website', 'website'),
  field('Industry', 'picklist', {
    values: ['Communications', 'Education', 'Financial Services', 'Retail', 'Technology'],
  }),
  field('Billing_Street', 'text', { length: 250 }),
  field('Billing_City', 'text', { length: 100 }),
  field('Billing_State', 'text', { length: 100 }),
  field('Billing_Code', 'text', { length: 30 }),
  field('Billing_Country', 'text', { length: 100 }),
  field('Description', 'textarea'),
  externalId('External_Account_ID'),
  custom('Registration_Number', 'text', { length: 50 }),
];

export const dealFields: readonly Field[] = [
  field('Deal_Name', 'text', { length: 120, mandatory: true }),
  field('Stage', 'picklist', {
    mandatory: true,
    values: [
      'Qualification',
      'Needs Analysis',
      'Value Proposition',
      'Proposal/Price Quote',
      'Negotiation/Review',
      'Closed Won',
      'Closed Lost',
    ],
  }),
  field('Amount', 'currency'),
  field('Closing_Date', 'date'),
  field('Probability', 'integer'),
  field('Account_Name', 'lookup', { lookup: 'Accounts' }),
  field('Contact_Name', 'lookup', { lookup: 'Contacts' }),
  field('Lead_Source', 'picklist', { values: LEAD_SOURCES }),
  field('Description', 'textarea'),
  externalId('External_Deal_ID'),
  custom('Partner', 'lookup', { lookup: 'Contacts' }),
  custom('KYC_Status', 'picklist', { values: ['Not Started', 'In Progress', 'Completed', 'Declined'] }),
  custom('Contract_Number', 'text', { length: 50 }),
  custom('Commission_Amount', 'currency'),
  custom('Commission_Status', 'picklist', { values: ['Pending', 'Approved', 'Paid', 'Clawed Back'] }),
  custom('Commission_Paid_Date', 'date'),
];

export const noteFields: readonly Field[] = [
  field('Note_Title', 'text', { length: 120 }),
  field('Note_Content', 'textarea', { mandatory: true }),
  field('Parent_Id', 'parent', { mandatory: true }),
  externalId('External_Activity_ID'),
];

export const commissionFields: readonly Field[] = [
  custom('Name', 'text', { length: 120, mandatory: true }),
  externalId('External_Commission_ID'),
  custom('Deal', 'lookup', { lookup: 'Deals' }),
  custom('Partner', 'lookup', { lookup: 'Contacts' }),
  custom('Commission_Amount', 'currency'),
  custom('Commission_Rate', 'double'),
  custom('Commission_Status', 'picklist', { values: ['Pending', 'Approved', 'Paid', 'Clawed Back'] }),
  custom('Earned_Date', 'date'),
  custom('Paid_Date', 'date'),
  custom('Statement_Ref', 'text', { length: 60 }),
];
