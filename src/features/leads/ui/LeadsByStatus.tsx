import { LEAD_STATUS_LABELS, type LeadStatus } from '@/shared/lead-status';
import { PAGES } from '@/shared/paths';
import { Card, CardHeader } from '@/ui/Card';
import { formatCount } from '@/ui/number-format';
import { RowLink } from '@/ui/Table';
import { leadsHref } from './leads-query';

/** In the order in which a lead goes through them. */
const ORDER: readonly LeadStatus[] = [
  'new',
  'coverage_available',
  'contacted',
  'follow_up_scheduled',
  'interested',
  'converted_to_order',
  'not_interested',
  'lost',
];

/** How many leads stand where; each line leads to the list of them. Statuses without leads are left out. */
export function LeadsByStatus({ counts }: { counts: Record<LeadStatus, number> }) {
  const shown = ORDER.filter((status) => counts[status] > 0);
  if (shown.length === 0) return null;
  const most = Math.max(...shown.map((status) => counts[status]));
  return (
    <Card>
      <CardHeader title="By status" />
      <ul className="py-2">
        {shown.map((status) => (
          <li
            key={status}
            className="relative grid min-h-11 grid-cols-[minmax(0,1fr)_3.5rem_2.5rem] md:grid-cols-[minmax(0,1fr)_5rem_2.5rem] items-center gap-3 px-4 hover:bg-background max-md:pr-9 has-[a:focus-visible]:outline-2 has-[a:focus-visible]:-outline-offset-2 has-[a:focus-visible]:outline-ring md:min-h-9 md:px-5"
          >
            <RowLink href={leadsHref(PAGES.partner.leads, { status })} className="truncate font-normal">
              {LEAD_STATUS_LABELS[status]}
            </RowLink>
            <progress
              aria-hidden
              value={counts[status]}
              max={most}
              className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-navy [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:rounded-full [&::-webkit-progress-value]:bg-navy"
            />
            <span className="figures text-right font-medium">{formatCount(counts[status])}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
