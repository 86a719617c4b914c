'use client';
import type { DeskLeadRow } from '@/features/leads/schema-desk';
import { AssignCell } from '@/features/leads/ui/desk/AssignCell';
import { searchPartners } from '../search-partners';

/** Whom the lead belongs to, and the button that gives it to a partner. */
export function AssignOne({ lead }: { lead: DeskLeadRow }) {
  return <AssignCell lead={lead} searchPartners={searchPartners} />;
}
