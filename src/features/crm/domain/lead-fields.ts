import type { LeadStatus } from '@/shared/lead-status';
import { type CrmMapping, statusFromCrm, statusToCrm } from './crm-mapping';
import type { FieldRules } from './merge';
import { crmMoment, fitted, type Value, type Values } from './values';

/** The facts of a lead that the CRM mirrors, as the portal keeps them. */
export type LeadFacts = {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  company_name: string | null;
  address: string;
  city: string | null;
  province: string | null;
  postal_code: string | null;
  customer_type: 'consumer' | 'smme' | 'enterprise';
  requested_service_type: string | null;
  requested_speed: string | null;
  budget_range: string | null;
  coverage_available: boolean | null;
  next_follow_up_at: Date | null;
  status: LeadStatus;
  partner_number: string | null;
};

/** Columns that a change in the CRM may reach. */
export type LeadChange = Partial<Omit<LeadFacts, 'id' | 'partner_number' | 'next_follow_up_at'>>;

const CUSTOMER_TYPES = { consumer: 'Consumer', smme: 'SMME', enterprise: 'Enterprise' } as const;

/** Text fields that are the same on both sides. `required`: the portal's column is never null. */
const TEXTS = {
  First_Name: { column: 'first_name', length: 40, required: true },
  Last_Name: { column: 'last_name', length: 80, required: true },
  Email: { column: 'email', length: 100, required: true },
  Phone: { column: 'phone', length: 30, required: true },
  Company: { column: 'company_name', length: 100, required: false },
  Street: { column: 'address', length: 250, required: true },
  City: { column: 'city', length: 100, required: false },
  State: { column: 'province', length: 100, required: false },
  Zip_Code: { column: 'postal_code', length: 30, required: false },
  Requested_Service: { column: 'requested_service_type', length: 255, required: false },
  Requested_Speed: { column: 'requested_speed', length: 255, required: false },
  Budget_Range: { column: 'budget_range', length: 255, required: false },
} as const;
type TextField = keyof typeof TEXTS;
const TEXT_FIELDS = Object.keys(TEXTS) as TextField[]; // a record's own keys, which Object.keys widens

/**
 * Who may say what a field of a lead is. Shared: whoever wrote it last. The CRM's people find out about coverage; to whom a
 * lead belongs and when it is followed up is decided in the portal.
 */
export function leadFieldRules(mapping: CrmMapping): FieldRules {
  return {
    [mapping.leads.externalIdField]: 'portal',
    ...Object.fromEntries(TEXT_FIELDS.map((field) => [field, 'shared' as const])),
    Country: 'portal',
    Lead_Status: 'shared',
    Customer_Type: 'shared',
    Coverage_Available: 'crm',
    Partner_Number: 'portal',
    Next_Follow_Up: 'portal',
  };
}

/** Beside the mirrored fields: what became of a lead in the CRM, and who wrote last. */
export const LEAD_STATE_FIELDS = ['Converted__s', 'Converted_Deal'] as const;

/** A lead as the fields of one CRM record. Last_Name and Company are mandatory in Zoho's stock layout; a name stands in. */
export function leadToCrm(lead: LeadFacts, mapping: CrmMapping): Values {
  const texts = Object.fromEntries(
    TEXT_FIELDS.map((field): [string, Value] => [field, fitted(lead[TEXTS[field].column], TEXTS[field].length)]),
  );
  return {
    [mapping.leads.externalIdField]: lead.id,
    ...texts,
    Last_Name: fitted(lead.last_name, 80) ?? fitted(lead.first_name, 80),
    Company: fitted(lead.company_name, 100) ?? standInCompany(lead),
    Country: 'South Africa',
    Lead_Status: statusToCrm(lead.status, mapping),
    Customer_Type: CUSTOMER_TYPES[lead.customer_type],
    Coverage_Available: lead.coverage_available,
    Partner_Number: lead.partner_number,
    Next_Follow_Up: crmMoment(lead.next_follow_up_at),
  };
}

function standInCompany(lead: Pick<LeadFacts, 'first_name' | 'last_name'>): string | null {
  return fitted(`${lead.first_name} ${lead.last_name}`, 100);
}

/** A moment in whatever zone, and a yes or no that was never set, in the form that this side writes. */
export function comparable(field: string, value: unknown): Value {
  if (value === undefined || value === null || value === '') return null;
  if (field === 'Next_Follow_Up' && typeof value === 'string') {
    const moment = new Date(value);
    return Number.isNaN(moment.getTime()) ? null : crmMoment(moment);
  }
  if (typeof value === 'string') return fitted(storable(value), 32_000);
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** Without what a database cannot keep: a null character, and half of a pair of surrogates. */
function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD');
}

/**
 * Values of the CRM as columns of the portal. A field that cannot be said here is left out: the caller holds it as it is.
 * @param lead the lead as it is now, for stand-ins that are no facts
 */
export function leadFromCrm(fields: Values, lead: LeadFacts | null, mapping: CrmMapping): LeadChange {
  const change: Record<string, unknown> = {};
  for (const field of TEXT_FIELDS) {
    if (!(field in fields)) continue;
    const { column, required } = TEXTS[field];
    const value = fields[field] ?? null;
    // A field of numbers in this organisation is a text here.
    change[column] = value === null ? (required ? '' : null) : String(value);
  }
  if ('Company' in fields && isStandIn(fields, lead)) change.company_name = null;
  const status = typeof fields.Lead_Status === 'string' ? statusFromCrm(fields.Lead_Status, mapping) : null;
  if (status) change.status = status;
  const type = Object.entries(CUSTOMER_TYPES).find(([, called]) => called === fields.Customer_Type)?.[0];
  if (type) change.customer_type = type;
  const covered = fields.Coverage_Available;
  if (covered === null || typeof covered === 'boolean') change.coverage_available = covered;
  return change;
}

/** A company that is only the person's name is no company. */
function isStandIn(fields: Values, lead: LeadFacts | null): boolean {
  const first_name = String(fields.First_Name ?? lead?.first_name ?? '');
  const last_name = String(fields.Last_Name ?? lead?.last_name ?? '');
  return fields.Company === standInCompany({ first_name, last_name });
}
