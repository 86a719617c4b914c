import type { ReactNode } from 'react';
import { PAGES } from '@/shared/paths';
import { readAsPartner } from '../../partner-page';

/** Sends on who does not belong here before the loading state is sent, so that the answer is a plain redirect. */
export default async function LeadsListLayout({ children }: { children: ReactNode }) {
  await readAsPartner(PAGES.partner.leads, async () => undefined);
  return children;
}
