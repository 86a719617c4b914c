'use client';
import { LEAD_STATUS_LABELS } from '@/shared/lead-status';
import { Alert } from '@/ui/Alert';
import { Button } from '@/ui/Button';
import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
import { LEAD_TRANSITIONS } from '../domain/lead-status';
import type { Lead } from '../schema';
import { CrmState } from './CrmState';
import { ResponseBadge } from './ResponseBadge';
import { refusalOf, useStatusMove } from './use-lead';

type LeadStatusCardProps = { lead: Lead; nowMs: number; noteChange: () => void };

/** The status with the moves that are allowed from it, the promised first response, and whether the CRM knows. */
export function LeadStatusCard({ lead, nowMs, noteChange }: LeadStatusCardProps) {
  const move = useStatusMove(lead.id, noteChange);
  const refusal = refusalOf(move.error);
  const isClosed = lead.crm.deleted_at !== null;
  const moves = isClosed ? [] : LEAD_TRANSITIONS[lead.status];
  return (
    <Card>
      <CardHeader
        title={`Status: ${LEAD_STATUS_LABELS[lead.status]}`}
        action={<ResponseBadge lead={lead} nowMs={nowMs} />}
      />
      <CardContent className="grid gap-3">
        {refusal ? (
          <Alert tone="danger" live>
            {refusal}
          </Alert>
        ) : null}
        {moves.length > 0 ? (
          <fieldset className="grid gap-2">
            <legend className="mb-2 text-[0.8125rem] text-muted-foreground">Change it to</legend>
            <div className="flex flex-wrap gap-2">
              {moves.map((to) => (
                <Button
                  key={to}
                  size="sm"
                  loading={move.isPending && move.variables.to === to}
                  disabled={move.isPending}
                  onClick={() => move.mutate({ from: lead.status, to })}
                >
                  {LEAD_STATUS_LABELS[to]}
                </Button>
              ))}
            </div>
          </fieldset>
        ) : (
          <p className="text-secondary-foreground">
            {isClosed ? 'CircleTel removed this lead' : 'This lead became an order'}. Its status stays as it is.
          </p>
        )}
      </CardContent>
      <CardFooter>
        <CrmState crm={lead.crm} />
      </CardFooter>
    </Card>
  );
}
