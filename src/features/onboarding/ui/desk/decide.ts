import { ApiRequestError } from '@/ui/api-request';
import { callApi } from '@/ui/call-api';
import { toast } from '@/ui/toast-store';
import type { Partner } from '../../schema';
import { onboardingClient } from '../onboarding-client';

const client = onboardingClient.admin.partners;

export async function approve(partnerId: string, notes: string): Promise<Partner> {
  const json = notes.trim() === '' ? {} : { notes };
  return (await callApi(client[':partnerId'].approve.$post({ param: { partnerId }, json }))).partner;
}

export async function reject(partnerId: string, reason: string): Promise<Partner> {
  return (await callApi(client[':partnerId'].reject.$post({ param: { partnerId }, json: { reason } }))).partner;
}

/** Codes that mean: what the page shows is no longer so. */
const OUTDATED: ReadonlySet<string> = new Set(['conflict', 'transition_not_allowed', 'not_found']);

/**
 * Waits for a decision. When somebody else was faster it says so and has the page show the current state.
 * @returns null in that case. @throws every other refusal, for the dialog to show.
 */
export async function settle(decision: Promise<Partner>, reload: () => void): Promise<Partner | null> {
  try {
    return await decision;
  } catch (error) {
    if (!(error instanceof ApiRequestError) || !OUTDATED.has(error.code)) throw error;
    toast.error(`${error.message} This page now shows the current state.`);
    reload();
    return null;
  }
}
