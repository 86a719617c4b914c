import type { ReactNode } from 'react';
import { Body, Container, Head, Hr, Html, Preview, Text } from 'react-email';

const FONT = 'Inter, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';

/** What surrounds every mail of the portal. */
export function MailFrame({ preview, children }: { preview: string; children: ReactNode }) {
  return (
    <Html lang="en-ZA">
      <Head />
      <Preview>{preview}</Preview>
      <Body style={{ backgroundColor: '#F9FAFB', fontFamily: FONT, color: '#111827', margin: 0, padding: '24px 0' }}>
        <Container
          style={{
            backgroundColor: '#FFFFFF',
            border: '1px solid #E5E7EB',
            borderRadius: 12,
            padding: 32,
            maxWidth: 560,
          }}
        >
          <Text style={{ color: '#1B2A4A', fontWeight: 700, fontSize: 18, marginTop: 0 }}>CircleTel Partners</Text>
          {children}
          <Hr style={{ borderColor: '#E5E7EB', margin: '28px 0 16px' }} />
          <Text style={{ color: '#6B7280', fontSize: 12, marginBottom: 0 }}>
            You get this mail because you applied to sell for CircleTel.
          </Text>
        </Container>
      </Body>
    </Html>
  );
}
