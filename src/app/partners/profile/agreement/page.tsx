import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { readConsents } from '@/features/onboarding/read-consents';
import { AgreedTexts } from '@/features/onboarding/ui/AgreedTexts';
import { env } from '@/platform/env/env';
import { PAGES } from '@/shared/paths';
import { Breadcrumbs } from '@/ui/Breadcrumbs';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { PageHeader } from '@/ui/PageHeader';
import { readAtStage } from '../../partner-page';

export const metadata: Metadata = { title: 'Agreement' };

/** What the partner and CircleTel have agreed on: the partner agreement, and the texts of the registration as they were accepted. */
export default async function AgreementPage() {
  const consents = await readAtStage(PAGES.partner.agreement, ['applying', 'working'], async (tx, { partner }) =>
    partner ? readConsents(tx, partner.id) : redirect(PAGES.partner.onboarding),
  );
  if (!consents) return null;
  return (
    <div className="max-w-3xl">
      <PageHeader
        title="Agreement"
        description="What you and CircleTel have agreed on."
        breadcrumbs={
          <Breadcrumbs items={[{ label: 'Profile', href: PAGES.partner.profile }, { label: 'Agreement' }]} />
        }
      />
      <div className="grid gap-4">
        <PartnerAgreement url={env().PARTNER_AGREEMENT_URL} />
        <AgreedTexts consents={consents} />
      </div>
    </div>
  );
}

/** The portal knows where the contract stands, or that it is sent; its terms are nothing that the portal could make up. */
function PartnerAgreement({ url }: { url: string | undefined }) {
  return (
    <Card>
      <CardHeader title="Partner agreement" />
      <CardContent className="grid justify-items-start gap-3">
        <p>
          Commission, payment and termination are agreed in the partner agreement, and not on this page.
          {url ? null : ' Our partner team sends it to you when you are approved.'}
        </p>
        {url ? <ButtonLink href={url}>Read the partner agreement</ButtonLink> : null}
      </CardContent>
    </Card>
  );
}
