import type { z } from 'zod';
import type { HistoryEntry } from '../../schema';

/** What each action of the audit log reads like after who did it. */
const DEEDS: Readonly<Record<string, string>> = {
  'partner.registered': 'handed in the application',
  'partner.review_started': 'put the application under review',
  'partner.approved': 'approved the partner',
  'partner.rejected': 'turned the application down',
  'kyc.document_uploaded': 'handed in a document',
  'kyc.document_opened': 'opened a document',
  'lead.assigned': 'gave the partner a lead',
  'lead.status_changed': 'moved a lead to another status',
  'lead.activity_added': 'noted an activity on a lead',
};

type Entry = Pick<z.infer<typeof HistoryEntry>, 'action' | 'actor_kind' | 'actor_name'>;

function who({ actor_kind, actor_name }: Entry): string {
  if (actor_kind === 'system') return 'The portal';
  return actor_kind === 'partner' ? 'The partner' : (actor_name ?? 'CircleTel');
}

/** One line of the audit log as a sentence. An action that has no words yet is named as it is. */
export function historySentence(entry: Entry): string {
  const deed = DEEDS[entry.action];
  return deed ? `${who(entry)} ${deed}` : `${who(entry)}: ${entry.action.replace(/[._]/g, ' ')}`;
}
