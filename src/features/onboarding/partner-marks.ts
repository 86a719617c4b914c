import type { CrmMark } from '@/platform/audit/record';

/** What the CRM has to hear when a partner changes: its business is an account there, its person a contact. */
export function partnerMarks(partnerId: string): CrmMark[] {
  return [
    { entity: 'account', entityId: partnerId },
    { entity: 'partner', entityId: partnerId },
  ];
}
