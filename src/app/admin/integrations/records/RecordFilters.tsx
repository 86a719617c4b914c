import { CRM_ENTITIES, ENTITY_LABELS, LISTED_STATES, SYNC_STATE_LABELS } from '@/features/crm/domain/sync-records';
import type { RecordsQuery } from '@/features/crm/schema';
import { PAGES } from '@/shared/paths';
import { Button } from '@/ui/Button';
import { FilterForm } from '@/ui/FilterForm';
import { Input } from '@/ui/Input';
import { Label } from '@/ui/Label';
import { NativeSelect } from '@/ui/NativeSelect';

export function RecordFilters({ query }: { query: RecordsQuery }) {
  const { state, entity = '', code = '', record = '' } = query;
  return (
    <FilterForm action={PAGES.admin.crmRecords} label="Filter records" values={{ state, entity, code, record }}>
      <div className="grid min-w-0 flex-1 gap-1.5 md:w-40 md:flex-none">
        <Label htmlFor="filter-state">State</Label>
        <NativeSelect id="filter-state" name="state" defaultValue={state}>
          {LISTED_STATES.map((each) => (
            <option key={each} value={each}>
              {SYNC_STATE_LABELS[each]}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div className="grid min-w-0 flex-1 gap-1.5 md:w-48 md:flex-none">
        <Label htmlFor="filter-entity">Kind</Label>
        <NativeSelect id="filter-entity" name="entity" defaultValue={entity}>
          <option value="">Every kind</option>
          {CRM_ENTITIES.map((each) => (
            <option key={each} value={each}>
              {ENTITY_LABELS[each]}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div className="grid min-w-36 flex-1 gap-1.5 md:w-48 md:flex-none">
        <Label htmlFor="filter-code">Code</Label>
        <Input id="filter-code" name="code" defaultValue={code} maxLength={60} placeholder="INVALID_DATA" />
      </div>
      <div className="grid min-w-36 flex-1 gap-1.5 md:w-72 md:flex-none">
        <Label htmlFor="filter-record">Record id</Label>
        <Input
          id="filter-record"
          type="search"
          name="record"
          defaultValue={record}
          maxLength={36}
          enterKeyHint="search"
        />
      </div>
      <Button type="submit">Filter</Button>
    </FilterForm>
  );
}
