import { z } from 'zod';
import { services } from './services';

const Records = z.object({
  data: z.array(z.looseObject({ External_Lead_ID: z.string().nullish(), Lead_Status: z.string().nullish() })),
});

/** What the CRM holds about a lead of the portal: one status for each record with its id, so that a double shows. */
export async function crmStatuses(leadId: string): Promise<Array<string | null | undefined>> {
  const { data } = Records.parse(await (await fetch(`${services.zoho}/records/Leads`)).json());
  return data.filter((record) => record.External_Lead_ID === leadId).map((record) => record.Lead_Status);
}
