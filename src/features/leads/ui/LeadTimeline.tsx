'use client';
import {
  CalendarClock,
  FileText,
  Inbox,
  type LucideIcon,
  Mail,
  Phone,
  StickyNote,
  UserCheck,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { RelativeTime } from '@/ui/RelativeTime';
import { formatDateTime } from '@/ui/time-format';
import { ACTIVITY_LABELS, type ActivityType } from '../domain/activity-types';
import type { Activity, Lead } from '../schema';
import { ActivityForm } from './ActivityForm';

const ICONS: Record<ActivityType, LucideIcon> = {
  call: Phone,
  email: Mail,
  meeting: Users,
  quote_sent: FileText,
  follow_up: CalendarClock,
  note: StickyNote,
};

/** What happened with the lead, the newest first, and a place to note more. */
export function LeadTimeline({ lead, activities }: { lead: Lead; activities: readonly Activity[] }) {
  return (
    <Card>
      <CardHeader title="Timeline" />
      <CardContent className="grid gap-5">
        <ActivityForm leadId={lead.id} />
        <ol aria-label="Entries" className="grid gap-5 border-t border-border pt-5">
          {activities.map((activity) => (
            <Entry
              key={activity.id}
              icon={ICONS[activity.activity_type]}
              title={ACTIVITY_LABELS[activity.activity_type]}
              at={activity.created_at}
            >
              <ActivityText activity={activity} />
            </Entry>
          ))}
          {lead.partner_assigned_at ? (
            <Entry icon={UserCheck} title="Given to you" at={lead.partner_assigned_at} />
          ) : null}
          <Entry icon={Inbox} title="Asked CircleTel for a connection" at={lead.created_at} />
        </ol>
      </CardContent>
    </Card>
  );
}

type EntryProps = { icon: LucideIcon; title: string; at: string; children?: ReactNode };

function Entry({ icon: Icon, title, at, children }: EntryProps) {
  return (
    <li className="flex gap-3">
      <span aria-hidden className="grid size-8 shrink-0 place-items-center rounded-full bg-navy-soft text-navy">
        <Icon className="size-4" />
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <p className="flex items-baseline justify-between gap-4">
          <span className="font-medium">{title}</span>
          <RelativeTime value={at} className="text-[0.8125rem] text-muted-foreground" />
        </p>
        {children}
      </div>
    </li>
  );
}

function ActivityText({ activity }: { activity: Activity }) {
  const { subject, description, outcome, next_action: next, next_action_date: nextAt } = activity;
  return (
    <div className="grid gap-1 break-words text-secondary-foreground">
      {subject ? <p className="font-medium text-foreground">{subject}</p> : null}
      {description ? <p className="whitespace-pre-line">{description}</p> : null}
      {outcome ? <p>Outcome: {outcome}</p> : null}
      {next || nextAt ? (
        <p className="text-[0.8125rem]">Next: {[next, nextAt && formatDateTime(nextAt)].filter(Boolean).join(', ')}</p>
      ) : null}
    </div>
  );
}
