import type { ReactNode } from 'react';
import { countWaitingLeads } from '@/features/leads/read-dashboard';
import { readPartner } from '@/features/onboarding/read';
import { pageViewer, readAsViewer } from '@/platform/auth/page-viewer';
import { PermissionGate } from '@/platform/rbac/PermissionGate';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { PAGES } from '@/shared/paths';
import { AppFrame } from '@/ui/AppFrame';
import { QueryProvider } from '@/ui/QueryProvider';
import { accountOf, HELP, homeOf, sectionsOf } from './frame';
import { NotAPartner } from './NotAPartner';
import { stageOf } from './partner-page';

/** The frame of the partner portal. Its sections are those that the viewer's stage can use. */
export default async function PartnersLayout({ children }: { children: ReactNode }) {
  const viewer = await pageViewer();
  // A layout does not know the address: each page itself sends a visitor to the log-in page and back.
  if (!viewer) return children;
  const stage = stageOf(viewer);
  const { partner, waiting } = await readAsViewer(PAGES.partner.dashboard, async (tx) => ({
    partner: viewer.partner && (await readPartner(tx, viewer.partner.id)),
    waiting: viewer.partner && stage === 'working' ? await countWaitingLeads(tx, viewer.partner.id) : 0,
  }));
  return (
    <PermissionGate
      permissions={[P.PARTNERS.VIEW, P.PARTNERS.REGISTER]}
      fallback={<NotAPartner email={viewer.email} />}
    >
      <AppFrame
        area="Partner portal"
        homeHref={homeOf(stage)}
        sections={sectionsOf(stage, waiting)}
        account={accountOf(viewer, partner)}
        help={HELP}
      >
        <QueryProvider>{children}</QueryProvider>
      </AppFrame>
    </PermissionGate>
  );
}
