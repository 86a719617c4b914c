import type { ReactNode } from 'react';
import { LiveLeads } from '@/features/leads/ui/LiveLeads';

/** The list and each lead: both show what changes elsewhere without being asked again. */
export default function LeadsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <LiveLeads />
      {children}
    </>
  );
}
