import { LEAD_STATUS_LABELS, LEAD_STATUSES } from '@/shared/lead-status';
import { PAGES } from '@/shared/paths';
import { Button } from '@/ui/Button';
import { cn } from '@/ui/cn';
import { FilterForm } from '@/ui/FilterForm';
import { Label } from '@/ui/Label';
import { NativeSelect } from '@/ui/NativeSelect';
import { LEAD_CHOICE_LABELS, LEAD_CHOICES, type LeadChoice } from './lead-choice';

export function LeadFilters({ choice, status }: { choice: LeadChoice; status: string }) {
  return (
    <FilterForm action={PAGES.admin.leads} label="Filter leads" values={{ assigned: choice, status }}>
      <div className={cn('grid min-w-0 gap-1.5 md:w-60 md:flex-none', choice === 'late' ? 'flex-1' : 'w-full')}>
        <Label htmlFor="filter-assigned">Leads</Label>
        <NativeSelect id="filter-assigned" name="assigned" defaultValue={choice}>
          {LEAD_CHOICES.map((each) => (
            <option key={each} value={each}>
              {LEAD_CHOICE_LABELS[each]}
            </option>
          ))}
        </NativeSelect>
      </div>
      {choice === 'late' ? null : (
        <div className="grid min-w-0 flex-1 gap-1.5 md:w-52 md:flex-none">
          <Label htmlFor="filter-status">Status</Label>
          <NativeSelect id="filter-status" name="status" defaultValue={status}>
            <option value="">Any status</option>
            {LEAD_STATUSES.map((each) => (
              <option key={each} value={each}>
                {LEAD_STATUS_LABELS[each]}
              </option>
            ))}
          </NativeSelect>
        </div>
      )}
      <Button type="submit">Filter</Button>
    </FilterForm>
  );
}
