import type { ReactNode } from 'react';
import { CUSTOMER_TYPE_KEYS, CUSTOMER_TYPES, SERVICE_TYPE_KEYS } from '@/features/leads/domain/services';
import { SEARCH_MIN_LENGTH } from '@/features/leads/schema-desk';
import { serviceName } from '@/features/leads/ui/lead-words';
import { LEAD_STATUS_LABELS, LEAD_STATUSES } from '@/shared/lead-status';
import { PAGES } from '@/shared/paths';
import { PROVINCES } from '@/shared/provinces';
import { Button } from '@/ui/Button';
import { FilterForm } from '@/ui/FilterForm';
import { Input } from '@/ui/Input';
import { Label } from '@/ui/Label';
import { NativeSelect } from '@/ui/NativeSelect';
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
      <div className="grid w-full min-w-0 gap-1.5 md:w-72">
        <Label htmlFor="filter-q">Search</Label>
        <Input
          id="filter-q"
          type="search"
          name="q"
          defaultValue={q}
          minLength={SEARCH_MIN_LENGTH}
          maxLength={100}
          enterKeyHint="search"
          placeholder="Name, company, phone, e-mail, address"
        />
      </div>
      <Choice
        name="assigned"
        label="Leads"
        value={assigned}
        options={LEAD_CHOICES.map((each) => [each, LEAD_CHOICE_LABELS[each]])}
      />
      <Choice
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
          <Choice
            name="province"
            label="Province"
            value={province}
            any="Any province"
            options={PROVINCES.map((each) => [each, each])}
          />
          <Choice
            name="service_type"
            label="Service"
            value={service}
            any="Any service"
            options={SERVICE_TYPE_KEYS.map((each) => [each, serviceName(each)])}
          />
          <Choice
            name="customer_type"
            label="Customer"
            value={customer}
            any="Any customer"
            options={CUSTOMER_TYPE_KEYS.map((each) => [each, CUSTOMER_TYPES[each]])}
          />
          <Day name="from" label="Came in from" value={from} />
          <Day name="to" label="Came in until" value={to} />
          <Choice
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

type ChoiceProps = {
  name: string;
  label: string;
  value: string;
  /** What no choice is called; left out where one is always made. */
  any?: string;
  options: readonly (readonly [string, string])[];
};

function Choice({ name, label, value, any, options }: ChoiceProps) {
  return (
    <FilterField id={`filter-${name}`} label={label}>
      <NativeSelect id={`filter-${name}`} name={name} defaultValue={value}>
        {any ? <option value="">{any}</option> : null}
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </NativeSelect>
    </FilterField>
  );
}

function Day({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <FilterField id={`filter-${name}`} label={label}>
      <Input id={`filter-${name}`} name={name} type="date" defaultValue={value} />
    </FilterField>
  );
}

function FilterField({ id, label, children }: { id: string; label: string; children: ReactNode }) {
  return (
    <div className="grid min-w-36 flex-1 gap-1.5 md:w-48 md:flex-none">
      <Label htmlFor={id}>{label}</Label>
      {children}
    </div>
  );
}
