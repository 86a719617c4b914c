import type { Metadata } from 'next';
import { Suspense } from 'react';
import { z } from 'zod';
import { PAGES } from '@/shared/paths';
import { ListSkeleton } from '@/ui/Skeleton';
import { AdminGate } from '../../AdminGate';
import type { SearchParams } from '../../search-query';
import { DESK_ACCESS } from '../../sections';
import { DocumentDesk } from './DocumentDesk';

export const metadata: Metadata = { title: 'Documents' };

/** One document after another: the one in the address, or the one that has waited longest. */
export default async function DocumentsPage({ searchParams }: { searchParams: SearchParams }) {
  const { document } = await searchParams;
  const documentId = z.uuid().safeParse(document).data ?? null;
  return (
    <AdminGate permissions={DESK_ACCESS.documents} here={PAGES.admin.documents} title="Documents">
      <Suspense key={documentId} fallback={<ListSkeleton label="Loading the document" />}>
        <DocumentDesk documentId={documentId} />
      </Suspense>
    </AdminGate>
  );
}
