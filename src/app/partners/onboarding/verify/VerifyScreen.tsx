'use client';
import { useState } from 'react';
import { DOCUMENT_TYPE_LABELS } from '@/features/kyc/domain/document-types';
import type { EntityType } from '@/features/kyc/domain/rule-pack';
import type { KycDocument } from '@/features/kyc/schema';
import { KYCUpload } from '@/features/kyc/ui/KYCUpload';
import type { OwnHistoryEntry } from '@/features/onboarding/progress-schema';
import type { Partner } from '@/features/onboarding/schema';
import { ApprovalStatus } from '@/features/onboarding/ui/ApprovalStatus';

type VerifyScreenProps = {
  partner: Partner;
  documents: readonly KycDocument[];
  history: readonly OwnHistoryEntry[];
  /** By which rules the documents are judged, and whether more are taken. */
  rules: { entityType: EntityType; open: boolean };
  /** When both were read, a Unix time. */
  readMs: number;
};

/** Joins the two features of the page: a document that was just taken is news for the application's status. */
export function VerifyScreen({ partner, documents, history, rules, readMs }: VerifyScreenProps) {
  const [handedIn, setHandedIn] = useState(documents.length);
  return (
    <div className="grid gap-4">
      <ApprovalStatus
        initial={partner}
        documents={handedIn}
        history={history}
        readMs={readMs}
        documentLabels={DOCUMENT_TYPE_LABELS}
      />
      <KYCUpload {...rules} initial={documents} readMs={readMs} onTaken={() => setHandedIn((known) => known + 1)} />
    </div>
  );
}
