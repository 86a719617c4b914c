'use client';
import { Card } from '@/ui/Card';
import { ErrorState } from '@/ui/ErrorState';
import { PageHeader } from '@/ui/PageHeader';
import { digestOf } from '../../digest';

export default function LeadsFailed({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <>
      <PageHeader title="Leads" />
      <Card>
        <ErrorState title="Your leads could not be loaded" onRetry={retry} reference={digestOf(error)}>
          Nothing was lost: they are only not shown. Try again in a moment.
        </ErrorState>
      </Card>
    </>
  );
}
