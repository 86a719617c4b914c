import { DIFFERENCE_KINDS, DIFFERENCE_LABELS } from '@/features/crm/domain/difference-words';
import { PAGES } from '@/shared/paths';
import { Button } from '@/ui/Button';
import { FilterChoice } from '@/ui/FilterField';
import { FilterForm } from '@/ui/FilterForm';

export function DifferenceFilters({ kind }: { kind: string }) {
  return (
    <FilterForm action={PAGES.admin.crmDifferences} label="Filter differences" values={{ kind }}>
      <FilterChoice
        name="kind"
        label="Kind"
        value={kind}
        any="Every kind"
        options={DIFFERENCE_KINDS.map((each) => [each, DIFFERENCE_LABELS[each]])}
        className="md:w-60"
      />
      <Button type="submit">Filter</Button>
    </FilterForm>
  );
}
