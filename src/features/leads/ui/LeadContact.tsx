import { Mail, MessageCircle, Phone } from 'lucide-react';
import { buttonVariants } from '@/ui/button-variants';
import { cn } from '@/ui/cn';
import { callLink, readablePhone, whatsAppLink } from '../domain/phone-links';
import type { Lead } from '../schema';

/** On phones the three share one line. */
const PHONE = 'max-md:gap-1.5 max-md:px-1.5 max-md:text-sm';

type LeadContactProps = {
  lead: Pick<Lead, 'phone' | 'email'>;
  /** Whether calling is the page's one orange action. */
  isMain: boolean;
};

/** Ways to reach the person, the quickest first. They open the phone's or the computer's own programs. */
export function LeadContact({ lead, isMain }: LeadContactProps) {
  const whatsApp = whatsAppLink(lead.phone);
  return (
    <div className="flex gap-2 max-md:grid max-md:w-[calc(100vw-2rem)] max-md:auto-cols-fr max-md:grid-flow-col">
      <a
        href={callLink(lead.phone)}
        className={cn(buttonVariants({ variant: isMain ? 'primary' : 'secondary' }), PHONE)}
      >
        <Phone aria-hidden />
        <span className="md:sr-only">Call</span>
        <span className="figures max-md:sr-only"> {readablePhone(lead.phone)}</span>
      </a>
      {whatsApp ? (
        <a href={whatsApp} target="_blank" rel="noreferrer" className={cn(buttonVariants(), PHONE)}>
          <MessageCircle aria-hidden />
          WhatsApp
          <span className="sr-only"> (opens in a new tab)</span>
        </a>
      ) : null}
      {lead.email ? (
        <a
          href={`mailto:${encodeURIComponent(lead.email).replace('%40', '@')}`}
          className={cn(buttonVariants(), PHONE)}
        >
          <Mail aria-hidden />
          E-mail
        </a>
      ) : null}
    </div>
  );
}
