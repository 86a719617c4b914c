import { APPROVAL_PROMISE_HOURS } from '@/features/onboarding/domain/partner-status';
import type { ApplicationsPage } from '@/features/onboarding/schema';
import { DecisionDueCell } from '@/features/onboarding/ui/desk/DecisionDueCell';
import { decisionDue } from '@/features/onboarding/ui/desk/decision-due';
import { documentsWords } from '@/features/onboarding/ui/desk/documents-words';
import { PAGES } from '@/shared/paths';
import { type Count, DeskQueue, DeskQueueRow } from './DeskQueue';
import { listAddress } from './list-links';

type ApplicationsQueueProps = {
  waiting: ApplicationsPage;
  late: Count;
  /** False for a viewer who may not see documents: to whom there seem to be none. */
  documents: boolean;
  nowMs: number;
};

export function ApplicationsQueue({
  waiting: { partners, pagination },
  late,
  documents,
  nowMs,
}: ApplicationsQueueProps) {
  return (
    <DeskQueue
      title="Applications to decide"
      promise={`Decided within ${APPROVAL_PROMISE_HOURS} hours of the last required document`}
      waiting={{ count: pagination.total, isExact: pagination.totalIsExact }}
      noun="waiting"
      late={{ ...late, href: listAddress(PAGES.admin.partners, { late: 'yes' }) }}
      empty="Every application has been decided."
      more={{ href: PAGES.admin.partners, label: 'Open the queue' }}
    >
      {partners.map((row) => (
        <DeskQueueRow
          key={row.id}
          href={PAGES.admin.partner(row.id)}
          name={row.business_name}
          detail={documents ? `${row.city} · ${documentsWords(row.documents)}` : row.city}
          aside={<DecisionDueCell due={decisionDue(row, nowMs)} />}
        />
      ))}
    </DeskQueue>
  );
}
