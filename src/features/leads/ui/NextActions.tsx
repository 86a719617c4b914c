'use client';
import Link from 'next/link';
import { PAGES } from '@/shared/paths';
import { Alert } from '@/ui/Alert';
import { Button } from '@/ui/Button';
import { Card, CardContent, CardFooter, CardHeader } from '@/ui/Card';
import { StatusPill } from '@/ui/StatusPill';
import { formatDateTime } from '@/ui/time-format';
import { nextActionsOf } from '../domain/next-actions';
import type { Activity } from '../schema-work';
import { refusalOf, useNextActionDone } from './use-lead';

type NextActionsProps = { leadId: string; activities: readonly Activity[]; nowMs: number; isClosed: boolean };

/** What the partner planned and has not done yet, the earliest first. Nothing is drawn while nothing is planned. */
export function NextActions({ leadId, activities, nowMs, isClosed }: NextActionsProps) {
  const done = useNextActionDone(leadId);
  const refusal = refusalOf(done.error);
  const planned = nextActionsOf(activities);
  if (planned.length === 0) return null;
  return (
    <Card>
      <CardHeader title={planned.length === 1 ? 'Next action' : 'Next actions'} />
      <CardContent className="grid gap-3 pt-3 md:pt-3">
        {refusal ? (
          <Alert tone="danger" live>
            {refusal}
          </Alert>
        ) : null}
        <ul aria-label="Next actions" className="grid gap-3">
          {planned.map((activity) => (
            <li key={activity.id} className="flex items-start justify-between gap-3">
              <div className="min-w-0">
                <p className="font-medium break-words">{activity.next_action || 'Follow up'}</p>
                <When at={activity.next_action_date} nowMs={nowMs} />
              </div>
              {isClosed ? null : (
                <Button
                  size="sm"
                  aria-label={`Done: ${activity.next_action || 'Follow up'}`}
                  loading={done.isPending && done.variables === activity.id}
                  disabled={done.isPending}
                  onClick={() => done.mutate(activity.id)}
                >
                  Done
                </Button>
              )}
            </li>
          ))}
        </ul>
      </CardContent>
      <CardFooter className="text-[0.8125rem] text-muted-foreground">
        <Link href={`${PAGES.partner.profile}#calendar`} className="underline underline-offset-2">
          Have them in your calendar
        </Link>
      </CardFooter>
    </Card>
  );
}

function When({ at, nowMs }: { at: string | null; nowMs: number }) {
  if (at === null) return <p className="text-[0.8125rem] text-muted-foreground">No time set</p>;
  return (
    <p className="mt-0.5 flex flex-wrap items-center gap-2 text-[0.8125rem] text-muted-foreground">
      {formatDateTime(at)}
      {Date.parse(at) < nowMs ? <StatusPill tone="danger">Was due</StatusPill> : null}
    </p>
  );
}
