import { Alert } from '@/ui/Alert';
import { formatDate } from '@/ui/time-format';
import type { Lead } from '../schema';

/** What became of a lead in CircleTel's CRM, where that decides what can be done with it here. */
export function CrmNotice({ crm }: { crm: Lead['crm'] }) {
  if (crm.deleted_at) {
    return (
      <Alert tone="warning" title="CircleTel removed this lead" className="mb-4">
        Since {formatDate(crm.deleted_at)} it is no longer in CircleTel’s CRM. You can read it here; nothing can be
        changed.
      </Alert>
    );
  }
  if (crm.converted_at) {
    return (
      <Alert tone="success" title="Ordered through CircleTel" className="mb-4">
        {crm.deal_stage
          ? `The deal since ${formatDate(crm.converted_at)}: ${crm.deal_stage}.`
          : `A deal since ${formatDate(crm.converted_at)}.`}
      </Alert>
    );
  }
  return null;
}
