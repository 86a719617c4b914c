import { callApi } from '@/ui/call-api';
import type { Assignment, DeskLeadRow } from '../../schema-desk';
import { leadsClient } from '../leads-client';

/** Gives a lead to a partner. @throws ApiRequestError, with the code "conflict" when somebody else was faster */
export async function requestAssignment(leadId: string, assignment: Assignment): Promise<DeskLeadRow> {
  return (
    await callApi(leadsClient.admin['coverage-leads'][':leadId'].assign.$post({ param: { leadId }, json: assignment }))
  ).lead;
}
