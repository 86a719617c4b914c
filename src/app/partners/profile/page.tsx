import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { readCalendar } from '@/features/leads/read-work';
import { CalendarCard } from '@/features/leads/ui/CalendarCard';
import { PROFILE_RULES } from '@/features/onboarding/domain/profile-rules';
import { readPartner } from '@/features/onboarding/read';
import { readConsents } from '@/features/onboarding/read-consents';
import { BankDetailsCard } from '@/features/onboarding/ui/BankDetailsCard';
import { ConsentsCard } from '@/features/onboarding/ui/ConsentsCard';
import { ProfileFacts } from '@/features/onboarding/ui/ProfileFacts';
import { PERMISSIONS as P } from '@/platform/rbac/permissions';
import { isAllowed } from '@/platform/rbac/viewer';
import { PAGES } from '@/shared/paths';
import { PageHeader } from '@/ui/PageHeader';
import { readAtStage } from '../partner-page';

export const metadata: Metadata = { title: 'Profile' };

/** What CircleTel knows of the partner: its details, where it is paid to, its calendar, and what it agreed to. */
export default async function ProfilePage() {
  const found = await readAtStage(PAGES.partner.profile, ['applying', 'working'], async (tx, viewer) => {
    const partner = viewer.partner && (await readPartner(tx, viewer.partner.id));
    if (!partner) redirect(PAGES.partner.onboarding);
    const calendar = isAllowed(viewer, [P.PARTNERS.MANAGE_LEADS]) ? await readCalendar(tx) : null;
    return { partner, calendar, consents: await readConsents(tx, partner.id), viewer, readMs: Date.now() };
  });
  if (!found) return null;
  const { partner, calendar, consents, readMs } = found;
  const isEditor = isAllowed(found.viewer, [P.PARTNERS.UPDATE_PROFILE]);
  return (
    <div className="max-w-3xl">
      <PageHeader title="Profile" description={partner.partner_number ?? undefined} />
      <div className="grid gap-4">
        <ProfileFacts partner={partner} isEditor={isEditor} />
        <BankDetailsCard partner={partner} isEditor={isEditor} nowMs={readMs} />
        {calendar ? <CalendarCard initial={calendar} /> : null}
        <ConsentsCard consents={consents} mayChange={isEditor && PROFILE_RULES[partner.status].bankDetails} />
      </div>
    </div>
  );
}
