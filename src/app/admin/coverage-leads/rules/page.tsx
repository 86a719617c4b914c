import type { Metadata } from 'next';
import { Suspense } from 'react';
import { ESCALATE_AFTER } from '@/features/leads/domain/distribution';
import { TryRules } from '@/features/leads/ui/desk/TryRules';
import { PAGES } from '@/shared/paths';
import { Breadcrumbs } from '@/ui/Breadcrumbs';
import { PageHeader } from '@/ui/PageHeader';
import { AdminGate } from '../../AdminGate';
import { CardSkeleton } from '../../CardSkeleton';
import { DESK_ACCESS } from '../../sections';
import { AddRule } from './AddRule';
import { Rules } from './Rules';

export const metadata: Metadata = { title: 'Rules' };

/** By which rules leads are given to partners. */
export default function LeadRulesPage() {
  return (
    <AdminGate permissions={DESK_ACCESS.assignLeads} here={PAGES.admin.leadRules} title="Rules">
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ label: 'Leads', href: PAGES.admin.leads }, { label: 'Rules' }]} />}
        title="Rules"
        description={`The first rule that fits a new lead gives it to the partner whose turn it is. After ${ESCALATE_AFTER} partners who did not take it, people decide.`}
        action={<AddRule />}
      />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Suspense fallback={<CardSkeleton rows={4} />}>
          <Rules />
        </Suspense>
        <TryRules />
      </div>
    </AdminGate>
  );
}
