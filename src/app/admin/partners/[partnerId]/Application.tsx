import { KYC_STATUS_LABELS } from '@/features/kyc/domain/completeness';
import { DOCUMENT_TYPE_LABELS } from '@/features/kyc/domain/document-types';
import { listDocumentsOfPartner, readRenewal } from '@/features/kyc/read';
import { RenewalDue } from '@/features/kyc/ui/desk/RenewalDue';
import { listMailsOfPartner } from '@/features/mails/read';
import { MailsCard } from '@/features/mails/ui/desk/MailsCard';
import { MailWarning } from '@/features/mails/ui/desk/MailWarning';
import type { DeskDecision, PartnerStatus } from '@/features/onboarding/domain/partner-status';
import { readApplication } from '@/features/onboarding/read-application';
import { readConsents } from '@/features/onboarding/read-consents';
import { nextApplication } from '@/features/onboarding/read-desk';
import { ApplicationHistory } from '@/features/onboarding/ui/desk/ApplicationHistory';
import { BankFacts } from '@/features/onboarding/ui/desk/BankFacts';
import { ConsentFacts } from '@/features/onboarding/ui/desk/ConsentFacts';
import { DeskNotes } from '@/features/onboarding/ui/desk/DeskNotes';
import { DuplicatesWarning } from '@/features/onboarding/ui/desk/DuplicatesWarning';
import { type Choices, choiceFor, isPossible } from '@/features/onboarding/ui/desk/decision-reasons';
import { PartnerFacts } from '@/features/onboarding/ui/desk/PartnerFacts';
import { RevealBank } from '@/features/onboarding/ui/RevealBank';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { isAllowed, type Viewer } from '@/platform/rbac/viewer';
import { PAGES } from '@/shared/paths';
import { ShortcutHint } from '@/ui/ShortcutHint';
import { rolesThatMay } from '../../Denied';
import { ApplicationHeader } from './ApplicationHeader';
import { ApplicationOutcome } from './ApplicationOutcome';
import { DocumentsCard } from './DocumentsCard';
import { NoSuchPartner } from './NoSuchPartner';

const HISTORY_WORDS = { documents: DOCUMENT_TYPE_LABELS, kycStatuses: KYC_STATUS_LABELS };

/** Everything about one partner, read in one transaction, and the decisions on it. */
export async function Application({ partnerId }: { partnerId: string }) {
  const read = await readAsViewer(PAGES.admin.partner(partnerId), async (tx, viewer) => {
    const detail = await readApplication(tx, partnerId);
    return (
      detail && {
        ...detail,
        viewer,
        documents: isAllowed(viewer, [P.KYC.VIEW]) ? await listDocumentsOfPartner(tx, partnerId) : null,
        consents: await readConsents(tx, partnerId),
        mails: await listMailsOfPartner(tx, partnerId),
        renewal: await readRenewal(tx, partnerId),
        nextId: await nextApplication(tx, partnerId),
      }
    );
  });
  if (!read) return <NoSuchPartner />;
  const { partner, history, notes, duplicates, missing, consents, documents, mails, renewal, nextId, viewer } = read;
  const nowMs = Date.now();
  const choices = choicesOf(viewer, partner.status, missing);
  return (
    <>
      <ApplicationHeader
        partner={partner}
        choices={choices}
        nextHref={nextId ? PAGES.admin.partner(nextId) : undefined}
        nowMs={nowMs}
      />
      <RenewalDue renewal={renewal} nowMs={nowMs} />
      <ApplicationOutcome partner={partner} />
      <MailWarning mails={mails} />
      <DuplicatesWarning duplicates={duplicates} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <DocumentsCard documents={documents} kycStatus={partner.kyc_status} />
          <PartnerFacts partner={partner} />
          <BankFacts
            partner={partner}
            isLetterOutdated={read.isBankLetterOutdated}
            action={
              isAllowed(viewer, [P.PARTNERS_ADMIN.APPROVE_PAYOUTS]) ? <RevealBank partnerId={partnerId} /> : undefined
            }
          />
          <ConsentFacts consents={consents} />
          <DeskNotes partnerId={partnerId} notes={notes} />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <ApplicationHistory history={history} words={HISTORY_WORDS} />
          <MailsCard mails={mails} />
        </div>
      </div>
      <ShortcutHint
        className="mt-5"
        shortcuts={[
          ...(isPossible(choices.approve) ? [{ keys: ['a'], does: 'approve' }] : []),
          ...(isPossible(choices.reject) ? [{ keys: ['r'], does: 'reject' }] : []),
          ...(nextId ? [{ keys: ['n'], does: 'next application' }] : []),
        ]}
      />
    </>
  );
}

/** Who may make each decision; the API asks the same. */
const NEEDED = {
  approve: [P.PARTNERS_ADMIN.APPROVE],
  reject: [P.PARTNERS_ADMIN.REJECT],
  suspend: [P.PARTNERS_ADMIN.APPROVE],
  lift: [P.PARTNERS_ADMIN.APPROVE],
} as const;

function choicesOf(viewer: Viewer, status: PartnerStatus, missing: readonly string[]): Choices {
  const choose = (decision: DeskDecision, lacking: readonly string[] = []) =>
    choiceFor(decision, status, isAllowed(viewer, NEEDED[decision]), rolesThatMay(NEEDED[decision]), lacking);
  return {
    approve: choose('approve', missing),
    reject: choose('reject'),
    suspend: choose('suspend'),
    lift: choose('lift'),
  };
}
