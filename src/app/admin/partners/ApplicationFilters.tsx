import { KYC_STATUS_LABELS } from '@/features/kyc/domain/completeness';
import { ENTITY_TYPE_LABELS, ENTITY_TYPES } from '@/features/onboarding/domain/entity-types';
import { PARTNER_STATUS_LABELS, PARTNER_STATUSES } from '@/features/onboarding/domain/partner-status';
import { type ApplicationsQuery, Partner } from '@/features/onboarding/schema';
import { PAGES } from '@/shared/paths';
import { Button } from '@/ui/Button';
import { FilterChoice, FilterSearch } from '@/ui/FilterField';
import { FilterForm } from '@/ui/FilterForm';
import { ANY_STATUS } from './status-choice';

const KYC_STATUSES = Partner.shape.kyc_status.options;

/** The filters of the queue. `status` is a status, or the word for any. */
export function ApplicationFilters({ query, status }: { query: ApplicationsQuery; status: string }) {
  const { search = '', kyc_status = '', entity_type = '', late = '' } = query;
  return (
    <FilterForm
      action={PAGES.admin.partners}
      label="Filter applications"
      values={{ search, status, kyc_status, entity_type, late }}
    >
      <FilterSearch name="search" value={search} placeholder="Business, contact, e-mail or number" />
      <FilterChoice
        name="status"
        label="Status"
        value={status}
        options={[
          ...PARTNER_STATUSES.map((each) => [each, PARTNER_STATUS_LABELS[each]] as const),
          [ANY_STATUS, 'Any status'],
        ]}
        className="md:w-40"
      />
      <FilterChoice
        name="kyc_status"
        label="Documents"
        value={kyc_status}
        any="Any state"
        options={KYC_STATUSES.map((each) => [each, KYC_STATUS_LABELS[each]])}
      />
      <FilterChoice
        name="entity_type"
        label="Kind of business"
        value={entity_type}
        any="Any kind"
        options={ENTITY_TYPES.map((each) => [each, ENTITY_TYPE_LABELS[each]])}
      />
      <FilterChoice
        name="late"
        label="Decision"
        value={late}
        any="Late or not"
        options={[['yes', 'Late only']]}
        className="md:w-36"
      />
      <Button type="submit">Filter</Button>
    </FilterForm>
  );
}
