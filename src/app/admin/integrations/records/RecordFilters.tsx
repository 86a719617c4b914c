import { CRM_ENTITIES, ENTITY_LABELS, LISTED_STATES, SYNC_STATE_LABELS } from '@/features/crm/domain/sync-records';
import type { RecordsQuery } from '@/features/crm/schema';
import { PAGES } from '@/shared/paths';
import { Button } from '@/ui/Button';
import { FilterChoice, FilterField, filterId } from '@/ui/FilterField';
import { FilterForm } from '@/ui/FilterForm';
import { Input } from '@/ui/Input';

export function RecordFilters({ query }: { query: RecordsQuery }) {
  const { state, entity = '', code = '', record = '' } = query;
  return (
    <FilterForm action={PAGES.admin.crmRecords} label="Filter records" values={{ state, entity, code, record }}>
      <FilterChoice
        name="state"
        label="State"
        value={state}
        options={LISTED_STATES.map((each) => [each, SYNC_STATE_LABELS[each]])}
        className="md:w-40"
      />
      <FilterChoice
        name="entity"
        label="Kind"
        value={entity}
        any="Every kind"
        options={CRM_ENTITIES.map((each) => [each, ENTITY_LABELS[each]])}
      />
      <FilterField name="code" label="Code">
        <Input id={filterId('code')} name="code" defaultValue={code} maxLength={60} placeholder="INVALID_DATA" />
      </FilterField>
      <FilterField name="record" label="Record id" className="md:w-72">
        <Input
          id={filterId('record')}
          type="search"
          name="record"
          defaultValue={record}
          maxLength={36}
          enterKeyHint="search"
        />
      </FilterField>
      <Button type="submit">Filter</Button>
    </FilterForm>
  );
}
