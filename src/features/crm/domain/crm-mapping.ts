import { z } from 'zod';
import { LEAD_STATUSES, type LeadStatus } from '@/shared/lead-status';
import { DEFAULT_FROM_CRM, DEFAULT_TO_CRM } from './default-statuses';
import { IMPORT_NEW, type MappingSettings } from './mapping-settings';
import type { CrmEntity } from './sync-records';

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
  /** Set on the screen only. */
  importNew: z.enum(IMPORT_NEW).default('with_partner'),
});
export type CrmMapping = z.infer<typeof CrmMapping>;

/** The mapping in force: what an administrator set, over the file, over the defaults. */
export function resolveMapping(file: CrmMapping, settings: MappingSettings): CrmMapping {
  return {
    ...file,
    leads: {
      ...file.leads,
      status: { ...file.leads.status, ...settings.leadStatus.toCrm },
      statusFromCrm: { ...file.leads.statusFromCrm, ...settings.leadStatus.fromCrm },
    },
    importNew: settings.importNew,
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
  return mapping.leads.status[status] ?? DEFAULT_TO_CRM[status];
}

/** What a value of the CRM means, or null when nobody has said so yet. */
export function statusFromCrm(value: string, mapping: CrmMapping): LeadStatus | null {
  const given = mapping.leads.statusFromCrm[value];
  if (given) return given;
  const own = Object.entries(mapping.leads.status).find(([, called]) => called === value)?.[0];
  // The key of an entry is one of the record's own.
  return (own as LeadStatus | undefined) ?? DEFAULT_FROM_CRM[value] ?? null;
}
