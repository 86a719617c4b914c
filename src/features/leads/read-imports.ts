import { type SqlBool, sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { ImportPreview, type ImportQuery, LeadImport } from './schema-imports';

/** Lines of one answer. */
const SHOWN = 100;

const HAS_FAULTS = sql<SqlBool>`r.faults <> '{}'::jsonb`;

/** An import of the user's with its counts, or null. */
export async function readImport(tx: Tx, importId: string): Promise<LeadImport | null> {
  const row = await tx.db
    .selectFrom('partner_lead_imports as i')
    .innerJoin('partner_lead_import_rows as r', 'r.import_id', 'i.id')
    .select(['i.id', 'i.file_name', 'i.state', 'i.created_at', 'i.imported_at'])
    .select([
      sql<number>`count(*)::int`.as('rows'),
      sql<number>`(count(*) filter (where ${HAS_FAULTS}))::int`.as('faulty'),
      sql<number>`count(r.same_as)::int`.as('same'),
      sql<number>`count(r.lead_id)::int`.as('imported'),
    ])
    .where('i.id', '=', importId)
    .groupBy('i.id')
    .executeTakeFirst();
  return row ? LeadImport.parse({ ...row, created_at: iso(row.created_at), imported_at: iso(row.imported_at) }) : null;
}

/** An import of the user's with some of its lines, in their order; or null. */
export async function readImportPreview(
  tx: Tx,
  importId: string,
  { show, after }: ImportQuery,
): Promise<ImportPreview | null> {
  const found = await readImport(tx, importId);
  if (!found) return null;
  const lines = await tx.db
    .selectFrom('partner_lead_import_rows as r')
    .select(['r.line', 'r.facts', 'r.faults', 'r.same_as', 'r.lead_id'])
    .where('r.import_id', '=', importId)
    .where('r.line', '>', after)
    .$if(show === 'faulty', (q) => q.where(HAS_FAULTS))
    .$if(show === 'same', (q) => q.where('r.same_as', 'is not', null))
    .orderBy('r.line')
    .limit(SHOWN + 1)
    .execute();
  const kept = lines.slice(0, SHOWN);
  const next = lines.length > SHOWN ? (kept.at(-1)?.line ?? null) : null;
  return ImportPreview.parse({ import: found, lines: kept, next_after: next });
}
