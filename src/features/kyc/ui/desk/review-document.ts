import { ApiRequestError } from '@/ui/api-request';
import { callApi } from '@/ui/call-api';
import { toast } from '@/ui/toast-store';
import type { RejectionCode } from '../../domain/rejection-reasons';
import type { KycDocument } from '../../schema';
import { kycClient } from '../kyc-client';

const client = kycClient.admin.kyc.documents;
type Seen = Pick<KycDocument, 'id' | 'verification_status'>;

export async function approve(seen: Seen, dates: { issued_on?: string; expires_on?: string }): Promise<KycDocument> {
  const json = { seen_status: seen.verification_status, ...dates };
  return (await callApi(client[':documentId'].approve.$post({ param: { documentId: seen.id }, json }))).document;
}

export async function reject(seen: Seen, code: RejectionCode, reason: string): Promise<KycDocument> {
  const json = { seen_status: seen.verification_status, reason_code: code, reason };
  return (await callApi(client[':documentId'].reject.$post({ param: { documentId: seen.id }, json }))).document;
}

/** Codes that mean: what the page shows is no longer so. */
const OUTDATED: ReadonlySet<string> = new Set(['conflict', 'transition_not_allowed', 'not_found']);

/**
 * Waits for a verdict. When somebody else was faster it says so and has the page show the current state.
 * @returns false in that case. @throws every other refusal, for the form to show.
 */
export async function settle(verdict: Promise<KycDocument>, reload: () => void): Promise<boolean> {
  try {
    await verdict;
    return true;
  } catch (error) {
    if (!(error instanceof ApiRequestError) || !OUTDATED.has(error.code)) throw error;
    toast.error(`${error.message} This page now shows the current state.`);
    reload();
    return false;
  }
}
