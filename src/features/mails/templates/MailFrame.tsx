import type { ReactNode } from 'react';
import { Body, Container, Head, Heading, Html, Preview, Section, Text } from 'react-email';
import { COLORS, FONTS } from './look';

type MailFrameProps = {
  /** What an inbox shows behind the subject. */
  preview: string;
  title: string;
  /** Why the reader gets this mail, and what to do when it is not meant for them. */
  reason: ReactNode;
  children: ReactNode;
};

// A phone has no room for the frame's margins. Programs that drop the style element show the wider ones.
const cell = (name: string, padding: string) => `.${name} > tbody > tr > td { padding: ${padding} !important }`;
const PHONE = `@media (max-width: 480px) {
  ${cell('mail-page', '0')} ${cell('mail-band', '14px 20px')} ${cell('mail-card', '24px 20px')}
}`;

/** What surrounds every mail of the portal. No pictures: many mail programs do not load them. */
export function MailFrame({ preview, title, reason, children }: MailFrameProps) {
  return (
    <Html lang="en-ZA">
      <Head>
        <meta name="color-scheme" content="light" />
        <meta name="supported-color-schemes" content="light" />
        <style>{PHONE}</style>
      </Head>
      <Body style={{ backgroundColor: COLORS.page, fontFamily: FONTS.text, color: COLORS.text, margin: 0 }}>
        <Preview>{preview}</Preview>
        <Section className="mail-page" style={{ padding: '32px 12px' }}>
          <Container style={{ maxWidth: 560, width: '100%' }}>
            <Section
              className="mail-band"
              style={{
                backgroundColor: COLORS.navy,
                borderTop: `4px solid ${COLORS.orange}`,
                padding: '16px 32px',
              }}
            >
              <Text style={{ margin: 0, color: '#FFFFFF', fontFamily: FONTS.heading, fontSize: 17, fontWeight: 700 }}>
                CircleTel <span style={{ color: COLORS.navySoft, fontWeight: 500 }}>Partners</span>
              </Text>
            </Section>
            <Section
              className="mail-card"
              style={{ backgroundColor: '#FFFFFF', border: `1px solid ${COLORS.line}`, borderTop: 0, padding: 32 }}
            >
              <Heading
                as="h1"
                style={{
                  margin: '0 0 16px',
                  color: COLORS.navy,
                  fontFamily: FONTS.heading,
                  fontSize: 22,
                  lineHeight: '30px',
                  fontWeight: 700,
                }}
              >
                {title}
              </Heading>
              {children}
            </Section>
            <Section style={{ padding: '16px 20px 24px' }}>
              <Text style={{ margin: 0, color: COLORS.muted, fontSize: 12, lineHeight: '18px' }}>{reason}</Text>
            </Section>
          </Container>
        </Section>
      </Body>
    </Html>
  );
}
