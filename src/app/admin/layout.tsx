import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { countWaitingDocuments } from '@/features/kyc/read-desk';
import { countUnassignedLeads } from '@/features/leads/read-desk';
import { countWaitingApplications } from '@/features/onboarding/read-desk';
import { pageViewer, readAsViewer } from '@/platform/auth/page-viewer';
import { PermissionGate } from '@/platform/rbac/PermissionGate';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { isAllowed, type Viewer } from '@/platform/rbac/viewer';
import { API, API_BASE, PAGES } from '@/shared/paths';
import { AppFrame } from '@/ui/AppFrame';
import { Card } from '@/ui/Card';
import { QueryProvider } from '@/ui/QueryProvider';
import { Denied } from './Denied';
import { ForPartners } from './ForPartners';
import { DESK_ACCESS, sectionsFor } from './sections';

export const metadata: Metadata = {
  title: { default: 'Desk', template: '%s – CircleTel desk' },
  robots: { index: false },
};

/** Enough for a badge, which says "99+" beyond that. */
const BADGE_LIMIT = 100;

/** The frame of CircleTel's own people. Each page asks for its permission itself; without a session it sends one away. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const viewer = await pageViewer();
  if (!viewer) return children;
  if (viewer.kind === 'partner') return <ForPartners />;
  const denied = (
    <Card>
      <Denied permissions={[P.DASHBOARD.VIEW]} what="the desk" />
    </Card>
  );
  return (
    <AppFrame
      area="Desk"
      homeHref={PAGES.admin.desk}
      sections={sectionsFor(viewer, await countWaiting(viewer))}
      account={{
        name: viewer.fullName ?? viewer.email,
        detail: 'CircleTel',
        email: viewer.email,
        logout: { path: `${API_BASE}${API.auth.logout}`, thenHref: PAGES.login },
      }}
      help={{ label: 'Help', href: 'mailto:partners@circletel.co.za' }}
    >
      <PermissionGate permissions={[P.DASHBOARD.VIEW]} fallback={denied}>
        <QueryProvider>{children}</QueryProvider>
      </PermissionGate>
    </AppFrame>
  );
}

function countWaiting(viewer: Viewer): Promise<{ applications: number; documents: number; leads: number }> {
  return readAsViewer(PAGES.admin.desk, async (tx) => ({
    applications: isAllowed(viewer, DESK_ACCESS.applications) ? await countWaitingApplications(tx, BADGE_LIMIT) : 0,
    documents: isAllowed(viewer, DESK_ACCESS.documents) ? await countWaitingDocuments(tx, BADGE_LIMIT) : 0,
    leads: isAllowed(viewer, DESK_ACCESS.leads) ? await countUnassignedLeads(tx, BADGE_LIMIT) : 0,
  }));
}
