'use client';
import { useId, useRef } from 'react';
import { ButtonLink } from '@/ui/ButtonLink';
import { useShortcuts } from '@/ui/use-shortcuts';
import { ApproveButton } from './ApproveButton';
import { type Choices, isPossible } from './decision-reasons';
import { LiftButton } from './LiftButton';
import { RejectButton } from './RejectButton';
import { SuspendButton } from './SuspendButton';

type DecisionProps = {
  partner: { id: string; business_name: string };
  choices: Choices;
  /** The application that comes next in the queue. */
  nextHref: string | undefined;
};

/** The decisions that can be made on a partner, by button or by key: `a` approve, `r` reject, `n` next in the queue. */
export function Decision({ partner, choices, nextHref }: DecisionProps) {
  const approveButton = useRef<HTMLButtonElement>(null);
  const rejectButton = useRef<HTMLButtonElement>(null);
  const nextLink = useRef<HTMLAnchorElement>(null);
  const reasonId = useId();
  useShortcuts({
    a: () => approveButton.current?.click(),
    r: () => rejectButton.current?.click(),
    n: () => nextLink.current?.click(),
  });

  const { approve, reject, suspend, lift } = choices;
  const decidable = Object.values(choices).some(isPossible);
  const shared = { partnerId: partner.id, businessName: partner.business_name };
  return (
    <div className="grid min-w-0 grid-cols-1 gap-1.5 md:justify-items-end">
      <div className="flex flex-wrap gap-2 md:justify-end">
        {nextHref ? (
          <ButtonLink ref={nextLink} href={nextHref} variant={decidable ? 'ghost' : 'primary'}>
            Next application
          </ButtonLink>
        ) : null}
        {reject.offered ? <RejectButton {...shared} ref={rejectButton} /> : null}
        {approve.offered ? (
          <ApproveButton
            {...shared}
            ref={approveButton}
            disabled={!isPossible(approve)}
            reasonId={approve.reasons.length > 0 ? reasonId : undefined}
          />
        ) : null}
        {suspend.offered ? <SuspendButton {...shared} /> : null}
        {lift.offered ? <LiftButton {...shared} /> : null}
      </div>
      <Reasons id={reasonId} choices={choices} />
    </div>
  );
}

/** Why a decision cannot be made: who may, or what is missing. */
function Reasons({ id, choices }: { id: string; choices: Choices }) {
  const reasons = [...new Set(Object.values(choices).flatMap((choice) => choice.reasons))];
  if (reasons.length === 0) return null;
  return (
    <div id={id} className="max-w-md text-[0.8125rem] text-muted-foreground md:text-right">
      {choices.approve.offered ? <p className="font-medium">Cannot be approved yet:</p> : null}
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </div>
  );
}
