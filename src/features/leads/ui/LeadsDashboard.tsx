import { LEAD_STATUS_LABELS } from '@/shared/lead-status';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { formatCount } from '@/ui/number-format';
import { PageHeader } from '@/ui/PageHeader';
import { LEAD_SORTS, sortOf } from '../domain/lead-views';
import type { LeadsPage, LeadsQuery } from '../schema';
import type { SavedView } from '../schema-views';
import { LeadsEmpty } from './LeadsEmpty';
import { LeadsExport } from './LeadsExport';
import { LeadsFilter } from './LeadsFilter';
import { LeadsSaveView } from './LeadsSaveView';
import { LeadsTable } from './LeadsTable';
import { LeadsViews } from './LeadsViews';
import { leadsHref, leadsSearch } from './leads-query';

type LeadsDashboardProps = {
  query: LeadsQuery;
  page: LeadsPage;
  saved: readonly SavedView[];
  /** When the page was read, a Unix time. */
  nowMs: number;
};

/** The partner's list of leads with its views and filters and the ways to more of them. */
export function LeadsDashboard({ query, page, saved, nowMs }: LeadsDashboardProps) {
  const { page: _page, limit: _limit, cursor: _cursor, ...filters } = query;
  const current = leadsSearch(filters);
  return (
    <>
      <PageHeader
        title="Leads"
        description={summaryOf(query, page)}
        action={
          <ButtonLink variant="primary" href={PAGES.partner.registerLead}>
            Register a lead
          </ButtonLink>
        }
      />
      <LeadsFilter query={query} />
      <div className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <LeadsViews saved={saved} current={current} view={query.view ?? 'all'} />
        <div className="flex gap-1 max-md:-mx-3">
          <LeadsSaveView current={current} own={saved.find((view) => view.query === current)} />
          <LeadsExport filters={filters} />
        </div>
      </div>
      <section aria-label="List of leads" className="leads-table">
        {page.leads.length > 0 ? <LeadsTable leads={page.leads} nowMs={nowMs} /> : <LeadsEmpty query={query} />}
      </section>
      <LeadsPager query={query} page={page} />
    </>
  );
}

function summaryOf(query: LeadsQuery, { pagination: { total, totalIsExact } }: LeadsPage): string {
  const count = `${totalIsExact ? '' : 'More than '}${formatCount(total)} ${total === 1 ? 'lead' : 'leads'}`;
  if (total === 0) return 'None here';
  const status = query.status ? ` with the status “${LEAD_STATUS_LABELS[query.status]}”` : '';
  return `${count}${status}, ${LEAD_SORTS[sortOf(query)].label.toLowerCase()}`;
}

/** On by key, back by the browser: pages have no numbers, so the only other way is to the first. */
function LeadsPager({ query: { cursor, ...query }, page }: { query: LeadsQuery; page: LeadsPage }) {
  const { nextCursor } = page.pagination;
  if (!cursor && !nextCursor) return null;
  return (
    <nav aria-label="Pages of leads" className="mt-4 flex justify-end gap-2">
      {cursor ? (
        <ButtonLink size="sm" href={leadsHref(PAGES.partner.leads, choicesOf(query))}>
          First page
        </ButtonLink>
      ) : null}
      {nextCursor ? (
        <ButtonLink
          size="sm"
          rel="next"
          href={leadsHref(PAGES.partner.leads, { ...choicesOf(query), cursor: nextCursor })}
        >
          Next
        </ButtonLink>
      ) : null}
    </nav>
  );
}

function choicesOf({ page: _page, limit: _limit, ...choices }: LeadsQuery) {
  return choices;
}
