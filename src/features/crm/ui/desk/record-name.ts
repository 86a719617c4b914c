import { CRM_ENTITIES, type CrmEntity, ENTITY_LABELS } from '../../domain/sync-records';

/** "Lead 7f0c2a91": enough of an id to tell records of a list apart; names of people are not shown here. */
export function recordName(entity: CrmEntity, entityId: string): string {
  return `${ENTITY_LABELS[entity]} ${entityId.slice(0, 8)}`;
}

/** The kind of a record as it stands in a difference or a sample; null for one that the portal does not know. */
export function knownEntity(entity: string): CrmEntity | null {
  return CRM_ENTITIES.find((known) => known === entity) ?? null;
}
