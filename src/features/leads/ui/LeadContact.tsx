import { Mail, MessageCircle, Phone } from 'lucide-react';
import { buttonVariants } from '@/ui/button-variants';
import { callLink, readablePhone, whatsAppLink } from '../domain/phone-links';
import type { Lead } from '../schema';

/** Ways to reach the person, the quickest first. They open the phone's or the computer's own programs. */
export function LeadContact({ lead }: { lead: Pick<Lead, 'phone' | 'email'> }) {
  const whatsApp = whatsAppLink(lead.phone);
  return (
    <div className="flex flex-wrap gap-2">
      <a href={callLink(lead.phone)} className={buttonVariants({ variant: 'primary' })}>
        <Phone aria-hidden />
        <span className="sr-only">Call </span>
        <span className="figures">{readablePhone(lead.phone)}</span>
      </a>
      {whatsApp ? (
        <a href={whatsApp} target="_blank" rel="noreferrer" className={buttonVariants()}>
          <MessageCircle aria-hidden />
          WhatsApp
          <span className="sr-only"> (opens in a new tab)</span>
        </a>
      ) : null}
      <a href={`mailto:${encodeURIComponent(lead.email).replace('%40', '@')}`} className={buttonVariants()}>
        <Mail aria-hidden />
        E-mail
      </a>
    </div>
  );
}
