/** What the CRM mirrors of the portal, in the order in which it is sent: a contact names its account, a note its lead. */
export const CRM_ENTITIES = ['account', 'partner', 'lead', 'activity'] as const;
export type CrmEntity = (typeof CRM_ENTITIES)[number];

export const ENTITY_LABELS: Record<CrmEntity, string> = {
  lead: 'Lead',
  partner: 'Partner (contact)',
  account: 'Partner (account)',
  activity: 'Activity (note)',
};

export const SYNC_STATES = ['failed', 'pending', 'in_flight', 'synced'] as const;
export type SyncState = (typeof SYNC_STATES)[number];

export const SYNC_STATE_LABELS: Record<SyncState, string> = {
  failed: 'Refused',
  pending: 'Waiting',
  in_flight: 'On its way',
  synced: 'In step',
};

/** What can be listed: records that are in step are most of a large table, and are looked up by their id instead. */
export const LISTED_STATES = ['failed', 'pending', 'in_flight'] as const satisfies readonly SyncState[];

/** What a person may send again; a record that is on its way is answered first. */
export const SENDABLE = ['failed', 'pending', 'synced'] as const satisfies readonly SyncState[];

/** How the record stands in the CRM itself. */
export const CRM_STATES = ['live', 'deleted', 'converted'] as const;
