import { Heading, Text } from 'react-email';
import { MailFrame } from './MailFrame';

type Props = { contactPerson: string; businessName: string; reason: string };

export function PartnerRejected({ contactPerson, businessName, reason }: Props) {
  return (
    <MailFrame preview={`Your application for ${businessName}`}>
      <Heading as="h1" style={{ fontSize: 22, color: '#1B2A4A' }}>
        Your application was not approved
      </Heading>
      <Text>Hello {contactPerson},</Text>
      <Text>We have looked at the application of {businessName} and cannot approve it. This is why:</Text>
      <Text style={{ borderLeft: '3px solid #E5E7EB', paddingLeft: 12 }}>{reason}</Text>
      <Text>If you think that we got something wrong, please reply to this mail.</Text>
    </MailFrame>
  );
}
