import { CircleCheck } from 'lucide-react';
import { FIRST_RESPONSE_HOURS } from '@/shared/response-promise';
import { Card, CardHeader } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import type { LeadRow } from '../schema';
import { LeadList } from './LeadList';
import { LeadsDueBadge } from './LeadsDueBadge';

type WaitingLeadsProps = {
  leads: readonly LeadRow[];
  /** How many wait in all; 100 stands for 100 and more. */
  waiting: number;
  nowMs: number;
};

function moreWait(waiting: number, hidden: number): string {
  if (waiting >= 100) return 'Many more wait';
  return hidden === 1 ? '1 more waits' : `${hidden} more wait`;
}

/** What needs the partner today: offers to answer and leads that nobody has answered, the most urgent first. */
export function WaitingLeads({ leads, waiting, nowMs }: WaitingLeadsProps) {
  const hidden = waiting - leads.length;
  return (
    <Card>
      <CardHeader
        title="Waiting for your first answer"
        description={`You promised one within ${FIRST_RESPONSE_HOURS} hours of getting the lead.`}
      />
      {leads.length > 0 ? (
        <div className="mt-3 border-t border-border">
          <LeadList
            label="Leads that wait"
            leads={leads}
            fact={(lead) => <LeadsDueBadge lead={lead} nowMs={nowMs} offerByClock />}
          />
          {hidden > 0 ? (
            <p className="border-t border-border px-4 py-3 text-[0.8125rem] text-muted-foreground md:px-5">
              {moreWait(waiting, hidden)}, due later than these.
            </p>
          ) : null}
        </div>
      ) : (
        <EmptyState icon={<CircleCheck />} title="Nobody waits for you" className="py-9">
          A new lead stands here until you have answered it.
        </EmptyState>
      )}
    </Card>
  );
}
