import { Building2, ClipboardCheck, ClipboardPen, LayoutDashboard, Users } from 'lucide-react';
import { PARTNER_STATUS_LABELS } from '@/features/onboarding/domain/partner-status';
import type { Partner } from '@/features/onboarding/schema';
import type { Viewer } from '@/platform/rbac/viewer';
import { API, API_BASE, PAGES } from '@/shared/paths';
import type { FrameAccount } from '@/ui/FrameAccountMenu';
import type { FrameSection } from '@/ui/FrameSidebarNav';
import type { Stage } from './partner-page';

export const HELP = { label: 'Help and questions', href: `${PAGES.home}#questions` };

/** What the sidebar offers at a stage; nothing leads to a page that would send the viewer away again. */
export function sectionsOf(stage: Stage | null, waiting: number): FrameSection[] {
  if (stage === 'registering') {
    return [{ label: 'Register', href: PAGES.partner.onboarding, icon: <ClipboardPen /> }];
  }
  const application = { label: 'Application', href: PAGES.partner.verify, icon: <ClipboardCheck /> };
  const profile = { label: 'Profile', href: PAGES.partner.profile, icon: <Building2 /> };
  if (stage !== 'working') return [application, profile];
  return [
    { label: 'Dashboard', href: PAGES.partner.dashboard, icon: <LayoutDashboard /> },
    { label: 'Leads', href: PAGES.partner.leads, icon: <Users />, count: waiting },
    application,
    profile,
  ];
}

export function homeOf(stage: Stage | null): string {
  if (stage === 'working') return PAGES.partner.dashboard;
  return stage === 'applying' ? PAGES.partner.verify : PAGES.partner.onboarding;
}

/** Whom the frame names: the business once there is one, the person before. */
export function accountOf(viewer: Viewer, partner: Partner | null): FrameAccount {
  return {
    name: partner?.business_name ?? viewer.fullName ?? viewer.email,
    detail: partner ? (partner.partner_number ?? PARTNER_STATUS_LABELS[partner.status]) : 'Not registered yet',
    email: viewer.email,
    logout: { path: `${API_BASE}${API.auth.logout}`, thenHref: PAGES.login },
  };
}
