import { SearchX } from 'lucide-react';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';

export function NoSuchRecord() {
  return (
    <>
      <PageHeader title="Record" />
      <Card>
        <EmptyState
          icon={<SearchX />}
          title="This record was never marked for the CRM"
          action={<ButtonLink href={PAGES.admin.crmRecords}>Back to the records</ButtonLink>}
        >
          The address may be cut off. A record is marked when it first changes in the portal.
        </EmptyState>
      </Card>
    </>
  );
}
