import { callApi } from '@/ui/call-api';
import type { Assignment, BulkAnswer, BulkAssignment, DeskLeadRow, PartnerLeadStatistics } from '../../schema-desk';
import { leadsClient } from '../leads-client';

const desk = leadsClient.admin['coverage-leads'];

/** Gives a lead to a partner. @throws ApiRequestError, with the code "conflict" when somebody else was faster */
export async function requestAssignment(leadId: string, assignment: Assignment): Promise<DeskLeadRow> {
  return (await callApi(desk[':leadId'].assign.$post({ param: { leadId }, json: assignment }))).lead;
}

/** Gives many leads to a partner, or to the rules. @throws ApiRequestError when none of them could go */
export function requestBulkAssignment(assignment: BulkAssignment): Promise<BulkAnswer> {
  return callApi(desk.assign.$post({ json: assignment }));
}

/** How these partners work their leads; a partner that was never counted is left out. @throws ApiRequestError */
export async function requestStatistics(partnerIds: string[], signal: AbortSignal): Promise<PartnerLeadStatistics[]> {
  if (partnerIds.length === 0) return [];
  return (await callApi(desk.statistics.$get({ query: { partner: partnerIds } }, { init: { signal } }))).partners;
}
