import type { ReactNode } from 'react';
import { PAGES } from '@/shared/paths';
import { readAsPartner } from '../partner-page';

/** Sends on who does not belong here before the loading state is sent, so that the answer is a plain redirect. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  await readAsPartner(PAGES.partner.dashboard, async () => undefined);
  return children;
}
