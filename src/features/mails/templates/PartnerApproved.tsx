import { Link } from 'react-email';
import { PAGES } from '@/shared/paths';
import type { PartnerFacts } from './facts';
import { COLORS } from './look';
import { MailFrame } from './MailFrame';
import { Action, BECAUSE_APPLIED, day, Facts, Hello, P } from './parts';

type PartnerApprovedProps = { partner: PartnerFacts; agreementUrl: string | undefined; portalUrl: string };

export function PartnerApproved({ partner, agreementUrl, portalUrl }: PartnerApprovedProps) {
  const { terms } = partner;
  return (
    <MailFrame
      preview={`${partner.businessName} is a CircleTel sales partner`}
      title="You are approved"
      reason={BECAUSE_APPLIED}
    >
      <Hello name={partner.contactPerson} />
      <P>Welcome: {partner.businessName} is now a CircleTel sales partner.</P>
      <Facts
        items={[
          { term: 'Your partner number', value: partner.partnerNumber ?? '' },
          ...(terms
            ? [{ term: 'Our terms, which you accepted', value: `Version ${terms.version}, on ${day(terms.at)}` }]
            : []),
        ]}
      />
      {agreementUrl ? (
        <P>
          What you earn, when you are paid and how the partnership ends stands in{' '}
          <Link href={agreementUrl} style={{ color: COLORS.link }}>
            your partner agreement
          </Link>
          . Please read it before you work your first lead.
        </P>
      ) : (
        <P>
          <Link href={`${portalUrl}${PAGES.partner.agreement}`} style={{ color: COLORS.link }}>
            What you and CircleTel have agreed on
          </Link>{' '}
          stands in the portal. Commission, payment and termination are agreed in the partner agreement, which our
          partner team sends you.
        </P>
      )}
      <P>
        Please quote the number whenever you write to us. In the portal you work the leads that we give you, and see
        what became of each.
      </P>
      <Action href={`${portalUrl}${PAGES.partner.dashboard}`}>Open the portal</Action>
    </MailFrame>
  );
}
