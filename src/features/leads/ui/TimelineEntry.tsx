import {
  CalendarClock,
  ClipboardCheck,
  FileText,
  Flag,
  Hourglass,
  type LucideIcon,
  Mail,
  PenLine,
  Phone,
  StickyNote,
  ThumbsUp,
  UserCheck,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { RelativeTime } from '@/ui/RelativeTime';
import type { ActivityType } from '../domain/activity-types';
import type { LeadHistoryAction } from '../domain/lead-history';

export const ACTIVITY_ICONS: Record<ActivityType, LucideIcon> = {
  call: Phone,
  email: Mail,
  meeting: Users,
  quote_sent: FileText,
  follow_up: CalendarClock,
  note: StickyNote,
};

export const HISTORY_ICONS: Record<LeadHistoryAction, LucideIcon> = {
  'lead.assigned': UserCheck,
  'lead.registered': ClipboardCheck,
  'lead.offer_accepted': ThumbsUp,
  'lead.status_changed': Flag,
  'lead.changed_in_crm': PenLine,
  'lead.extension_requested': Hourglass,
  'lead.extension_answered': Hourglass,
  'lead.registration_expired': Hourglass,
};

type EntryProps = { icon: LucideIcon; title: string; at: string; children?: ReactNode };

/** One line of a timeline: what, when, and more about it below. */
export function Entry({ icon: Icon, title, at, children }: EntryProps) {
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
