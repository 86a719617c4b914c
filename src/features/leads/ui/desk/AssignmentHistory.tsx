import type { Tone } from '@/ui/Alert';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';
import { formatDateTime } from '@/ui/time-format';
import { DECLINE_REASONS } from '../../domain/decline-reasons';
import type { DeskLeadDetail, LeadAssignment } from '../../schema-desk';
import { IntakePill } from './IntakePill';
import { WhyList } from './WhyList';

const OUTCOMES: Record<LeadAssignment['outcome'], { tone: Tone; label: string }> = {
  open: { tone: 'info', label: 'Not answered yet' },
  accepted: { tone: 'success', label: 'Accepted' },
  declined: { tone: 'warning', label: 'Declined' },
  expired: { tone: 'warning', label: 'Not answered in time' },
  moved: { tone: 'neutral', label: 'Given to somebody else' },
};

const REASONS: Readonly<Record<string, string>> = DECLINE_REASONS;

/** Who was given the lead, how and why, and where it stands now. */
export function AssignmentHistory({ detail }: { detail: DeskLeadDetail }) {
  const { assignments, intake, partner_names: names } = detail;
  return (
    <Card>
      <CardHeader title="Who was asked" action={intake ? <IntakePill state={intake.state} /> : undefined} />
      <CardContent className="grid gap-4">
        {intake?.why ? <WhyList why={intake.why} names={names} isOpen /> : null}
        {assignments.length === 0 ? (
          <p className="text-secondary-foreground">Nobody was given this lead yet.</p>
        ) : (
          <ol aria-label="Assignments" className="grid gap-4">
            {assignments.map((assignment) => (
              <li key={assignment.id} className="border-border border-t pt-4 first:border-0 first:pt-0">
                <Assignment assignment={assignment} names={names} />
              </li>
            ))}
          </ol>
        )}
      </CardContent>
    </Card>
  );
}

function Assignment({ assignment, names }: { assignment: LeadAssignment; names: Readonly<Record<string, string>> }) {
  const { outcome, offered_at: at, respond_by: by, why, decline_reason: reason, decline_note: note } = assignment;
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <p className="min-w-0 break-words font-medium">{assignment.partner_name}</p>
        <StatusPill tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].label}</StatusPill>
      </div>
      <p className="text-[0.8125rem] text-muted-foreground">
        {howWords(assignment)}, <RelativeTime value={at} opens="start" />
        {outcome === 'open' && by ? `, to be answered by ${formatDateTime(by)}` : null}
      </p>
      {reason ? (
        <p className="mt-1 text-secondary-foreground">
          {REASONS[reason] ?? reason}
          {note ? `: ${note}` : null}
        </p>
      ) : null}
      {why ? <WhyList why={why} names={names} /> : null}
    </>
  );
}

function howWords({ how, rule_name: rule, assigned_by_name: by }: LeadAssignment): string {
  if (how === 'rule') return `By the rule “${rule ?? 'put away'}”`;
  if (how === 'registration') return 'Registered by the partner';
  return how === 'crm' ? 'Given in the CRM' : `By ${by ?? 'CircleTel'}`;
}
