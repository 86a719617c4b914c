import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { listDocumentsOfPartner, readRulesOfPartner } from '@/features/kyc/read';
import { readPartner } from '@/features/onboarding/read';
import { readOwnHistory } from '@/features/onboarding/read-own-history';
import { PAGES } from '@/shared/paths';
import { PageHeader } from '@/ui/PageHeader';
import { readAtStage } from '../../partner-page';
import { VerifyScreen } from './VerifyScreen';

export const metadata: Metadata = { title: 'Your application' };

/** Where the application stands, and the documents that it needs. */
export default async function VerifyPage() {
  const found = await readAtStage(PAGES.partner.verify, ['registering', 'applying', 'working'], async (tx, viewer) => {
    const partner = viewer.partner && (await readPartner(tx, viewer.partner.id));
    if (!partner) redirect(PAGES.partner.onboarding);
    return {
      partner,
      documents: await listDocumentsOfPartner(tx, partner.id),
      history: await readOwnHistory(tx),
      rules: await readRulesOfPartner(tx, partner.id),
      readMs: Date.now(),
    };
  });
  if (!found) return null;
  return (
    <>
      <PageHeader title="Your application" description={found.partner.business_name} />
      <VerifyScreen {...found} />
    </>
  );
}
