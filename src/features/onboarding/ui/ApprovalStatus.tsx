'use client';
import type { ReactNode } from 'react';
import { PAGES } from '@/shared/paths';
import { Alert, type Tone } from '@/ui/Alert';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card, CardContent, CardFooter } from '@/ui/Card';
import { StatusPill } from '@/ui/StatusPill';
import { type Step, Stepper } from '@/ui/Stepper';
import { formatDate, formatDateTime } from '@/ui/time-format';
import { type Standing, standingOf } from '../domain/application-standing';
import { APPROVAL_PROMISE_HOURS, PARTNER_STATUS_LABELS, type PartnerStatus } from '../domain/partner-status';
import type { Partner } from '../schema';
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
  /** When `initial` was read, a Unix time. */
  readMs: number;
};

/** Where the application stands, since when, who acts next and until when. Follows the status without a reload. */
export function ApprovalStatus({ initial, documents, readMs }: ApprovalStatusProps) {
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
            <h2 className="text-lg leading-snug">{headline(partner, standing)}</h2>
            <p className="max-w-2xl text-secondary-foreground">{explanation(partner, standing, documents)}</p>
          </div>
          {partner.status === 'approved' ? (
            <ButtonLink variant="primary" href={PAGES.partner.dashboard}>
              Go to your dashboard
            </ButtonLink>
          ) : null}
        </div>
        {partner.status === 'rejected' && partner.approval_notes ? (
          <Alert tone="danger" title="Reason">
            <p className="break-words whitespace-pre-line">{partner.approval_notes}</p>
          </Alert>
        ) : null}
        <Stepper label="Stages of your application" steps={stages(partner, documents)} />
      </CardContent>
      <CardFooter className="text-[0.8125rem] text-muted-foreground">{footnote(partner.status, outOfDate)}</CardFooter>
    </Card>
  );
}

function headline(partner: Partner, { turn, dueAt, late }: Standing): string {
  if (partner.status === 'approved')
    return `You are a CircleTel partner: ${partner.partner_number ?? 'number to follow'}`;
  if (partner.status === 'rejected') return 'We could not approve your application';
  if (partner.status === 'suspended') return 'Your partnership is suspended';
  if (turn === 'you') return 'Your turn: hand in your first document';
  if (late) return 'We are late with our decision';
  return dueAt ? `We decide by ${formatDateTime(dueAt)}` : 'We have your document';
}

function explanation({ status }: Partner, { late }: Standing, documents: number): ReactNode {
  if (status === 'approved') return 'Your next step: look at the leads that we give you.';
  if (status === 'rejected')
    return 'If the reason rests on a mistake, answer the e-mail that we sent you. Otherwise nobody has to act any more.';
  if (status === 'suspended') return 'You see no leads for now. Our partner team tells you what has to happen.';
  if (late)
    return `We promised an answer within ${APPROVAL_PROMISE_HOURS} hours and did not keep it. Our partner team acts next; you need not do anything.`;
  if (status === 'under_review')
    return 'Our partner team acts next. You can add the documents that are still missing meanwhile.';
  if (documents > 0) return 'Our partner team acts next. The review is being opened.';
  return `We decide within ${APPROVAL_PROMISE_HOURS} hours of it. The others can follow while we look.`;
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
      note: decided ? undefined : `Within ${APPROVAL_PROMISE_HOURS} hours`,
    },
    {
      key: 'decision',
      label: decided ? decision[status] : 'Decision',
      state: status === 'rejected' ? 'current' : decided ? 'done' : 'waiting',
      note: decidedOn(partner),
    },
  ];
}

function decidedOn({ status, approved_at: approvedAt, rejected_at: rejectedAt }: Partner): string | undefined {
  const at = status === 'rejected' ? rejectedAt : approvedAt;
  return at ? formatDate(at) : undefined;
}

function footnote(status: PartnerStatus, outOfDate: boolean): string {
  if (outOfDate) return 'We cannot reach CircleTel at the moment; this may be out of date. We keep trying.';
  if (status === 'approved') return 'Quote your partner number when you write to us.';
  if (status === 'rejected') return 'We sent you the decision by e-mail as well.';
  if (status === 'suspended') return 'Your leads and documents are kept.';
  return 'Once approved you get a partner number by e-mail, and your leads appear here. This page follows by itself.';
}
