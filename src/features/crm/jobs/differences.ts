import type { Tx } from '@/platform/db/transaction';
import type { DifferenceKind } from '../domain/difference-words';

/** Where both sides were found apart. Names of fields, never what a person typed. */
export type Difference = {
  entity: string;
  entityId: string | null;
  zohoId: string | null;
  kind: DifferenceKind;
  fields: string[];
  winner?: 'portal' | 'crm';
};

export async function noteDifferences(tx: Tx, differences: readonly Difference[]): Promise<void> {
  if (differences.length === 0) return;
  await tx.db
    .insertInto('crm_differences')
    .values(
      differences.map((one) => ({
        entity: one.entity,
        entity_id: one.entityId,
        zoho_id: one.zohoId,
        kind: one.kind,
        fields: one.fields,
        winner: one.winner ?? null,
      })),
    )
    .execute();
}
