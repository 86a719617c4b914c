import type { ReactNode } from 'react';
import { Button, Section, Text } from 'react-email';
import { formatDate, formatDateTime } from '@/ui/time-format';
import { COLORS, FONTS, TONES } from './look';

const unbroken = (text: string) => text.replaceAll(' ', '\u00a0');

/** "22 Nov 2026", never torn apart at the end of a line. */
export const day = (value: string): string => unbroken(formatDate(value));

/** "22 Nov 2026, 14:02", never torn apart at the end of a line. */
export const moment = (value: string): string => unbroken(formatDateTime(value));

/** One paragraph. */
export function P({ children }: { children: ReactNode }) {
  return <Text style={{ margin: '0 0 14px', fontSize: 15, lineHeight: '24px', color: COLORS.text }}>{children}</Text>;
}

/** The greeting; `name` has been through typedText(). */
export function Hello({ name }: { name: string }) {
  return <P>Hello {name},</P>;
}

/** The mail's one button, and its address below for programs that show no button. */
export function Action({ href, children }: { href: string; children: string }) {
  return (
    <Section style={{ margin: '22px 0 6px' }}>
      <Button
        href={href}
        style={{
          display: 'inline-block',
          backgroundColor: COLORS.orange,
          color: COLORS.navy,
          fontFamily: FONTS.text,
          fontSize: 15,
          fontWeight: 600,
          lineHeight: '20px',
          padding: '13px 22px',
          borderRadius: 6,
          textDecoration: 'none',
        }}
      >
        {children}
      </Button>
    </Section>
  );
}

/** Words of a person, as they were written, with their line breaks. */
export function Quote({ tone, label, children }: { tone: keyof typeof TONES; label: string; children: string }) {
  return (
    <Section
      style={{
        margin: '4px 0 18px',
        padding: '12px 16px',
        backgroundColor: TONES[tone].ground,
        borderLeft: `3px solid ${TONES[tone].edge}`,
      }}
    >
      <Text style={{ margin: '0 0 4px', fontSize: 12, lineHeight: '18px', fontWeight: 600, color: COLORS.secondary }}>
        {label}
      </Text>
      {children.split(/\r?\n/).map((line, index) => (
        <Text
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text that never changes
          key={index}
          style={{ margin: 0, fontSize: 15, lineHeight: '24px', color: COLORS.text, wordBreak: 'break-word' }}
        >
          {line || '\u00a0'}
        </Text>
      ))}
    </Section>
  );
}

/** Facts by name: what a reader looks up later. */
export function Facts({ items }: { items: readonly { term: string; value: string }[] }) {
  return (
    <Section style={{ margin: '4px 0 18px', borderTop: `1px solid ${COLORS.line}` }}>
      {items.map(({ term, value }) => (
        <Section key={term} style={{ borderBottom: `1px solid ${COLORS.line}`, padding: '9px 0' }}>
          <Text style={{ margin: 0, fontSize: 12, lineHeight: '18px', color: COLORS.muted }}>{term}</Text>
          <Text style={{ margin: 0, fontSize: 15, lineHeight: '22px', fontWeight: 600, wordBreak: 'break-word' }}>
            {value}
          </Text>
        </Section>
      ))}
    </Section>
  );
}

/** What happens next, in order. */
export function Steps({ items }: { items: readonly ReactNode[] }) {
  return (
    <Section style={{ margin: '0 0 8px' }}>
      <ol style={{ margin: 0, paddingLeft: 22, fontSize: 15, lineHeight: '24px', color: COLORS.text }}>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps of one text that never changes
          <li key={index} style={{ marginBottom: 8 }}>
            {item}
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Why an applicant or partner gets a mail. */
export const BECAUSE_APPLIED =
  'You get this mail because this address was given for a business that wants to sell for CircleTel. If you know nothing of it, please answer this mail.';

/** Why somebody with an account gets a mail. */
export const BECAUSE_ACCOUNT = 'You get this mail because you have an account at the CircleTel partner portal.';
