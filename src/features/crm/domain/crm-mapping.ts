import { z } from 'zod';
import { LEAD_STATUSES, type LeadStatus } from '@/shared/lead-status';

/** What the portal mirrors, in the order in which it is sent: a contact names its account, a note its lead. */
export const CRM_ENTITIES = ['account', 'partner', 'lead', 'activity'] as const;
export type CrmEntity = (typeof CRM_ENTITIES)[number];

/** Which leads that people made in the CRM become leads of the portal. */
export const IMPORT_CHOICES = ['all', 'with_partner', 'none'] as const;

const name = z.string().min(1);
const where = (module: string, externalIdField: string) =>
  z.object({ module: name.default(module), externalIdField: name.default(externalIdField) }).prefault({});
const byStatus = z.partialRecord(z.enum(LEAD_STATUSES), name);

/**
 * How the portal's records are called in the CRM. Organisations rename modules, fields and picklist values, so all of it can
 * be replaced: by ZOHO_MAPPING_FILE, whose form this is.
 */
export const CrmMapping = z.object({
  accounts: where('Accounts', 'External_Account_ID'),
  partners: where('Contacts', 'External_Partner_ID'),
  leads: z
    .object({
      module: name.default('Leads'),
      externalIdField: name.default('External_Lead_ID'),
      status: byStatus.default({}),
      statusFromCrm: z.record(z.string(), z.enum(LEAD_STATUSES)).default({}),
    })
    .prefault({}),
  activities: where('Notes', 'External_Activity_ID'),
  deals: z.object({ module: name.default('Deals') }).prefault({}),
  importNew: z.enum(IMPORT_CHOICES).default('all'),
});
export type CrmMapping = z.infer<typeof CrmMapping>;

/** What an administrator sets on the screen, over the file and the defaults. */
export const MappingSettings = z.object({
  leadStatus: z
    .object({ toCrm: byStatus.default({}), fromCrm: z.record(z.string(), z.enum(LEAD_STATUSES)).default({}) })
    .prefault({}),
  importNew: z.enum(IMPORT_CHOICES).optional(),
});
export type MappingSettings = z.infer<typeof MappingSettings>;

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

/** And what each of them means here; several values of the CRM may mean one status. */
const STOCK_MEANING: Readonly<Record<string, LeadStatus>> = {
  'Not Contacted': 'new',
  'Attempted to Contact': 'contacted',
  Contacted: 'contacted',
  'Pre-Qualified': 'interested',
  Qualified: 'interested',
  'Not Qualified': 'not_interested',
  'Junk Lead': 'not_interested',
  'Lost Lead': 'lost',
  'Contact in Future': 'follow_up_scheduled',
};

/** The mapping in force: what an administrator set, over the file, over the defaults. */
export function resolveMapping(file: CrmMapping, settings: MappingSettings): CrmMapping {
  return {
    ...file,
    leads: {
      ...file.leads,
      status: { ...file.leads.status, ...settings.leadStatus.toCrm },
      statusFromCrm: { ...file.leads.statusFromCrm, ...settings.leadStatus.fromCrm },
    },
    importNew: settings.importNew ?? file.importNew,
  };
}

export function placeOf(entity: CrmEntity, mapping: CrmMapping): { module: string; externalIdField: string } {
  const places = {
    account: mapping.accounts,
    partner: mapping.partners,
    lead: mapping.leads,
    activity: mapping.activities,
  };
  return places[entity];
}

export function statusToCrm(status: LeadStatus, mapping: CrmMapping): string {
  return mapping.leads.status[status] ?? STOCK_STATUS[status];
}

/** What a value of the CRM means, or null when nobody has said so yet. */
export function statusFromCrm(value: string, mapping: CrmMapping): LeadStatus | null {
  const given = mapping.leads.statusFromCrm[value];
  if (given) return given;
  const own = Object.entries(mapping.leads.status).find(([, called]) => called === value)?.[0];
  // The key of an entry is one of the record's own.
  return (own as LeadStatus | undefined) ?? STOCK_MEANING[value] ?? null;
}
