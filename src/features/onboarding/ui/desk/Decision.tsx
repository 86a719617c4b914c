'use client';
import { useId, useRef } from 'react';
import { ButtonLink } from '@/ui/ButtonLink';
import { useShortcuts } from '@/ui/use-shortcuts';
import { ApproveButton } from './ApproveButton';
import type { Choice } from './decision-reasons';
import { RejectButton } from './RejectButton';

type DecisionProps = {
  partner: { id: string; business_name: string };
  /** How many were handed in; null when that is not known here. */
  documents: number | null;
  approval: Choice;
  rejection: Choice;
  /** The application that comes next in the queue. */
  nextHref: string | undefined;
};

/** The decision on an application, by button or by key: `a` approve, `r` reject, `n` next in the queue. */
export function Decision({ partner, documents, approval, rejection, nextHref }: DecisionProps) {
  const approveButton = useRef<HTMLButtonElement>(null);
  const rejectButton = useRef<HTMLButtonElement>(null);
  const nextLink = useRef<HTMLAnchorElement>(null);
  const reasonId = useId();
  useShortcuts({
    a: () => approveButton.current?.click(),
    r: () => rejectButton.current?.click(),
    n: () => nextLink.current?.click(),
  });

  const decidable = approval.possible || rejection.possible;
  const reasons = [...new Set([approval.reason, rejection.reason].filter(Boolean))].join(' ');
  const shared = { partnerId: partner.id, businessName: partner.business_name };
  return (
    // A phone's width less the page's edges: the place of a page's action does not shrink by itself.
    <div className="grid max-w-[calc(100vw-2rem)] gap-1.5 md:justify-items-end">
      <div className="flex flex-wrap gap-2">
        {nextHref ? (
          <ButtonLink
            ref={nextLink}
            href={nextHref}
            variant={decidable ? 'ghost' : 'primary'}
            className="max-md:order-last"
          >
            Next application
          </ButtonLink>
        ) : null}
        {decidable ? (
          <>
            <RejectButton
              {...shared}
              ref={rejectButton}
              disabled={!rejection.possible}
              reasonId={rejection.reason ? reasonId : undefined}
            />
            <ApproveButton
              {...shared}
              ref={approveButton}
              documents={documents}
              disabled={!approval.possible}
              reasonId={approval.reason ? reasonId : undefined}
            />
          </>
        ) : null}
      </div>
      {reasons ? (
        <p id={reasonId} className="max-w-md text-[0.8125rem] text-muted-foreground md:text-right">
          {reasons}
        </p>
      ) : null}
    </div>
  );
}
