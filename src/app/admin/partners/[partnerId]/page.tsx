import type { Metadata } from 'next';
import { Suspense } from 'react';
import { z } from 'zod';
import { PAGES } from '@/shared/paths';
import { AdminGate } from '../../AdminGate';
import { DESK_ACCESS } from '../../sections';
import { Application } from './Application';
import { ApplicationSkeleton } from './ApplicationSkeleton';
import { NoSuchPartner } from './NoSuchPartner';

export const metadata: Metadata = { title: 'Application' };

export default async function ApplicationPage({ params }: { params: Promise<{ partnerId: string }> }) {
  const { partnerId } = await params;
  const known = z.uuid().safeParse(partnerId).success;
  return (
    <AdminGate permissions={DESK_ACCESS.applications} here={PAGES.admin.partner(partnerId)} title="Application">
      {known ? (
        <Suspense fallback={<ApplicationSkeleton />}>
          <Application partnerId={partnerId} />
        </Suspense>
      ) : (
        <NoSuchPartner />
      )}
    </AdminGate>
  );
}
