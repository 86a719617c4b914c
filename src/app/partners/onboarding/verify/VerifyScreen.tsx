'use client';
import { useState } from 'react';
import type { KycDocument } from '@/features/kyc/schema';
import { KYCUpload } from '@/features/kyc/ui/KYCUpload';
import type { Partner } from '@/features/onboarding/schema';
import { ApprovalStatus } from '@/features/onboarding/ui/ApprovalStatus';

type VerifyScreenProps = {
  partner: Partner;
  documents: readonly KycDocument[];
  /** When both were read, a Unix time. */
  readMs: number;
};

/** Joins the two features of the page: a document that was just taken is news for the application's status. */
export function VerifyScreen({ partner, documents, readMs }: VerifyScreenProps) {
  const [handedIn, setHandedIn] = useState(documents.length);
  const open = partner.status === 'pending' || partner.status === 'under_review';
  return (
    <div className="grid gap-4">
      <ApprovalStatus initial={partner} documents={handedIn} readMs={readMs} />
      <KYCUpload
        kind={partner.business_type}
        initial={documents}
        open={open}
        onTaken={() => setHandedIn((known) => known + 1)}
      />
    </div>
  );
}
