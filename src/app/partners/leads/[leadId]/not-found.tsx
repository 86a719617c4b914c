import { SearchX } from 'lucide-react';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';

/** For a lead that is not, or no longer, among the partner's own. */
export default function LeadNotFound() {
  return (
    <>
      <PageHeader title="Lead not found" />
      <Card>
        <EmptyState
          icon={<SearchX />}
          title="There is no such lead among yours"
          action={<ButtonLink href={PAGES.partner.leads}>Show all leads</ButtonLink>}
        >
          The link may be mistyped, or CircleTel has given the lead to another partner.
        </EmptyState>
      </Card>
    </>
  );
}
