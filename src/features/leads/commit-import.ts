import { event } from '@/events/catalog';
import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import { importRows, lockImport, updateImportState } from './import-queries';
import { readImport } from './read-imports';
import type { ImportCommit, LeadImport } from './schema-imports';

const NO_IMPORT = 'There is no such import of yours.';

/**
 * Makes leads of what was looked through, all at once or none. A second time it answers what the first one did. Faulty
 * rows are left out only when the person says so.
 */
export async function commitImport(tx: Tx, importId: string, choice: ImportCommit): Promise<Outcome<LeadImport>> {
  const held = await lockImport(tx, importId);
  const seen = held && (await readImport(tx, importId));
  if (!seen) return refuse('not_found', NO_IMPORT);
  if (seen.state === 'imported') return ok(seen);
  if (seen.state === 'discarded') return refuse('conflict', 'This import was discarded. Please upload the file again.');
  if (seen.faulty > 0 && !choice.without_faulty) {
    return refuse(
      'invalid_request',
      `${seen.faulty} of the ${seen.rows} rows are faulty. Correct the file, or leave them out.`,
      {
        fields: { without_faulty: 'Say whether the faulty rows are to be left out.' },
      },
    );
  }
  if (seen.faulty === seen.rows)
    return refuse('invalid_request', 'Every row of this file is faulty. Please correct it.');
  const leadIds = await importRows(tx, importId);
  await updateImportState(tx, importId, 'imported');
  await record(tx, {
    audit: {
      action: 'lead.imported',
      entity: 'lead_import',
      entityId: importId,
      partnerId: null,
      after: { rows: seen.rows, imported: leadIds.length, left_out: seen.faulty },
    },
    crm: leadIds.map((entityId) => ({ entity: 'lead', entityId })),
    events: [event('leads.imported', { importId })],
  });
  const imported = await readImport(tx, importId);
  return imported ? ok(imported) : refuse('not_found', NO_IMPORT);
}

/** Gives up what was looked through; nothing was made of it. */
export async function discardImport(tx: Tx, importId: string): Promise<Outcome<LeadImport>> {
  const held = await lockImport(tx, importId);
  if (!held) return refuse('not_found', NO_IMPORT);
  if (held.state === 'imported') return refuse('conflict', 'These leads are imported already.');
  await updateImportState(tx, importId, 'discarded');
  const discarded = await readImport(tx, importId);
  return discarded ? ok(discarded) : refuse('not_found', NO_IMPORT);
}
