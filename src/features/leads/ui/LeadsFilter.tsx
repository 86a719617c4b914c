import { LEAD_STATUS_LABELS, LEAD_STATUSES } from '@/shared/lead-status';
import { PAGES } from '@/shared/paths';
import { Button } from '@/ui/Button';
import { FilterForm } from '@/ui/FilterForm';
import { Input } from '@/ui/Input';
import { Label } from '@/ui/Label';
import { NativeSelect } from '@/ui/NativeSelect';
import { LEAD_SORTS, LEAD_VIEWS, namesOf } from '../domain/lead-views';
import type { LeadsQuery } from '../schema';
import { LeadsFilterSheet } from './LeadsFilterSheet';

/**
 * The list's search and filters. On phones only the search stands on the page and the filters in a sheet; the form's own
 * are hidden there, and keep what was chosen.
 */
export function LeadsFilter({ query }: { query: LeadsQuery }) {
  const { q = '', status = '', from = '', to = '', sort = '' } = query;
  const view = query.view === 'all' ? undefined : query.view;
  const values = { q, status, from, to, sort, view: view ?? '' };
  const chosen = [status, from || to, sort].filter(Boolean).length;
  return (
    <div className="mb-4 flex items-end gap-2 [&>search]:min-w-0 [&>search]:flex-1">
      <FilterForm action={PAGES.partner.leads} label="Filter leads" values={values} className="mb-0">
        <div className="grid min-w-48 flex-1 gap-1.5">
          <Label htmlFor="lead-search">Search</Label>
          <Input
            id="lead-search"
            type="search"
            name="q"
            defaultValue={q}
            maxLength={100}
            enterKeyHint="search"
            placeholder="Name, company, phone, e-mail or address"
          />
        </div>
        <Choices idPrefix="lead" query={query} className="max-md:hidden" />
        {view ? <input type="hidden" name="view" defaultValue={view} /> : null}
        <Button type="submit" className="max-md:hidden">
          Filter
        </Button>
      </FilterForm>
      <LeadsFilterSheet chosen={chosen}>
        <FilterForm action={PAGES.partner.leads} label="Filter leads" values={values} className="mb-0 grid gap-4">
          <Choices idPrefix="sheet" query={query} />
          {q ? <input type="hidden" name="q" defaultValue={q} /> : null}
          {view ? <input type="hidden" name="view" defaultValue={view} /> : null}
          <Button type="submit" variant="primary" block>
            Show leads
          </Button>
        </FilterForm>
      </LeadsFilterSheet>
    </div>
  );
}

type ChoicesProps = { idPrefix: string; query: LeadsQuery; className?: string };

function Choices({ idPrefix, query, className }: ChoicesProps) {
  const place = `grid min-w-0 gap-1.5 ${className ?? ''}`;
  // The option without a value is the view's own order, which need not stand in the address.
  const ownSort = LEAD_VIEWS[query.view ?? 'all'].sort;
  return (
    <>
      <div className={`${place} md:w-44`}>
        <Label htmlFor={`${idPrefix}-status`}>Status</Label>
        <NativeSelect id={`${idPrefix}-status`} name="status" defaultValue={query.status ?? ''}>
          <option value="">Any status</option>
          {LEAD_STATUSES.map((status) => (
            <option key={status} value={status}>
              {LEAD_STATUS_LABELS[status]}
            </option>
          ))}
        </NativeSelect>
      </div>
      <Day id={`${idPrefix}-from`} name="from" label="Assigned from" value={query.from ?? ''} className={place} />
      <Day id={`${idPrefix}-to`} name="to" label="Assigned to" value={query.to ?? ''} className={place} />
      <div className={`${place} md:w-48`}>
        <Label htmlFor={`${idPrefix}-sort`}>Order</Label>
        <NativeSelect id={`${idPrefix}-sort`} name="sort" defaultValue={query.sort ?? ''}>
          <option value="">{LEAD_SORTS[ownSort].label}</option>
          {namesOf(LEAD_SORTS)
            .filter((sort) => sort === query.sort || sort !== ownSort)
            .map((sort) => (
              <option key={sort} value={sort}>
                {LEAD_SORTS[sort].label}
              </option>
            ))}
        </NativeSelect>
      </div>
    </>
  );
}

type DayProps = { id: string; name: string; label: string; value: string; className: string };

function Day({ id, name, label, value, className }: DayProps) {
  return (
    <div className={`${className} md:w-38`}>
      <Label htmlFor={id}>{label}</Label>
      <Input id={id} type="date" name={name} defaultValue={value} min="2000-01-01" max="2099-12-31" />
    </div>
  );
}
