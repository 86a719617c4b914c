'use client';
import { PAGES } from '@/shared/paths';
import { Alert, type Tone } from '@/ui/Alert';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card, CardContent, CardFooter } from '@/ui/Card';
import { StatusPill } from '@/ui/StatusPill';
import { type Step, Stepper } from '@/ui/Stepper';
import { formatDate, formatDateTime } from '@/ui/time-format';
import { standingOf } from '../domain/application-standing';
import { APPROVAL_PROMISE_HOURS, PARTNER_STATUS_LABELS, type PartnerStatus } from '../domain/partner-status';
import type { OwnHistoryEntry } from '../progress-schema';
import type { Partner } from '../schema';
import { ApplyAgain } from './ApplyAgain';
import { explanation, footnote, headline } from './application-words';
import { OwnHistory } from './OwnHistory';
import { useApplication } from './use-application';

const TONES: Record<PartnerStatus, Tone> = {
  pending: 'warning',
  under_review: 'info',
  approved: 'success',
  rejected: 'danger',
  suspended: 'danger',
};

type ApprovalStatusProps = {
  initial: Partner;
  /** How many documents were handed in so far. */
  documents: number;
  /** What happened until `initial` was read. */
  history: readonly OwnHistoryEntry[];
  /** When `initial` was read, a Unix time. */
  readMs: number;
  documentLabels: Readonly<Record<string, string>>;
};

/** Where the application stands, since when, who acts next and until when. Follows the status without a reload. */
export function ApprovalStatus({ initial, documents, history, readMs, documentLabels }: ApprovalStatusProps) {
  const { partner, readMs: asOfMs, outOfDate } = useApplication(initial, documents, readMs);
  const standing = standingOf(partner, documents, asOfMs);
  return (
    <Card>
      <CardContent className="grid gap-5">
        <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
          <div aria-live="polite" className="grid min-w-0 gap-1.5">
            <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 text-[0.8125rem] text-muted-foreground">
              <StatusPill tone={TONES[partner.status]} className="status">
                {PARTNER_STATUS_LABELS[partner.status]}
              </StatusPill>
              {standing.since ? (
                <span>
                  since <time dateTime={standing.since}>{formatDateTime(standing.since)}</time>
                </span>
              ) : null}
            </p>
            <h2 className="text-lg leading-snug">{headline(partner, standing, documents)}</h2>
            <p className="max-w-2xl text-secondary-foreground">{explanation(partner, standing, documents)}</p>
          </div>
          {partner.status === 'approved' ? (
            <ButtonLink variant="primary" href={PAGES.partner.dashboard}>
              Go to your dashboard
            </ButtonLink>
          ) : null}
          {standing.mayApplyAgain ? <ApplyAgain /> : null}
        </div>
        <Reason partner={partner} />
        <Stepper label="Stages of your application" steps={stages(partner, documents)} />
        <OwnHistory
          initial={history}
          version={`${partner.status}/${partner.kyc_status}/${documents}`}
          documentLabels={documentLabels}
        />
      </CardContent>
      <CardFooter className="text-[0.8125rem] text-muted-foreground">{footnote(partner.status, outOfDate)}</CardFooter>
    </Card>
  );
}

/** Why it was turned down or suspended; the desk's words. */
function Reason({ partner }: { partner: Partner }) {
  const reasons = { rejected: partner.approval_notes, suspended: partner.suspension_reason };
  const reason = partner.status === 'rejected' || partner.status === 'suspended' ? reasons[partner.status] : null;
  if (!reason) return null;
  return (
    <Alert tone="danger" title="Reason">
      <p className="break-words whitespace-pre-line">{reason}</p>
    </Alert>
  );
}

/** The stages with what is known of each; none is called done that is not. */
function stages(partner: Partner, documents: number): Step[] {
  const { status } = partner;
  const decided = status === 'approved' || status === 'rejected' || status === 'suspended';
  const handedIn = documents > 0 || partner.submitted_at !== null;
  const decision = { approved: 'Approved', suspended: 'Approved', rejected: 'Not approved' };
  return [
    { key: 'registered', label: 'Registered', state: 'done', note: formatDate(partner.created_at) },
    {
      key: 'documents',
      label: 'First document',
      state: handedIn ? 'done' : 'current',
      note: partner.submitted_at ? formatDate(partner.submitted_at) : handedIn ? 'Just now' : 'You act',
    },
    {
      key: 'review',
      label: 'Review',
      state: decided ? 'done' : handedIn ? 'current' : 'waiting',
      note: decided ? undefined : reviewNote(partner),
    },
    {
      key: 'decision',
      label: decided ? decision[status] : 'Decision',
      state: status === 'rejected' ? 'current' : decided ? 'done' : 'waiting',
      note: decidedOn(partner),
    },
  ];
}

/** The promise runs once nothing is missing. */
function reviewNote({ documents_completed_at: completedAt }: Partner): string {
  return completedAt
    ? `Within ${APPROVAL_PROMISE_HOURS} hours`
    : `${APPROVAL_PROMISE_HOURS} hours from the last document`;
}

function decidedOn({ status, approved_at: approvedAt, rejected_at: rejectedAt }: Partner): string | undefined {
  const at = status === 'rejected' ? rejectedAt : approvedAt;
  return at ? formatDate(at) : undefined;
}
