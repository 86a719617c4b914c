import { z } from 'zod';
import { services } from './services';

const Records = z.object({
  data: z.array(
    z.looseObject({ id: z.string(), External_Lead_ID: z.string().nullish(), Lead_Status: z.string().nullish() }),
  ),
});
type CrmLead = z.infer<typeof Records>['data'][number];

async function crmLeads(leadId: string): Promise<CrmLead[]> {
  const { data } = Records.parse(await (await fetch(`${services.zoho}/records/Leads`)).json());
  return data.filter((record) => record.External_Lead_ID === leadId);
}

/** What the CRM holds about a lead of the portal: one status for each record with its id, so that a double shows. */
export async function crmStatuses(leadId: string): Promise<Array<string | null | undefined>> {
  return (await crmLeads(leadId)).map((record) => record.Lead_Status);
}

/** The record of a lead of the portal. */
export async function crmLead(leadId: string): Promise<CrmLead | undefined> {
  return (await crmLeads(leadId))[0];
}

/** A change that somebody makes in the CRM itself. */
export async function changeLeadInCrm(leadId: string, change: Record<string, unknown>): Promise<void> {
  const record = await crmLead(leadId);
  if (!record) throw new Error('The CRM does not have this lead');
  const body = JSON.stringify({ id: record.id, ...change });
  const answer = await fetch(`${services.zoho}/records/Leads`, { method: 'POST', body });
  if (!answer.ok) throw new Error(await answer.text());
}
