import { KYC_STATUS_LABELS } from '@/features/kyc/domain/completeness';
import { PARTNER_STATUS_LABELS, type PartnerStatus } from '@/features/onboarding/domain/partner-status';
import { Partner } from '@/features/onboarding/schema';
import { PAGES } from '@/shared/paths';
import { Button } from '@/ui/Button';
import { FilterForm } from '@/ui/FilterForm';
import { Input } from '@/ui/Input';
import { Label } from '@/ui/Label';
import { NativeSelect } from '@/ui/NativeSelect';
import { ANY_STATUS } from './status-choice';

type ApplicationFiltersProps = {
  search: string;
  status: string;
  statuses: readonly PartnerStatus[];
  /** Empty for every one. */
  kycStatus: string;
  late: string;
};

const KYC_STATUSES = Partner.shape.kyc_status.options;

export function ApplicationFilters({ search, status, statuses, kycStatus, late }: ApplicationFiltersProps) {
  return (
    <FilterForm
      action={PAGES.admin.partners}
      label="Filter applications"
      values={{ search, status, kyc_status: kycStatus, late }}
    >
      <div className="grid w-full gap-1.5 md:w-72">
        <Label htmlFor="filter-search">Search</Label>
        <Input
          id="filter-search"
          type="search"
          name="search"
          defaultValue={search}
          maxLength={100}
          enterKeyHint="search"
          placeholder="Business, contact, e-mail or number"
        />
      </div>
      <div className="grid min-w-0 flex-1 basis-2/5 gap-1.5 md:w-40 md:flex-none">
        <Label htmlFor="filter-status">Status</Label>
        <NativeSelect id="filter-status" name="status" defaultValue={status}>
          {statuses.map((each) => (
            <option key={each} value={each}>
              {PARTNER_STATUS_LABELS[each]}
            </option>
          ))}
          <option value={ANY_STATUS}>Any status</option>
        </NativeSelect>
      </div>
      <div className="grid min-w-0 flex-1 basis-2/5 gap-1.5 md:w-52 md:flex-none">
        <Label htmlFor="filter-kyc-status">Documents</Label>
        <NativeSelect id="filter-kyc-status" name="kyc_status" defaultValue={kycStatus}>
          <option value="">Any state</option>
          {KYC_STATUSES.map((each) => (
            <option key={each} value={each}>
              {KYC_STATUS_LABELS[each]}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div className="grid min-w-0 flex-1 basis-2/5 gap-1.5 md:w-36 md:flex-none">
        <Label htmlFor="filter-late">Decision</Label>
        <NativeSelect id="filter-late" name="late" defaultValue={late}>
          <option value="">Late or not</option>
          <option value="yes">Late only</option>
        </NativeSelect>
      </div>
      <Button type="submit">Filter</Button>
    </FilterForm>
  );
}
