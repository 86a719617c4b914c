'use client';
import { RuleDialog } from '@/features/leads/ui/desk/RuleDialog';
import { searchPartners } from '../search-partners';

export function AddRule() {
  return <RuleDialog searchPartners={searchPartners} />;
}
