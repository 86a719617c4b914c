import { listDeskLeads } from '@/features/leads/read-desk';
import { readAsViewer } from '@/platform/auth/page-viewer';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { isAllowed } from '@/platform/rbac/viewer';
import { PAGES } from '@/shared/paths';
import { Pagination } from '@/ui/Pagination';
import { listLinks } from '../list-links';
import { LeadDesk } from './LeadDesk';
import { choiceOf, type LeadsAddress, queryOf } from './lead-choice';
import { NoLeads } from './NoLeads';

/** One page of leads. */
export async function LeadList({ address }: { address: LeadsAddress }) {
  const read = await readAsViewer(PAGES.admin.leads, async (tx, viewer) => ({
    ...(await listDeskLeads(tx, queryOf(address))),
    mayAssign: isAllowed(viewer, [P.PARTNERS_ADMIN.ASSIGN_LEADS]),
  }));
  const { leads, pagination, mayAssign } = read;
  if (leads.length === 0) return <NoLeads address={address} />;
  const { page: _page, limit: _limit, cursor: _cursor, ...filters } = address;
  const links = listLinks(PAGES.admin.leads, filters, leads.length, pagination);
  const choice = choiceOf(address);
  return (
    <>
      <LeadDesk
        leads={leads}
        nowMs={Date.now()}
        responses={['late', 'yes', 'all'].includes(choice)}
        mayAssign={mayAssign}
      />
      <Pagination {...links} noun="leads" className="mt-4 flex-wrap" />
    </>
  );
}
