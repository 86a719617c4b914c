import type { CrmMapping } from '../domain/crm-mapping';
import type { CrmEntity } from '../domain/sync-records';
import type { GatedCrm } from './gate';

/** What a push works with; `entities` are those that the CRM has a place for. */
export type PushContext = { crm: GatedCrm; mapping: CrmMapping; entities: readonly CrmEntity[]; verifyAfterMs: number };
