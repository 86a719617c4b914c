import { CUSTOMER_TYPE_KEYS, CUSTOMER_TYPES, SERVICE_TYPE_KEYS } from '@/features/leads/domain/services';
import { SEARCH_MIN_LENGTH } from '@/features/leads/schema-desk';
import { serviceName } from '@/features/leads/ui/lead-words';
import { LEAD_STATUS_LABELS, LEAD_STATUSES } from '@/shared/lead-status';
import { PAGES } from '@/shared/paths';
import { PROVINCES } from '@/shared/provinces';
import { Button } from '@/ui/Button';
import { FilterChoice, FilterField, FilterSearch, filterId } from '@/ui/FilterField';
import { FilterForm } from '@/ui/FilterForm';
import { Input } from '@/ui/Input';
import { choiceOf, LEAD_CHOICE_LABELS, LEAD_CHOICES, type LeadsAddress } from './lead-choice';

/** The filters of the list: what is asked most stands open, the rest behind one word. */
export function LeadFilters({ address }: { address: LeadsAddress }) {
  const { q = '', status = '', province = '', service_type: service = '', customer_type: customer = '' } = address;
  const { from = '', to = '', sort = '', partner } = address;
  const assigned = choiceOf(address);
  const values = { q, assigned, status, province, service_type: service, customer_type: customer, from, to, sort };
  const isNarrow = [province, service, customer, from, to, sort].some((value) => value !== '');
  return (
    <FilterForm action={PAGES.admin.leads} label="Filter leads" values={values}>
      {partner ? <input type="hidden" name="partner" value={partner} /> : null}
      <FilterSearch name="q" value={q} minLength={SEARCH_MIN_LENGTH} placeholder="Name, phone, e-mail, address" />
      <FilterChoice
        name="assigned"
        label="Leads"
        value={assigned}
        options={LEAD_CHOICES.map((each) => [each, LEAD_CHOICE_LABELS[each]])}
      />
      <FilterChoice
        name="status"
        label="Status"
        value={status}
        any="Any status"
        options={LEAD_STATUSES.map((each) => [each, LEAD_STATUS_LABELS[each]])}
      />
      <Button type="submit">Filter</Button>
      <details open={isNarrow} className="group w-full">
        <summary className="inline-flex min-h-11 cursor-pointer items-center font-medium text-link underline decoration-link/35 underline-offset-4 md:min-h-6">
          More filters
        </summary>
        <div className="mt-3 flex flex-wrap items-end gap-3">
          <FilterChoice
            name="province"
            label="Province"
            value={province}
            any="Any province"
            options={PROVINCES.map((each) => [each, each])}
          />
          <FilterChoice
            name="service_type"
            label="Service"
            value={service}
            any="Any service"
            options={SERVICE_TYPE_KEYS.map((each) => [each, serviceName(each)])}
          />
          <FilterChoice
            name="customer_type"
            label="Customer"
            value={customer}
            any="Any customer"
            options={CUSTOMER_TYPE_KEYS.map((each) => [each, CUSTOMER_TYPES[each]])}
          />
          <Day name="from" label="Came in from" value={from} />
          <Day name="to" label="Came in until" value={to} />
          <FilterChoice
            name="sort"
            label="Order"
            value={sort}
            any="As fits the list"
            options={[
              ['newest', 'Newest first'],
              ['oldest', 'Oldest first'],
            ]}
          />
        </div>
      </details>
    </FilterForm>
  );
}

function Day({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <FilterField name={name} label={label}>
      <Input id={filterId(name)} name={name} type="date" defaultValue={value} />
    </FilterField>
  );
}
