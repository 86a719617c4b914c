import { FileCheck2, Gauge, Inbox, RefreshCw, UserRoundPlus } from 'lucide-react';
import { PERMISSIONS as P, type Permission } from '@/platform/rbac/permissions';
import { isAllowed, type Viewer } from '@/platform/rbac/viewer';
import { PAGES } from '@/shared/paths';
import type { FrameSection } from '@/ui/FrameSidebarNav';

/** Who may open each section of the desk; the pages ask the same lists. */
export const DESK_ACCESS = {
  desk: [P.DASHBOARD.VIEW],
  applications: [P.PARTNERS_ADMIN.VIEW_ALL],
  documents: [P.KYC.VIEW],
  leads: [P.PARTNERS_ADMIN.ASSIGN_LEADS, P.PARTNERS_ADMIN.VIEW_ALL],
  assignLeads: [P.PARTNERS_ADMIN.ASSIGN_LEADS],
  integrations: [P.INTEGRATIONS.MANAGE],
} as const satisfies Record<string, readonly Permission[]>;

type Waiting = { applications: number; documents: number; leads: number };

/** The sections that the viewer's role opens, with what waits behind each. */
export function sectionsFor(viewer: Viewer, waiting: Waiting): FrameSection[] {
  const sections: Array<FrameSection & { access: readonly Permission[] }> = [
    { label: 'Desk', href: PAGES.admin.desk, icon: <Gauge />, access: DESK_ACCESS.desk },
    {
      label: 'Applications',
      href: PAGES.admin.partners,
      icon: <Inbox />,
      count: waiting.applications,
      access: DESK_ACCESS.applications,
    },
    {
      label: 'Documents',
      href: PAGES.admin.documents,
      icon: <FileCheck2 />,
      count: waiting.documents,
      access: DESK_ACCESS.documents,
    },
    {
      label: 'Leads',
      href: PAGES.admin.leads,
      icon: <UserRoundPlus />,
      count: waiting.leads,
      access: DESK_ACCESS.leads,
    },
    {
      label: 'Integrations',
      href: PAGES.admin.integrations,
      icon: <RefreshCw />,
      access: DESK_ACCESS.integrations,
    },
  ];
  return sections.filter(({ access }) => isAllowed(viewer, access)).map(({ access: _access, ...section }) => section);
}
