'use client';
import Form from 'next/form';
import { useFormStatus } from 'react-dom';
import { LEAD_STATUS_LABELS, LEAD_STATUSES, type LeadStatus } from '@/shared/lead-status';
import { PAGES } from '@/shared/paths';
import { Button } from '@/ui/Button';
import { NativeSelect } from '@/ui/NativeSelect';

/** Chooses a status. A plain GET form underneath: it works before the page's script runs, and the choice is in the URL. */
export function LeadsFilter({ status }: { status: LeadStatus | undefined }) {
  return (
    // The key empties what was chosen but not applied when the list is left through another link.
    <Form
      key={status ?? 'all'}
      action={PAGES.partner.leads}
      className="flex items-center gap-2"
      aria-label="Filter leads"
    >
      <label htmlFor="lead-status" className="sr-only">
        Status
      </label>
      <NativeSelect id="lead-status" name="status" defaultValue={status ?? ''} className="min-w-44">
        <option value="">All statuses</option>
        {LEAD_STATUSES.map((value) => (
          <option key={value} value={value}>
            {LEAD_STATUS_LABELS[value]}
          </option>
        ))}
      </NativeSelect>
      <FilterButton />
    </Form>
  );
}

function FilterButton() {
  const { pending } = useFormStatus();
  return (
    <Button type="submit" loading={pending}>
      Filter
    </Button>
  );
}
