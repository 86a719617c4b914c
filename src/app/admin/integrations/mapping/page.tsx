import { ListTree } from 'lucide-react';
import type { Metadata } from 'next';
import { Suspense } from 'react';
import { readMapping } from '@/features/crm/read-mapping';
import { MappingForm } from '@/features/crm/ui/desk/MappingForm';
import { ReadValuesButton } from '@/features/crm/ui/desk/ReadValuesButton';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PAGES } from '@/shared/paths';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { PageHeader } from '@/ui/PageHeader';
import { RelativeTime } from '@/ui/RelativeTime';
import { AdminGate } from '../../AdminGate';
import { DESK_ACCESS } from '../../sections';
import { CardsSkeleton } from '../CardsSkeleton';
import { IntegrationNav } from '../IntegrationNav';

export const metadata: Metadata = { title: 'Mapping to the CRM' };

/** Which status of the portal is which value in Zoho. */
export default function MappingPage() {
  return (
    <AdminGate permissions={DESK_ACCESS.integrations} here={PAGES.admin.crmMapping} title="Mapping">
      <PageHeader title="Mapping" description="Which status of a lead is which value of Lead_Status in Zoho." />
      <IntegrationNav here={PAGES.admin.crmMapping} />
      <Suspense fallback={<CardsSkeleton label="Loading the mapping" />}>
        <Mapping />
      </Suspense>
    </AdminGate>
  );
}

async function Mapping() {
  const known = await readAsViewer(PAGES.admin.crmMapping, (tx) => readMapping(tx));
  if (known.lead_status_values === null) {
    return (
      <Card>
        <EmptyState
          icon={<ListTree />}
          title="The values of Zoho were not read yet"
          action={<ReadValuesButton variant="primary" />}
        >
          Every organisation has values of its own. A dry run reads them and writes nothing; until then the defaults
          hold.
        </EmptyState>
      </Card>
    );
  }
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3 text-secondary-foreground">
        <p>
          {known.fields_read_at ? (
            <>
              Values read <RelativeTime value={known.fields_read_at} opens="start" />.{' '}
            </>
          ) : null}
          {known.changed_at ? (
            <>
              Mapping changed <RelativeTime value={known.changed_at} opens="start" />
              {known.changed_by ? ` by ${known.changed_by}` : ''}.
            </>
          ) : (
            'Nothing was changed: the defaults hold.'
          )}
        </p>
        <ReadValuesButton />
      </div>
      {/* After a change by somebody else the form begins anew. */}
      <MappingForm key={known.changed_at} known={known} offered={known.lead_status_values} />
    </>
  );
}
