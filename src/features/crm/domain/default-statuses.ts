import type { LeadStatus } from '@/shared/lead-status';

/** Which of Zoho's stock values of Lead_Status stands for a status of the portal, unless an administrator mapped another. */
export const DEFAULT_TO_CRM: Record<LeadStatus, string> = {
  new: 'Not Contacted',
  contacted: 'Contacted',
  interested: 'Pre-Qualified',
  not_interested: 'Not Qualified',
  coverage_available: 'Attempted to Contact',
  converted_to_order: 'Pre-Qualified',
  lost: 'Lost Lead',
  follow_up_scheduled: 'Contact in Future',
};

/** What a stock value of Lead_Status makes of a lead in the portal. Other values stay without effect until they are mapped. */
export const DEFAULT_FROM_CRM: Readonly<Record<string, LeadStatus>> = {
  'Not Contacted': 'new',
  'Attempted to Contact': 'contacted',
  Contacted: 'contacted',
  'Pre-Qualified': 'interested',
  'Not Qualified': 'not_interested',
  'Junk Lead': 'not_interested',
  'Lost Lead': 'lost',
  'Contact in Future': 'follow_up_scheduled',
};
