import type { Metadata } from 'next';
import { REGISTRATION_DAYS } from '@/features/leads/domain/registration-terms';
import { RegisterLead } from '@/features/leads/ui/RegisterLead';
import { PAGES } from '@/shared/paths';
import { Breadcrumbs } from '@/ui/Breadcrumbs';
import { PageHeader } from '@/ui/PageHeader';
import { readAtStage } from '../../partner-page';

export const metadata: Metadata = { title: 'Register a lead' };

/** A partner claims a customer that it found itself. */
export default async function RegisterLeadPage() {
  const userId = await readAtStage(PAGES.partner.registerLead, ['working'], async (_tx, viewer) => viewer.userId);
  if (!userId) return null;
  return (
    <>
      <PageHeader
        breadcrumbs={
          <Breadcrumbs items={[{ label: 'Leads', href: PAGES.partner.leads }, { label: 'Register a lead' }]} />
        }
        title="Register a lead"
        description={`A customer that you found. Once it is registered, nobody else can register them for ${REGISTRATION_DAYS} days.`}
      />
      <RegisterLead userId={userId} />
    </>
  );
}
