import { PARTNER_STATUS_LABELS } from '@/features/onboarding/domain/partner-status';
import type { Partner } from '@/features/onboarding/schema';
import { Decision } from '@/features/onboarding/ui/desk/Decision';
import { DecisionDueCell } from '@/features/onboarding/ui/desk/DecisionDueCell';
import { decisionDue } from '@/features/onboarding/ui/desk/decision-due';
import type { Choices } from '@/features/onboarding/ui/desk/decision-reasons';
import { PARTNER_STATUS_TONES } from '@/features/onboarding/ui/desk/partner-status-tone';
import { PAGES } from '@/shared/paths';
import { Breadcrumbs } from '@/ui/Breadcrumbs';
import { PageHeader } from '@/ui/PageHeader';
import { RelativeTime } from '@/ui/RelativeTime';
import { StatusPill } from '@/ui/StatusPill';

type ApplicationHeaderProps = {
  partner: Partner;
  choices: Choices;
  nextHref: string | undefined;
  nowMs: number;
};

/** Who applied, how long it has waited, and the decision. */
export function ApplicationHeader({ partner, choices, nextHref, nowMs }: ApplicationHeaderProps) {
  const due = decisionDue(partner, nowMs);
  return (
    <PageHeader
      breadcrumbs={
        <Breadcrumbs
          items={[{ label: 'Applications', href: PAGES.admin.partners }, { label: partner.business_name }]}
        />
      }
      title={partner.business_name}
      status={
        <>
          <StatusPill tone={PARTNER_STATUS_TONES[partner.status]}>{PARTNER_STATUS_LABELS[partner.status]}</StatusPill>
          {partner.status === 'approved' && partner.reverification_due_at ? (
            <StatusPill tone="warning">Re-verification due</StatusPill>
          ) : null}
        </>
      }
      description={
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <span>
            {partner.submitted_at ? 'Handed in' : 'Applied'}{' '}
            <RelativeTime value={partner.submitted_at ?? partner.created_at} opens="start" />
          </span>
          {due ? (
            <span className="inline-flex items-center gap-1.5">
              Decision: <DecisionDueCell due={due} />
            </span>
          ) : null}
        </span>
      }
      action={
        <Decision
          partner={{ id: partner.id, business_name: partner.business_name }}
          choices={choices}
          nextHref={nextHref}
        />
      }
    />
  );
}
