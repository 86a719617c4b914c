'use client';
import { Inbox, UserCheck } from 'lucide-react';
import { LEAD_STATUS_LABELS } from '@/shared/lead-status';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { formatDateTime } from '@/ui/time-format';
import { ACTIVITY_LABELS } from '../domain/activity-types';
import { LEAD_HISTORY } from '../domain/lead-history';
import type { Activity, LeadDetail, LeadHistoryEntry } from '../schema-work';
import { ActivityForm } from './ActivityForm';
import { ACTIVITY_ICONS, Entry, HISTORY_ICONS } from './TimelineEntry';

/** What happened with the lead, the newest first, and a place to note more. */
export function LeadTimeline({ detail }: { detail: LeadDetail }) {
  const { lead, activities, history } = detail;
  const isClosed = lead.crm.deleted_at !== null;
  return (
    <Card>
      <CardHeader title="Timeline" />
      <CardContent className="grid gap-5">
        {isClosed ? null : <ActivityForm leadId={lead.id} />}
        <ol aria-label="Entries" className={isClosed ? 'grid gap-5' : 'grid gap-5 border-t border-border pt-5'}>
          {merged(activities, history).map((entry) =>
            'action' in entry ? (
              <HistoryLine key={`${entry.at} ${entry.action}`} entry={entry} />
            ) : (
              <Entry
                key={entry.id}
                icon={ACTIVITY_ICONS[entry.activity_type]}
                title={ACTIVITY_LABELS[entry.activity_type]}
                at={entry.created_at}
              >
                <ActivityText activity={entry} />
              </Entry>
            ),
          )}
          <Beginning detail={detail} />
        </ol>
      </CardContent>
    </Card>
  );
}

/** How the lead came in; an older one has no history of its own that says so. */
function Beginning({ detail: { lead, history } }: { detail: LeadDetail }) {
  const isTold = history.some(({ action }) => action === 'lead.assigned' || action === 'lead.registered');
  const isOwn = history.some(({ action }) => action === 'lead.registered');
  return (
    <>
      {lead.partner_assigned_at && !isTold ? (
        <Entry icon={UserCheck} title="Given to you" at={lead.partner_assigned_at} />
      ) : null}
      {isOwn ? null : <Entry icon={Inbox} title="Asked CircleTel for a connection" at={lead.created_at} />}
    </>
  );
}

const timeOf = (entry: Activity | LeadHistoryEntry) => ('action' in entry ? entry.at : entry.created_at);

/** Both in the order of time, the newest first. ISO times sort as text. */
function merged(activities: readonly Activity[], history: readonly LeadHistoryEntry[]) {
  return [...activities, ...history].toSorted((a, b) => timeOf(b).localeCompare(timeOf(a)));
}

function HistoryLine({ entry }: { entry: LeadHistoryEntry }) {
  const title = entry.status ? `Status: ${LEAD_STATUS_LABELS[entry.status]}` : LEAD_HISTORY[entry.action];
  return <Entry icon={HISTORY_ICONS[entry.action]} title={title} at={entry.at} />;
}

function ActivityText({ activity }: { activity: Activity }) {
  const { subject, description, outcome, next_action: next, next_action_date: nextAt } = activity;
  return (
    <div className="grid gap-1 break-words text-secondary-foreground">
      {subject ? <p className="font-medium text-foreground">{subject}</p> : null}
      {description ? <p className="whitespace-pre-line">{description}</p> : null}
      {outcome ? <p>Outcome: {outcome}</p> : null}
      {next || nextAt ? (
        <p className="text-[0.8125rem]">
          {activity.next_action_done_at ? 'Done' : 'Next'}:{' '}
          {[next, nextAt && formatDateTime(nextAt)].filter(Boolean).join(', ')}
        </p>
      ) : null}
    </div>
  );
}
