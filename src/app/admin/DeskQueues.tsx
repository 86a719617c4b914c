import { CircleCheck } from 'lucide-react';
import { listDeskLeads, listLateLeads } from '@/features/leads/read-desk';
import { listApplications } from '@/features/onboarding/read';
import { countLateApplications } from '@/features/onboarding/read-desk';
import { readAsViewer } from '@/platform/auth/page-viewer';
import type { Tx } from '@/platform/db/transaction';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { isAllowed, type Viewer } from '@/platform/rbac/viewer';
import { PAGES } from '@/shared/paths';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { LoadingRegion } from '@/ui/Skeleton';
import { ApplicationsQueue } from './ApplicationsQueue';
import { CardSkeleton } from './CardSkeleton';
import { LateLeadsQueue, UnassignedLeadsQueue } from './LeadQueues';
import { DESK_ACCESS } from './sections';

/** How many rows of each queue the desk shows; the queue itself has the others. */
const SHOWN = 5;

async function readApplications(tx: Tx, viewer: Viewer) {
  const waiting = await listApplications(tx, { status: 'under_review', page: 1, limit: SHOWN });
  return { waiting, late: await countLateApplications(tx), documents: isAllowed(viewer, [P.KYC.VIEW]) };
}

async function readLeads(tx: Tx) {
  const unassigned = await listDeskLeads(tx, { assigned: 'no', page: 1, limit: SHOWN });
  return { unassigned, late: await listLateLeads(tx, { page: 1, limit: SHOWN }) };
}

/** The queues that the viewer's role works, each with its oldest rows. */
export async function DeskQueues() {
  const { applications, leads } = await readAsViewer(PAGES.admin.desk, async (tx, viewer) => ({
    applications: isAllowed(viewer, DESK_ACCESS.applications) ? await readApplications(tx, viewer) : null,
    leads: isAllowed(viewer, DESK_ACCESS.leads) ? await readLeads(tx) : null,
  }));
  if (!applications && !leads) {
    return (
      <Card>
        <EmptyState icon={<CircleCheck />} title="Nothing waits for your role">
          Applications and leads are worked by other roles. What your role works will stand here.
        </EmptyState>
      </Card>
    );
  }
  const nowMs = Date.now();
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
      <div className="grid grid-cols-1 gap-5">
        {applications ? <ApplicationsQueue {...applications} nowMs={nowMs} /> : null}
        {leads ? <LateLeadsQueue found={leads.late} nowMs={nowMs} /> : null}
      </div>
      {leads ? <UnassignedLeadsQueue found={leads.unassigned} nowMs={nowMs} /> : null}
    </div>
  );
}

export function DeskSkeleton() {
  return (
    <LoadingRegion label="Loading the queues" className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
      <CardSkeleton rows={5} />
      <CardSkeleton rows={5} />
      <CardSkeleton rows={5} />
    </LoadingRegion>
  );
}
