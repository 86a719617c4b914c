import { FileClock } from 'lucide-react';
import { KYC_STATUS_LABELS, type KycStatus } from '@/features/kyc/domain/completeness';
import type { KycDocument } from '@/features/kyc/schema';
import { DocumentsToReview } from '@/features/kyc/ui/desk/DocumentsToReview';
import { KYC_TONES } from '@/features/kyc/ui/document-tone';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { StatusPill } from '@/ui/StatusPill';
import { Denied } from '../../Denied';

type DocumentsCardProps = {
  documents: readonly KycDocument[] | null;
  /** What the required ones say together. */
  kycStatus: KycStatus;
};

/** What the applicant handed in; null for a viewer whose role does not open documents. */
export function DocumentsCard({ documents, kycStatus }: DocumentsCardProps) {
  if (documents === null) {
    return (
      <Card>
        <CardHeader title="Documents" />
        <Denied permissions={[P.KYC.VIEW]} what="documents of identity" />
      </Card>
    );
  }
  if (documents.length === 0) {
    return (
      <Card>
        <CardHeader title="Documents" />
        <EmptyState icon={<FileClock />} title="No documents yet" className="py-10">
          With the first document the application goes under review. The 48 hours begin with the last required one.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <CardHeader
        title="Documents"
        description="A link to a document works for five minutes. Each opening is recorded in the history."
        action={<StatusPill tone={KYC_TONES[kycStatus]}>{KYC_STATUS_LABELS[kycStatus]}</StatusPill>}
      />
      <CardContent>
        <DocumentsToReview documents={documents} />
      </CardContent>
    </Card>
  );
}
