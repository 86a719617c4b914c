import type { CrmRecord } from '@/integrations/zoho/port';
import type { CrmMapping } from '../domain/crm-mapping';
import type { CrmEntity } from '../domain/sync-records';
import type { Agreement, Values } from '../domain/values';
import type { SyncRow } from './outbox';
import { lookupId } from './read-fields';
import type { StubbornFields } from './stubborn-fields';

export type ApplyContext = {
  entity: CrmEntity;
  mapping: CrmMapping;
  /** `settle`: the caller owns what is in flight. `inbound`: somebody else may be writing it right now. */
  mode: 'settle' | 'inbound';
  verifyAfterMs: number;
  crm: { writesAs(): string | null };
};

/** The same, once it is known which fields of the records the CRM does not let the portal decide. */
export type Applying = ApplyContext & { stubborn: StubbornFields };

/** How a record stands after both sides were compared. */
export type Judged = {
  row: SyncRow;
  record: CrmRecord;
  base: Agreement;
  /** The portal has something to write. */
  owes: boolean;
  /** Columns of the portal that took over what the CRM says. */
  changed: string[];
  conflicts: number;
  unknown: number;
  converted?: true;
};

/**
 * What both sides agreed on before. A record that carries our id was made by our own first write, though its answer never
 * came: then both agreed on what was sent, and whatever differs was changed in the CRM since.
 */
export function agreementOf(row: SyncRow): Agreement | null {
  const firstSent = row.sending ?? row.doubtful.at(-1);
  return row.base ?? (firstSent ? { agreed: firstSent, held: {} } : null);
}

/** What was sent and is not known to have arrived: seen in the CRM, it is our own. */
export function sentValues(row: SyncRow, record: CrmRecord, writesAs: string | null): Values[] {
  const writer = lookupId(record.fields.Modified_By);
  // What somebody else wrote lately is theirs, though it may be what we once tried to write.
  const mayBeOurs = writer === null || writesAs === null || writer === writesAs;
  return [...(row.sending ? [row.sending] : []), ...(mayBeOurs ? row.doubtful : [])];
}
