import { listDocumentsOfPartner } from '@/features/kyc/read';
import type { PartnerStatus } from '@/features/onboarding/domain/partner-status';
import { readApplication } from '@/features/onboarding/read';
import { nextApplication } from '@/features/onboarding/read-desk';
import { ApplicationHistory } from '@/features/onboarding/ui/desk/ApplicationHistory';
import { type Choice, choiceFor } from '@/features/onboarding/ui/desk/decision-reasons';
import { PartnerFacts } from '@/features/onboarding/ui/desk/PartnerFacts';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PERMISSIONS as P, type Permission } from '@/platform/rbac/permissions';
import { isAllowed, type Viewer } from '@/platform/rbac/viewer';
import { PAGES } from '@/shared/paths';
import { ShortcutHint } from '@/ui/ShortcutHint';
import { rolesThatMay } from '../../Denied';
import { ApplicationHeader } from './ApplicationHeader';
import { ApplicationOutcome } from './ApplicationOutcome';
import { DocumentsCard } from './DocumentsCard';
import { NoSuchPartner } from './NoSuchPartner';

/** Everything about one application, read in one transaction, and the decision on it. */
export async function Application({ partnerId }: { partnerId: string }) {
  const read = await readAsViewer(PAGES.admin.partner(partnerId), async (tx, viewer) => {
    const detail = await readApplication(tx, partnerId);
    return (
      detail && {
        ...detail,
        viewer,
        documents: isAllowed(viewer, [P.KYC.VIEW]) ? await listDocumentsOfPartner(tx, partnerId) : null,
        nextId: await nextApplication(tx, partnerId),
      }
    );
  });
  if (!read) return <NoSuchPartner />;
  const { partner, history, documents, nextId, viewer } = read;
  const choices = {
    approval: choose(viewer, 'approved', partner.status, [P.PARTNERS_ADMIN.APPROVE]),
    rejection: choose(viewer, 'rejected', partner.status, [P.PARTNERS_ADMIN.REJECT]),
  };
  return (
    <>
      <ApplicationHeader
        partner={partner}
        documents={documents?.length ?? null}
        {...choices}
        nextHref={nextId ? PAGES.admin.partner(nextId) : undefined}
        nowMs={Date.now()}
      />
      <ApplicationOutcome partner={partner} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <DocumentsCard documents={documents} />
          <PartnerFacts partner={partner} />
        </div>
        <ApplicationHistory history={history} />
      </div>
      <ShortcutHint
        className="mt-5"
        shortcuts={[
          ...(choices.approval.possible ? [{ keys: ['a'], does: 'approve' }] : []),
          ...(choices.rejection.possible ? [{ keys: ['r'], does: 'reject' }] : []),
          ...(nextId ? [{ keys: ['n'], does: 'next application' }] : []),
        ]}
      />
    </>
  );
}

function choose(
  viewer: Viewer,
  decision: 'approved' | 'rejected',
  status: PartnerStatus,
  permissions: readonly Permission[],
): Choice {
  return choiceFor(decision, status, isAllowed(viewer, permissions), rolesThatMay(permissions));
}
