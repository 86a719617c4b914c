/** The plan's three kinds of business; everything else of the portal and of the CRM goes by these. */
export const BUSINESS_TYPES = ['sole_proprietor', 'company', 'partnership'] as const;
export type BusinessType = (typeof BUSINESS_TYPES)[number];

export const BUSINESS_TYPE_LABELS: Record<BusinessType, string> = {
  sole_proprietor: 'Sole proprietor',
  company: 'Company',
  partnership: 'Partnership',
};

/** What a business is in law: says which documents and numbers it has. */
export const ENTITY_TYPES = [
  'sole_proprietor',
  'pty_ltd',
  'close_corporation',
  'partnership',
  'trust',
  'non_profit_company',
  'co_operative',
] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

export const ENTITY_TYPE_LABELS: Record<EntityType, string> = {
  sole_proprietor: 'Sole proprietor',
  pty_ltd: 'Company, (Pty) Ltd',
  close_corporation: 'Close corporation, CC',
  partnership: 'Partnership',
  trust: 'Trust',
  non_profit_company: 'Non-profit company, NPC',
  co_operative: 'Co-operative',
};

/**
 * The plan's business type of each. What is registered with the CIPC counts as a company; a trust, like a partnership,
 * rests on a deed between several people and has no company number.
 */
export const BUSINESS_TYPE_OF: Record<EntityType, BusinessType> = {
  sole_proprietor: 'sole_proprietor',
  pty_ltd: 'company',
  close_corporation: 'company',
  non_profit_company: 'company',
  co_operative: 'company',
  partnership: 'partnership',
  trust: 'partnership',
};

/** The entity types that a business type stands for, the usual one first. */
export function entityTypesOf(type: BusinessType): EntityType[] {
  return ENTITY_TYPES.filter((entity) => BUSINESS_TYPE_OF[entity] === type);
}
