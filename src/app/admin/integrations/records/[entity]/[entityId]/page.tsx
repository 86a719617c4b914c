import type { Metadata } from 'next';
import { Suspense } from 'react';
import { RecordParam } from '@/features/crm/schema';
import { PAGES } from '@/shared/paths';
import { AdminGate } from '../../../../AdminGate';
import { DESK_ACCESS } from '../../../../sections';
import { CardsSkeleton } from '../../../CardsSkeleton';
import { NoSuchRecord } from './NoSuchRecord';
import { OneRecord } from './OneRecord';

export const metadata: Metadata = { title: 'Record in the CRM' };

type RecordPageProps = { params: Promise<{ entity: string; entityId: string }> };

export default async function RecordPage({ params }: RecordPageProps) {
  const given = await params;
  const known = RecordParam.safeParse(given);
  const here = PAGES.admin.crmRecord(given.entity, given.entityId);
  return (
    <AdminGate permissions={DESK_ACCESS.integrations} here={here} title="Record">
      {known.success ? (
        <Suspense fallback={<CardsSkeleton label="Loading the record" />}>
          <OneRecord entity={known.data.entity} entityId={known.data.entityId} />
        </Suspense>
      ) : (
        <NoSuchRecord />
      )}
    </AdminGate>
  );
}
