import { readDeskLeadDetail } from '@/features/leads/read-desk-lead';
import { AssignmentHistory } from '@/features/leads/ui/desk/AssignmentHistory';
import { CrmCard } from '@/features/leads/ui/desk/CrmCard';
import { DeskActivities } from '@/features/leads/ui/desk/DeskActivities';
import { FirstResponseCell } from '@/features/leads/ui/desk/FirstResponseCell';
import { LeadFacts } from '@/features/leads/ui/LeadFacts';
import { LeadStatusPill } from '@/features/leads/ui/LeadStatusPill';
import { nameOf, placeOf, wishOf } from '@/features/leads/ui/lead-words';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { isAllowed } from '@/platform/rbac/viewer';
import { PAGES } from '@/shared/paths';
import { Breadcrumbs } from '@/ui/Breadcrumbs';
import { PageHeader } from '@/ui/PageHeader';
import { AssignOne } from './AssignOne';
import { NoSuchLead } from './NoSuchLead';

/** Everything the desk knows of one lead, and whom to give it to. */
export async function Lead({ leadId }: { leadId: string }) {
  const { detail, mayAssign } = await readAsViewer(PAGES.admin.lead(leadId), async (tx, viewer) => ({
    detail: await readDeskLeadDetail(tx, leadId),
    mayAssign: isAllowed(viewer, [P.PARTNERS_ADMIN.ASSIGN_LEADS]),
  }));
  if (!detail) return <NoSuchLead />;
  const { lead, row } = detail;
  return (
    <>
      <PageHeader
        breadcrumbs={<Breadcrumbs items={[{ label: 'Leads', href: PAGES.admin.leads }, { label: nameOf(lead) }]} />}
        title={nameOf(lead)}
        status={
          <>
            <LeadStatusPill status={lead.status} />
            {row.assigned_partner_id ? <FirstResponseCell lead={row} nowMs={Date.now()} /> : null}
          </>
        }
        description={[lead.company_name, placeOf(lead), wishOf(lead)].filter(Boolean).join(' · ')}
        action={mayAssign ? <AssignOne key={row.assigned_partner_id} lead={row} /> : undefined}
      />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <AssignmentHistory detail={detail} />
          <DeskActivities activities={detail.activities} />
        </div>
        <div className="grid min-w-0 grid-cols-1 gap-5">
          <LeadFacts lead={lead} />
          <CrmCard lead={lead} crm={detail.crm} />
        </div>
      </div>
    </>
  );
}
