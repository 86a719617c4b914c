import type { Metadata } from 'next';
import { Suspense } from 'react';
import { z } from 'zod';
import { PAGES } from '@/shared/paths';
import { AdminGate } from '../../AdminGate';
import { CardSkeleton } from '../../CardSkeleton';
import { DESK_ACCESS } from '../../sections';
import { Lead } from './Lead';
import { NoSuchLead } from './NoSuchLead';

export const metadata: Metadata = { title: 'Lead' };

export default async function DeskLeadPage({ params }: { params: Promise<{ leadId: string }> }) {
  const { leadId } = await params;
  const known = z.uuid().safeParse(leadId).success;
  return (
    <AdminGate permissions={DESK_ACCESS.leads} here={PAGES.admin.lead(leadId)} title="Lead">
      {known ? (
        <Suspense fallback={<CardSkeleton rows={8} />}>
          <Lead leadId={leadId} />
        </Suspense>
      ) : (
        <NoSuchLead />
      )}
    </AdminGate>
  );
}
