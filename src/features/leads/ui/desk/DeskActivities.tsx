import { Card, CardContent, CardHeader } from '@/ui/Card';
import { RelativeTime } from '@/ui/RelativeTime';
import { formatDateTime } from '@/ui/time-format';
import { ACTIVITY_LABELS } from '../../domain/activity-types';
import type { DeskLeadDetail } from '../../schema-desk';

/** What partners did about the lead, the newest first. */
export function DeskActivities({ activities }: { activities: DeskLeadDetail['activities'] }) {
  return (
    <Card>
      <CardHeader title="What partners did" />
      <CardContent>
        {activities.length === 0 ? (
          <p className="text-secondary-foreground">No partner has noted anything yet.</p>
        ) : (
          <ol aria-label="Activities" className="grid gap-4">
            {activities.map((activity) => (
              <li key={activity.id} className="grid gap-1 break-words">
                <p className="flex flex-wrap items-baseline justify-between gap-x-4">
                  <span className="font-medium">
                    {ACTIVITY_LABELS[activity.activity_type]}
                    <span className="font-normal text-muted-foreground">, {activity.partner_name}</span>
                  </span>
                  <RelativeTime value={activity.created_at} className="text-[0.8125rem] text-muted-foreground" />
                </p>
                {activity.subject ? <p>{activity.subject}</p> : null}
                {activity.description ? (
                  <p className="whitespace-pre-line text-secondary-foreground">{activity.description}</p>
                ) : null}
                {activity.outcome ? <p className="text-secondary-foreground">Outcome: {activity.outcome}</p> : null}
                {activity.next_action ? (
                  <p className="text-[0.8125rem] text-secondary-foreground">
                    Next: {activity.next_action}
                    {activity.next_action_date ? `, ${formatDateTime(activity.next_action_date)}` : null}
                  </p>
                ) : null}
              </li>
            ))}
          </ol>
        )}
      </CardContent>
    </Card>
  );
}
