import { ApiRequestError } from '@/ui/api-request';
import { callApi } from '@/ui/call-api';
import { toast } from '@/ui/toast-store';
import type { Partner } from '../../schema';
import { deskClient } from '../onboarding-client';

const partner = deskClient.admin.partners[':partnerId'];

export async function approve(partnerId: string, notes: string): Promise<Partner> {
  const json = notes.trim() === '' ? {} : { notes };
  return (await callApi(partner.approve.$post({ param: { partnerId }, json }))).partner;
}

export async function reject(partnerId: string, reason: string): Promise<Partner> {
  return (await callApi(partner.reject.$post({ param: { partnerId }, json: { reason } }))).partner;
}

export async function suspend(partnerId: string, reason: string): Promise<Partner> {
  return (await callApi(partner.suspend.$post({ param: { partnerId }, json: { reason } }))).partner;
}

export async function lift(partnerId: string): Promise<Partner> {
  return (await callApi(partner.lift.$post({ param: { partnerId } }))).partner;
}

export async function note(partnerId: string, text: string): Promise<void> {
  await callApi(partner.notes.$post({ param: { partnerId }, json: { note: text } }));
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
