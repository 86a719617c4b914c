import type { ReactNode } from 'react';
import { Card, CardContent, CardHeader } from '@/ui/Card';
import { RelativeTime } from '@/ui/RelativeTime';
import { formatDateTime } from '@/ui/time-format';
import { readablePhone } from '../domain/phone-links';
import { CONTACT_CHANNELS, CUSTOMER_TYPES } from '../domain/services';
import type { Lead } from '../schema';
import { wishOf } from './lead-words';

const CHANNELS: Readonly<Record<string, string>> = CONTACT_CHANNELS;

/** CircleTel's own words for where a customer is. */
const LOCATIONS: Readonly<Record<string, string>> = {
  freestanding_home: 'House',
  complex: 'Complex',
  business_office: 'Office',
  school_campus: 'School or campus',
  estate: 'Estate',
  apartment: 'Flat',
};

/** What is known about the person and the wish. */
export function LeadFacts({ lead }: { lead: Lead }) {
  const facts: [string, ReactNode][] = [
    ['Wants', wishOf(lead)],
    ['Budget', lead.budget_range],
    ['Customer', CUSTOMER_TYPES[lead.customer_type]],
    ['Coverage', coverageOf(lead)],
    ['Place', lead.location_type && (LOCATIONS[lead.location_type] ?? lead.location_type)],
    ['Address', addressOf(lead)],
    ['Phone', readablePhone(lead.phone)],
    ['E-mail', lead.email && <Breakable key="email" text={lead.email} />],
    ['Prefers', lead.contact_preference && (CHANNELS[lead.contact_preference] ?? lead.contact_preference)],
    ['Best time', lead.best_contact_time],
    ['Follow up', lead.next_follow_up_at && formatDateTime(lead.next_follow_up_at)],
    ...lead.requirements.map(({ label, value }): [string, ReactNode] => [label, value]),
    ['Came in', <RelativeTime key="came" value={lead.created_at} opens="start" />],
  ];
  return (
    <Card>
      <CardHeader title="Details" />
      <CardContent className="pt-3">
        <dl className="grid grid-cols-[minmax(5.5rem,auto)_minmax(0,1fr)] gap-x-3 gap-y-2">
          {facts.map(([term, value]) =>
            value ? (
              <div key={term} className="contents">
                <dt className="text-[0.8125rem] text-muted-foreground">{term}</dt>
                <dd className="min-w-0 break-words whitespace-pre-line">{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
        {lead.partner_notes ? (
          <p className="mt-3 border-t border-border pt-3 break-words whitespace-pre-line">{lead.partner_notes}</p>
        ) : null}
      </CardContent>
    </Card>
  );
}

/** An address that breaks, if it must, where a reader would break it. */
function Breakable({ text }: { text: string }) {
  const at = text.lastIndexOf('@');
  return (
    <>
      {text.slice(0, at)}
      <wbr />
      {text.slice(at)}
    </>
  );
}

function coverageOf({ coverage_available: available, coverage_check_status: check }: Lead): string {
  if (available === true) return 'Available at this address';
  if (available === false) return 'Not available at this address';
  return check === 'failed' ? 'Could not be checked' : 'Being checked by CircleTel';
}

function addressOf({ address, suburb, city, province, postal_code: postalCode }: Lead): string {
  // Many addresses hold the suburb and the city already; twice would only be harder to read.
  const rest = [suburb, city, province, postalCode].filter((part) => part && !address.includes(part));
  return [address, rest.join(', ')].filter(Boolean).join('\n');
}
