import { DIFFERENCE_KINDS, DIFFERENCE_LABELS } from '@/features/crm/domain/difference-words';
import { PAGES } from '@/shared/paths';
import { Button } from '@/ui/Button';
import { FilterForm } from '@/ui/FilterForm';
import { Label } from '@/ui/Label';
import { NativeSelect } from '@/ui/NativeSelect';

export function DifferenceFilters({ kind }: { kind: string }) {
  return (
    <FilterForm action={PAGES.admin.crmDifferences} label="Filter differences" values={{ kind }}>
      <div className="grid min-w-0 flex-1 gap-1.5 md:w-60 md:flex-none">
        <Label htmlFor="filter-kind">Kind</Label>
        <NativeSelect id="filter-kind" name="kind" defaultValue={kind}>
          <option value="">Every kind</option>
          {DIFFERENCE_KINDS.map((each) => (
            <option key={each} value={each}>
              {DIFFERENCE_LABELS[each]}
            </option>
          ))}
        </NativeSelect>
      </div>
      <Button type="submit">Filter</Button>
    </FilterForm>
  );
}
