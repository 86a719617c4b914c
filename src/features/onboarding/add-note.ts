import { record } from '@/platform/audit/record';
import type { Tx } from '@/platform/db/transaction';
import { type Outcome, ok, refuse } from '@/shared/refusal';
import type { DeskNote } from './desk-schema';
import { readPartner } from './read';
import { readNotes } from './read-application';

/** Adds a note of the desk. The log says who noted something and when; the words stand in the note alone. */
export async function addNote(tx: Tx, partnerId: string, note: string): Promise<Outcome<DeskNote>> {
  if (!(await readPartner(tx, partnerId))) return refuse('not_found', 'There is no such partner.');
  const { id } = await tx.db
    .insertInto('partner_desk_notes')
    .values({ partner_id: partnerId, note })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(tx, { audit: { action: 'partner.noted', entity: 'partner', entityId: partnerId, partnerId } });
  const added = (await readNotes(tx, partnerId)).find((one) => one.id === id);
  if (!added) throw new Error('The note cannot be read back');
  return ok(added);
}
