import type { Tx } from '@/platform/db/transaction';
import { activityFieldRules, activityToCrm } from './domain/activity-fields';
import type { CrmMapping } from './domain/crm-mapping';
import { leadFieldRules, leadToCrm } from './domain/lead-fields';
import type { FieldRules } from './domain/merge';
import { accountFieldRules, accountToCrm, contactFieldRules, contactToCrm } from './domain/partner-fields';
import type { CrmEntity } from './domain/sync-records';
import type { Values } from './domain/values';
import { type Link, selectActivityFacts, selectLeadFacts, selectLinks, selectPartnerFacts } from './fact-queries';

/** A record as the portal would write it to the CRM right now. */
export type Mirrored = {
  fields: Values;
  rules: FieldRules;
  /** References to other records of the CRM, written once. Null: what it refers to is not there yet. */
  links: Readonly<Record<string, { id: string; module?: { api_name: string } }>> | null;
  /** True when the CRM no longer has anything that this could be attached to. */
  hasNoPlace?: true;
};

/** Who decides about the fields of a record. */
export function rulesOf(entity: CrmEntity, mapping: CrmMapping): FieldRules {
  const rules = {
    account: accountFieldRules,
    partner: contactFieldRules,
    lead: leadFieldRules,
    activity: activityFieldRules,
  };
  return rules[entity](mapping);
}

/** What each of these records is to be in the CRM; one that the portal no longer has is missing in the answer. */
export async function readMirrored(
  tx: Tx,
  entity: CrmEntity,
  ids: readonly string[],
  mapping: CrmMapping,
): Promise<Map<string, Mirrored>> {
  if (ids.length === 0) return new Map();
  switch (entity) {
    case 'lead':
      return mirrorLeads(tx, ids, mapping);
    case 'activity':
      return mirrorActivities(tx, ids, mapping);
    default:
      return mirrorPartners(tx, entity, ids, mapping);
  }
}

async function mirrorLeads(tx: Tx, ids: readonly string[], mapping: CrmMapping): Promise<Map<string, Mirrored>> {
  const rules = leadFieldRules(mapping);
  const leads = await selectLeadFacts(tx, ids);
  return new Map(leads.map((lead) => [lead.id, { fields: leadToCrm(lead, mapping), rules, links: {} }]));
}

async function mirrorPartners(
  tx: Tx,
  entity: 'account' | 'partner',
  ids: readonly string[],
  mapping: CrmMapping,
): Promise<Map<string, Mirrored>> {
  const partners = await selectPartnerFacts(tx, ids);
  const accounts = entity === 'partner' ? await linksById(tx, 'account', ids) : new Map<string, Link>();
  return new Map(
    partners.map((partner): [string, Mirrored] => {
      const fields = entity === 'account' ? accountToCrm(partner, mapping) : contactToCrm(partner, mapping);
      const account = accounts.get(partner.id);
      const rules = entity === 'account' ? accountFieldRules(mapping) : contactFieldRules(mapping);
      if (!account) return [partner.id, { fields, rules, links: {} }];
      const links = account.zohoId === null ? null : { Account_Name: { id: account.zohoId } };
      return [partner.id, { fields, rules, links }];
    }),
  );
}

/** A note stands below its lead, or below the deal that the lead became. */
async function mirrorActivities(tx: Tx, ids: readonly string[], mapping: CrmMapping): Promise<Map<string, Mirrored>> {
  const activities = await selectActivityFacts(tx, ids);
  const leads = await linksById(tx, 'lead', [...new Set(activities.map(({ lead_id }) => lead_id))]);
  return new Map(
    activities.map((activity): [string, Mirrored] => {
      const fields = activityToCrm(activity, mapping);
      const parent = parentOf(leads.get(activity.lead_id), mapping);
      const mirrored = { fields, rules: activityFieldRules(mapping) };
      if (parent === 'none') return [activity.id, { ...mirrored, links: {}, hasNoPlace: true }];
      return [activity.id, { ...mirrored, links: parent && { Parent_Id: parent } }];
    }),
  );
}

function parentOf(lead: Link | undefined, mapping: CrmMapping) {
  if (!lead?.zohoId) return lead?.crmState === 'deleted' ? 'none' : null;
  if (lead.crmState === 'live') return { id: lead.zohoId, module: { api_name: mapping.leads.module } };
  return lead.dealId ? { id: lead.dealId, module: { api_name: mapping.deals.module } } : 'none';
}

async function linksById(tx: Tx, entity: 'account' | 'lead', ids: readonly string[]): Promise<Map<string, Link>> {
  return new Map((await selectLinks(tx, entity, ids)).map((link) => [link.entityId, link]));
}
