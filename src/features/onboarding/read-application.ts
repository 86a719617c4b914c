import { sql } from 'kysely';
import type { Tx } from '@/platform/db/transaction';
import { iso } from '@/shared/iso';
import { gapsOf } from './approve-partner';
import { isBankLetterOutdated } from './decision-queries';
import { type ApplicationDetail, DeskNote } from './desk-schema';
import { readPartner } from './read';
import { findDuplicates } from './read-duplicates';
import { HistoryEntry } from './schema';

/** How much of a partner's history and notes is shown; older ones are of no use for a decision. */
const SHOWN = 50;

/** The desk's page of one partner. Documents come from the kyc feature, mails from the mails feature. */
export async function readApplication(tx: Tx, partnerId: string): Promise<ApplicationDetail | null> {
  const partner = await readPartner(tx, partnerId);
  if (!partner) return null;
  return {
    partner,
    history: await readHistory(tx, partnerId),
    notes: await readNotes(tx, partnerId),
    duplicates: await findDuplicates(tx, partnerId),
    isBankLetterOutdated: await isBankLetterOutdated(tx, partnerId),
    missing: (await gapsOf(tx, partner)).map(({ sentence }) => sentence),
  };
}

async function readHistory(tx: Tx, partnerId: string): Promise<HistoryEntry[]> {
  const rows = await tx.db
    .selectFrom('partner_audit_log as a')
    .leftJoin('admin_users as u', 'u.id', 'a.actor_id')
    .select(['a.at', 'a.action', 'a.actor_kind', 'u.full_name as actor_name'])
    // Only these two of what was recorded: the rest is for an auditor, not for a list.
    .select([
      sql<string | null>`a.after ->> 'document_type'`.as('document_type'),
      sql<string | null>`a.after ->> 'kyc_status'`.as('kyc_status'),
    ])
    .where('a.partner_id', '=', partnerId)
    .orderBy('a.id', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map((row) => HistoryEntry.parse({ ...row, at: iso(row.at) }));
}

/** What the desk noted, the newest first. */
export async function readNotes(tx: Tx, partnerId: string): Promise<DeskNote[]> {
  const rows = await tx.db
    .selectFrom('partner_desk_notes as n')
    .innerJoin('admin_users as u', 'u.id', 'n.author_id')
    .select(['n.id', 'n.note', 'n.at', 'u.full_name as author_name'])
    .where('n.partner_id', '=', partnerId)
    .orderBy('n.id', 'desc')
    .limit(SHOWN)
    .execute();
  return rows.map((row) => DeskNote.parse({ ...row, at: iso(row.at) }));
}
