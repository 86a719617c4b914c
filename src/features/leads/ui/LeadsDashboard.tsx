import { FilterX, Users } from 'lucide-react';
import { LEAD_STATUS_LABELS } from '@/shared/lead-status';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { formatCount } from '@/ui/number-format';
import { PageHeader } from '@/ui/PageHeader';
import type { LeadsPage, LeadsQuery } from '../schema';
import { LeadsFilter } from './LeadsFilter';
import { LeadsTable } from './LeadsTable';
import { leadsHref } from './leads-query';

type LeadsDashboardProps = {
  query: LeadsQuery;
  page: LeadsPage;
  /** When the page was read, a Unix time. */
  nowMs: number;
};

/** The partner's list of leads with its filter and the ways to more of them. */
export function LeadsDashboard({ query, page, nowMs }: LeadsDashboardProps) {
  return (
    <>
      <PageHeader title="Leads" description={summaryOf(query, page)} action={<LeadsFilter status={query.status} />} />
      <section aria-label="List of leads" className="leads-table">
        {page.leads.length > 0 ? <LeadsTable leads={page.leads} nowMs={nowMs} /> : <NoLeads query={query} />}
      </section>
      <LeadsPager query={query} page={page} />
    </>
  );
}

function summaryOf({ status }: LeadsQuery, { pagination: { total, totalIsExact } }: LeadsPage): string {
  if (total === 0 && !status) return 'None so far';
  const count = `${totalIsExact ? '' : 'More than '}${formatCount(total)} ${total === 1 ? 'lead' : 'leads'}`;
  return status ? `${count} with the status “${LEAD_STATUS_LABELS[status]}”` : `${count}, the newest first`;
}

function NoLeads({ query: { status, cursor } }: { query: LeadsQuery }) {
  if (status || cursor) {
    return (
      <Card>
        <EmptyState
          icon={<FilterX />}
          title={status && !cursor ? `No leads are “${LEAD_STATUS_LABELS[status]}”` : 'No more leads'}
          action={<ButtonLink href={PAGES.partner.leads}>Show all leads</ButtonLink>}
        >
          {cursor ? 'This is the end of the list.' : 'Choose another status, or look at all of them.'}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState icon={<Users />} title="No leads yet">
        Leads that CircleTel gives you stand here, with the time until which you promised a first answer. We write to
        you when the first one comes.
      </EmptyState>
    </Card>
  );
}

/** On by key, back by the browser: pages have no numbers, so the only other way is to the first. */
function LeadsPager({ query: { status, cursor }, page }: { query: LeadsQuery; page: LeadsPage }) {
  const { nextCursor } = page.pagination;
  if (!cursor && !nextCursor) return null;
  return (
    <nav aria-label="Pages of leads" className="mt-4 flex justify-end gap-2">
      {cursor ? (
        <ButtonLink size="sm" href={leadsHref(PAGES.partner.leads, { status })}>
          First page
        </ButtonLink>
      ) : null}
      {nextCursor ? (
        <ButtonLink size="sm" rel="next" href={leadsHref(PAGES.partner.leads, { status, cursor: nextCursor })}>
          Next
        </ButtonLink>
      ) : null}
    </nav>
  );
}
