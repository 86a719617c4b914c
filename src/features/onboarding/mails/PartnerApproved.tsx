import { Button, Heading, Text } from 'react-email';
import { MailFrame } from './MailFrame';

type Props = { contactPerson: string; businessName: string; partnerNumber: string; portalUrl: string };

export function PartnerApproved({ contactPerson, businessName, partnerNumber, portalUrl }: Props) {
  return (
    <MailFrame preview={`${businessName} is approved as a CircleTel sales partner`}>
      <Heading as="h1" style={{ fontSize: 22, color: '#1B2A4A' }}>
        You are approved
      </Heading>
      <Text>Hello {contactPerson},</Text>
      <Text>
        {businessName} is now a CircleTel sales partner. Your partner number is <strong>{partnerNumber}</strong>; please
        quote it whenever you write to us.
      </Text>
      <Text>In the portal you work the leads that we assign to you, and see what became of each.</Text>
      <Button
        href={portalUrl}
        style={{ backgroundColor: '#E87A1E', color: '#1B2A4A', fontWeight: 600, padding: '12px 20px', borderRadius: 6 }}
      >
        Open the portal
      </Button>
    </MailFrame>
  );
}
