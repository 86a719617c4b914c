import { callApi } from '@/ui/call-api';
import type { ApplicationRow } from '../../schema';
import { deskClient } from '../onboarding-client';

/** How many partners a picker offers; whoever looks for another one types more of its name. */
const OFFERED = '20';

/** Approved partners whose name, contact, e-mail or number holds `search`. @throws ApiRequestError */
export async function findApprovedPartners(search: string, signal: AbortSignal): Promise<ApplicationRow[]> {
  const query = { status: 'approved', limit: OFFERED, ...(search.trim() ? { search: search.trim() } : {}) } as const;
  return (await callApi(deskClient.admin.partners.$get({ query }, { init: { signal } }))).partners;
}
