import { SearchX } from 'lucide-react';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';

export function NoSuchLead() {
  return (
    <>
      <PageHeader title="Lead" />
      <Card>
        <EmptyState
          icon={<SearchX />}
          title="There is no such lead"
          action={<ButtonLink href={PAGES.admin.leads}>Back to the leads</ButtonLink>}
        >
          The address may be cut off. Search for the customer by name, telephone number or address.
        </EmptyState>
      </Card>
    </>
  );
}
