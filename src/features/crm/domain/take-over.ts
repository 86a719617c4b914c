import type { CrmMapping } from './crm-mapping';
import { comparable, type LeadChange, type LeadFacts, leadFieldRules, leadFromCrm, leadToCrm } from './lead-fields';
import { type FieldRules, type Merged, merge, outgoing } from './merge';
import type { Agreement, Value, Values } from './values';

/** What was read of a lead in the CRM. */
export type LeadInCrm = { fields: Values; isConverted: boolean; dealId: string | null; modifiedAt: Date };

/** What the portal does about it. */
export type TakeOver = {
  change: LeadChange;
  base: Agreement;
  /** The portal still has something to write. */
  owes: boolean;
  conflicts: Merged['conflicts'];
  restored: string[];
  left: string[];
  /** Fields whose value nobody has mapped: each side keeps its own. */
  unknown: string[];
};

export type Known = {
  base: Agreement | null;
  sent: readonly Values[];
  portalChangedAt: Date;
  stubborn?: ReadonlySet<string>;
};

/** The fields of a record as the merge compares them, with moments and empty texts in one form. */
export function comparableFields(fields: Readonly<Record<string, unknown>>, rules: FieldRules): Values {
  return Object.fromEntries(Object.keys(rules).map((field) => [field, comparable(field, fields[field])]));
}

/** Decides field by field what of a lead's record in the CRM the portal takes over. Pure. */
export function takeOver(lead: LeadFacts, crm: LeadInCrm, known: Known, mapping: CrmMapping): TakeOver {
  const rules = leadFieldRules(mapping);
  const portal = leadToCrm(lead, mapping);
  const merged = merge({
    rules,
    portal,
    crm: crm.fields,
    ...known,
    crmChangedAt: crm.modifiedAt,
  });
  // A converted lead can no longer be written, so what the CRM says of the customer stands.
  const take = crm.isConverted
    ? everythingOfTheCrm(crm.fields, rules, known.base !== null)
    : { ...heldWords(merged.base, portal), ...merged.take };
  const change = leadFromCrm(take, lead, mapping);
  if (crm.isConverted) change.status = 'converted_to_order';
  const after = leadToCrm({ ...lead, ...change }, mapping);
  const held: Record<string, Value> = { ...merged.base.held };
  const unknown: string[] = [];
  for (const [field, value] of Object.entries(take)) {
    if (after[field] === value) continue;
    held[field] = after[field] ?? null;
    if (field in merged.take && !translates(field, change)) unknown.push(field);
  }
  const base = { agreed: merged.base.agreed, held };
  const owes = !crm.isConverted && Object.keys(outgoing(rules, after, base)).length > 0;
  const { conflicts, restored, left } = merged;
  return { change, base, owes, conflicts: crm.isConverted ? [] : conflicts, restored, left, unknown };
}

/** Two records that meet for the first time: what the CRM does not know of the customer is not taken away from here. */
function everythingOfTheCrm(fields: Values, rules: FieldRules, haveMet: boolean): Values {
  const theirs = Object.entries(fields).filter(
    ([field, value]) => rules[field] !== 'portal' && field !== 'Lead_Status' && (haveMet || value !== null),
  );
  return Object.fromEntries(theirs);
}

/** What the CRM said and did not translate, as long as the portal has not said anything else: it may mean something by now. */
function heldWords({ agreed, held }: Agreement, portal: Values): Values {
  const waiting = Object.entries(held).filter(([field, own]) => (portal[field] ?? null) === own);
  return Object.fromEntries(waiting.map(([field]) => [field, agreed[field] ?? null]));
}

/** Values of picklists may mean nothing here; every text does. */
function translates(field: string, change: LeadChange): boolean {
  if (field === 'Lead_Status') return change.status !== undefined;
  return field !== 'Customer_Type' || change.customer_type !== undefined;
}
