'use client';
import { Alert } from '@/ui/Alert';
import { Button } from '@/ui/Button';
import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
import { StatusPill } from '@/ui/StatusPill';
import { formatDateTime, formatRelative } from '@/ui/time-format';
import { DeclineOffer } from './DeclineOffer';
import { refusalOf, useOfferAnswer } from './use-lead';

type OfferCardProps = {
  leadId: string;
  /** Until when it has to be answered, ISO 8601. */
  endsAt: string;
  /** The clock of whoever read the lead, a Unix time. */
  nowMs: number;
  noteChange: () => void;
};

/** The offer of a lead: by when to answer, what happens otherwise, and the two answers. */
export function OfferCard({ leadId, endsAt, nowMs, noteChange }: OfferCardProps) {
  const answer = useOfferAnswer(leadId, noteChange);
  const refusal = refusalOf(answer.error);
  const isOver = Date.parse(endsAt) <= nowMs;
  return (
    <Card className="border-warning-line">
      <CardHeader
        title="CircleTel offers you this lead"
        action={
          <StatusPill tone={isOver ? 'danger' : 'warning'}>
            {isOver ? 'Time is over' : `Answer ${formatRelative(endsAt, nowMs)}`}
          </StatusPill>
        }
      />
      <CardContent className="grid gap-3 pt-2 md:pt-2">
        {refusal ? (
          <Alert tone="danger" live>
            {refusal}
          </Alert>
        ) : null}
        <p className="text-secondary-foreground">
          {isOver ? (
            <>The time to answer ended on {formatDateTime(endsAt)}. The lead goes to another partner.</>
          ) : (
            <>
              Please answer by <strong className="font-semibold text-foreground">{formatDateTime(endsAt)}</strong>.
              Otherwise the lead goes to another partner. If you work it, by changing the status or noting what you did,
              you have accepted it.
            </>
          )}
        </p>
      </CardContent>
      {isOver ? null : (
        <CardFooter className="max-md:grid max-md:grid-cols-2">
          <Button
            variant="primary"
            loading={answer.isPending && answer.variables.answer === 'accepted'}
            disabled={answer.isPending}
            onClick={() => answer.mutate({ answer: 'accepted' })}
          >
            Accept lead
          </Button>
          <DeclineOffer leadId={leadId} noteChange={noteChange} />
        </CardFooter>
      )}
    </Card>
  );
}
