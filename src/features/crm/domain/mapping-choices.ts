import type { LeadStatus } from '@/shared/lead-status';
import { DEFAULT_FROM_CRM, DEFAULT_TO_CRM } from './default-statuses';

/** Which value of the CRM a status is sent as. A default that the CRM does not offer leaves the status unmapped. */
export function sentAs(status: LeadStatus, set: string | undefined, offered: readonly string[]) {
  if (set !== undefined && offered.includes(set)) return { standing: 'set' as const, value: set };
  const value = DEFAULT_TO_CRM[status];
  return offered.includes(value)
    ? { standing: 'default' as const, value }
    : { standing: 'unmapped' as const, value: null };
}

/** What a value of the CRM makes of a lead. */
export function takenAs(value: string, set: LeadStatus | undefined) {
  if (set !== undefined) return { standing: 'set' as const, status: set };
  const status = DEFAULT_FROM_CRM[value];
  return status ? { standing: 'default' as const, status } : { standing: 'unmapped' as const, status: null };
}
