'use client';
import type { LeadRule } from '@/features/leads/schema-rules';
import { RuleList } from '@/features/leads/ui/desk/RuleList';
import { searchPartners } from '../search-partners';

/** Joins the two features: rules name partners, who are found by another. */
export function OrderedRules({ rules }: { rules: readonly LeadRule[] }) {
  return <RuleList rules={rules} searchPartners={searchPartners} />;
}
