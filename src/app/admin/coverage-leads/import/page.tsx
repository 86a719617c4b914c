import type { Metadata } from 'next';
import { Suspense } from 'react';
import { z } from 'zod';
import { ImportQuery } from '@/features/leads/schema-imports';
import { UploadLeads } from '@/features/leads/ui/desk/UploadLeads';
import { PAGES } from '@/shared/paths';
import { Breadcrumbs } from '@/ui/Breadcrumbs';
import { PageHeader } from '@/ui/PageHeader';
import { ListSkeleton } from '@/ui/Skeleton';
import { AdminGate } from '../../AdminGate';
import { readQuery, type SearchParams } from '../../search-query';
import { DESK_ACCESS } from '../../sections';
import { Preview } from './Preview';

export const metadata: Metadata = { title: 'Import leads' };

const Address = ImportQuery.extend({ import: z.uuid().optional() });

/** Leads from a file: choosing it, looking it through, importing it. */
export default async function ImportLeadsPage({ searchParams }: { searchParams: SearchParams }) {
  const { query } = readQuery(Address, await searchParams);
  const { import: importId, ...shown } = query;
  return (
    <AdminGate permissions={DESK_ACCESS.assignLeads} here={PAGES.admin.leadImport} title="Import leads">
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ label: 'Leads', href: PAGES.admin.leads }, { label: 'Import' }]} />}
        title="Import leads"
        description="Every line is looked at first. No lead is made before you say so, and then all at once."
      />
      {importId ? (
        <Suspense key={JSON.stringify(query)} fallback={<ListSkeleton label="Loading the lines" />}>
          <Preview importId={importId} query={shown} />
        </Suspense>
      ) : (
        <UploadLeads />
      )}
    </AdminGate>
  );
}
