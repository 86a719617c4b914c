import { CircleCheck, FileQuestion } from 'lucide-react';
import { DOCUMENT_TYPE_LABELS } from '@/features/kyc/domain/document-types';
import { countWaitingDocuments, firstWaitingDocument, type Review, readReview } from '@/features/kyc/read-desk';
import { DocumentViewer } from '@/features/kyc/ui/desk/DocumentViewer';
import { ReviewDecision } from '@/features/kyc/ui/desk/ReviewDecision';
import { FactsToCompare, FileFacts } from '@/features/kyc/ui/desk/ReviewFacts';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { isAllowed } from '@/platform/rbac/viewer';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card, CardContent } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { rolesThatMay } from '../../Denied';

/** Counting stops here; the page then says "more than". */
const COUNT_LIMIT = 1000;

/** A document beside the facts to compare, and the verdict on it. */
export async function DocumentDesk({ documentId }: { documentId: string | null }) {
  const { review, waiting, mayReview, wanted } = await readAsViewer(PAGES.admin.documents, async (tx, viewer) => {
    const id = documentId ?? (await firstWaitingDocument(tx));
    return {
      wanted: id,
      review: id ? await readReview(tx, id, new Date()) : null,
      waiting: await countWaitingDocuments(tx, COUNT_LIMIT),
      mayReview: isAllowed(viewer, [P.KYC.REVIEW]),
    };
  });
  if (!review) return <NothingToReview isUnknown={wanted !== null} />;
  const { document, partner, rule, nextId, earlier } = review;
  const businessName = partner.facts.business_name ?? '';
  return (
    <>
      <PageHeader
        title={DOCUMENT_TYPE_LABELS[document.document_type]}
        description={`${businessName} · ${waitingWords(waiting)}`}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <DocumentViewer key={document.id} document={document} />
        <div className="grid min-w-0 gap-5">
          <Card>
            <CardContent>
              {mayReview ? (
                <ReviewDecision
                  key={`${document.id} ${document.verification_status}`}
                  document={document}
                  rule={rule}
                  businessName={businessName}
                  nextId={nextId}
                />
              ) : (
                <OnlyLooking nextId={nextId} />
              )}
            </CardContent>
          </Card>
          <FactsToCompare review={review} />
          <FileFacts document={document} earlier={earlier} />
        </div>
      </div>
    </>
  );
}

function waitingWords(waiting: number): string {
  if (waiting === 0) return 'nothing else waits';
  if (waiting >= COUNT_LIMIT) return `more than ${COUNT_LIMIT - 1} documents wait`;
  return waiting === 1 ? '1 document waits' : `${waiting} documents wait`;
}

function OnlyLooking({ nextId }: Pick<Review, 'nextId'>) {
  return (
    <div className="grid gap-3">
      <p className="text-[0.8125rem] text-muted-foreground">This is decided by: {rolesThatMay([P.KYC.REVIEW])}.</p>
      {nextId ? (
        <ButtonLink href={PAGES.admin.document(nextId)} variant="ghost">
          Next document
        </ButtonLink>
      ) : null}
    </div>
  );
}

function NothingToReview({ isUnknown }: { isUnknown: boolean }) {
  return (
    <>
      <PageHeader title="Documents" />
      <Card>
        {isUnknown ? (
          <EmptyState
            icon={<FileQuestion />}
            title="There is no such document"
            action={<ButtonLink href={PAGES.admin.documents}>Go to the queue</ButtonLink>}
          >
            The address may be cut off.
          </EmptyState>
        ) : (
          <EmptyState icon={<CircleCheck />} title="Every document has been checked">
            What partners hand in will stand here, the oldest first.
          </EmptyState>
        )}
      </Card>
    </>
  );
}
