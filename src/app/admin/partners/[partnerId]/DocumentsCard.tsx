import { FileClock } from 'lucide-react';
import type { KycDocument } from '@/features/kyc/schema';
import { DocumentsToReview } from '@/features/kyc/ui/desk/DocumentsToReview';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { Denied } from '../../Denied';

/** What the applicant handed in; null for a viewer whose role does not open documents. */
export function DocumentsCard({ documents }: { documents: readonly KycDocument[] | null }) {
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
          With the first document the application goes under review, and the 48 hours begin.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <CardHeader
        title="Documents"
        description="A link to a document works for five minutes. Each opening is recorded in the history."
      />
      <CardContent>
        <DocumentsToReview documents={documents} />
      </CardContent>
    </Card>
  );
}
