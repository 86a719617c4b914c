import { SearchX } from 'lucide-react';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';

export function NoSuchPartner() {
  return (
    <>
      <PageHeader title="Application" />
      <Card>
        <EmptyState
          icon={<SearchX />}
          title="There is no such application"
          action={<ButtonLink href={PAGES.admin.partners}>Back to the applications</ButtonLink>}
        >
          The address may be cut off. Applications are never deleted, so search for the business by its name.
        </EmptyState>
      </Card>
    </>
  );
}
