import { CircleCheck, UserRoundPlus } from 'lucide-react';
import { listDeskLeads, listLateLeads } from '@/features/leads/read-desk';
import { DeskLeadsTable } from '@/features/leads/ui/desk/DeskLeadsTable';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { isAllowed } from '@/platform/rbac/viewer';
import { LEAD_STATUS_LABELS } from '@/shared/lead-status';
import { PAGES } from '@/shared/paths';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { EmptyState } from '@/ui/EmptyState';
import { Pagination } from '@/ui/Pagination';
import { RowKeys } from '@/ui/RowKeys';
import { listAddress, listLinks } from '../list-links';
import { AssignLead } from './AssignLead';
import type { LeadsAddress } from './lead-choice';

/** One page of leads, each with the button that gives it to a partner. */
export async function LeadList({ query }: { query: LeadsAddress }) {
  const { assigned, ...rest } = query;
  const read = await readAsViewer(PAGES.admin.leads, async (tx, viewer) => ({
    page:
      assigned === 'late'
        ? await listLateLeads(tx, rest)
        : await listDeskLeads(tx, assigned === 'all' ? rest : { ...rest, assigned }),
    mayAssign: isAllowed(viewer, [P.PARTNERS_ADMIN.ASSIGN_LEADS]),
  }));
  const { leads, pagination } = read.page;
  if (leads.length === 0) return <NoLeads query={query} />;
  const links = listLinks(PAGES.admin.leads, { assigned, status: query.status }, leads.length, pagination);
  return (
    <RowKeys
      rows="[data-row-action]"
      search="#filter-assigned"
      hints={[
        { keys: ['j', 'k'], does: 'move' },
        { keys: ['Enter'], does: 'assign' },
        { keys: ['/'], does: 'filter' },
      ]}
    >
      <DeskLeadsTable
        leads={leads}
        nowMs={Date.now()}
        responses={assigned !== 'no'}
        assignment={(lead) =>
          read.mayAssign ? (
            // A row that somebody else changed in the meantime begins anew.
            <AssignLead key={lead.assigned_partner_id} lead={lead} />
          ) : (
            (lead.assigned_partner_name ?? <span className="text-muted-foreground">Nobody yet</span>)
          )
        }
      />
      <Pagination {...links} noun="leads" className="mt-4 flex-wrap" />
    </RowKeys>
  );
}

function NoLeads({ query: { assigned, status } }: { query: LeadsAddress }) {
  const all = <ButtonLink href={listAddress(PAGES.admin.leads, { assigned: 'all' })}>Show all leads</ButtonLink>;
  if (assigned === 'late') {
    return (
      <Card>
        <EmptyState icon={<CircleCheck />} title="Nobody is late" action={all}>
          A lead stands here when its partner has not answered in the promised time, so that you can remind or reassign.
        </EmptyState>
      </Card>
    );
  }
  if (status) {
    return (
      <Card>
        <EmptyState icon={<UserRoundPlus />} title={`No lead here is “${LEAD_STATUS_LABELS[status]}”`} action={all}>
          Choose another status, or look at all leads.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState
        icon={<CircleCheck />}
        title={assigned === 'no' ? 'Every lead has a partner' : 'No leads yet'}
        action={assigned === 'all' ? undefined : all}
      >
        {assigned === 'no'
          ? 'A new lead from the coverage checker stands here until you give it to a partner.'
          : 'Leads from the coverage checker and from campaigns will stand here.'}
      </EmptyState>
    </Card>
  );
}
