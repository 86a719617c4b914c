import { z } from 'zod';
import { LEAD_STATUSES, type LeadStatus } from '@/shared/lead-status';

/**
 * How a lead is written in the CRM: the module, the field that holds the portal's id, and which value stands for which
 * status. Organisations rename fields and picklist values, so all of it can be replaced (ZOHO_MAPPING_FILE).
 */
export const LeadMapping = z.object({
  module: z.string().min(1).default('Leads'),
  externalIdField: z.string().min(1).default('External_Lead_ID'),
  status: z
    .object(Object.fromEntries(LEAD_STATUSES.map((status) => [status, z.string().min(1).optional()])))
    .default({}),
});
export type LeadMapping = z.infer<typeof LeadMapping>;

/** Zoho's stock values of Lead_Status. */
const STOCK_STATUS: Record<LeadStatus, string> = {
  new: 'Not Contacted',
  contacted: 'Contacted',
  interested: 'Pre-Qualified',
  not_interested: 'Not Qualified',
  coverage_available: 'Attempted to Contact',
  converted_to_order: 'Pre-Qualified',
  lost: 'Lost Lead',
  follow_up_scheduled: 'Contact in Future',
};

/** The facts of a lead that the CRM mirrors. */
export type MirroredLead = {
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
  status: LeadStatus;
  partner_number: string | null;
};

const CUSTOMER_TYPES = { consumer: 'Consumer', smme: 'SMME', enterprise: 'Enterprise' } as const;

/** A text as the CRM keeps it: without blanks around it, no longer than its field, and null when nothing is left. */
function fitted(text: string | null, length: number): string | null {
  // A cut in the middle of a surrogate pair would leave half a character.
  const cut = (text ?? '')
    .trim()
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();
  return cut === '' ? null : cut;
}

/** A lead as the fields of one CRM record. Last_Name and Company are mandatory in Zoho's stock layout; a name stands in. */
export function toCrmFields(lead: MirroredLead, mapping: LeadMapping): Record<string, string | null> {
  return {
    [mapping.externalIdField]: lead.id,
    First_Name: fitted(lead.first_name, 40),
    Last_Name: fitted(lead.last_name, 80) ?? fitted(lead.first_name, 80),
    Email: fitted(lead.email, 100),
    Phone: fitted(lead.phone, 30),
    Company: fitted(lead.company_name, 100) ?? fitted(`${lead.first_name} ${lead.last_name}`, 100),
    Street: fitted(lead.address, 250),
    City: fitted(lead.city, 100),
    State: fitted(lead.province, 100),
    Zip_Code: fitted(lead.postal_code, 30),
    Country: 'South Africa',
    Lead_Status: mapping.status[lead.status] ?? STOCK_STATUS[lead.status],
    Customer_Type: CUSTOMER_TYPES[lead.customer_type],
    Requested_Service: fitted(lead.requested_service_type, 255),
    Requested_Speed: fitted(lead.requested_speed, 255),
    Partner_Number: lead.partner_number,
  };
}
