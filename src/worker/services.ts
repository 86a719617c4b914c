import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { LeadMapping } from '@/features/leads/domain/crm-mapping';
import type { SendMail } from '@/features/onboarding/jobs/send-decision-mail';
import { sendMail } from '@/integrations/resend/send-mail';
import { connectCrm } from '@/integrations/zoho/connect';
import { CrmError } from '@/integrations/zoho/errors';
import type { CrmPort } from '@/integrations/zoho/port';
import { type Environment, EnvironmentError } from '@/platform/env/env';
import { log } from '@/platform/log/log';

/** What jobs reach beyond the database. */
export type Services = {
  /** The one connection to the CRM, made when it is first needed and again after it broke. */
  crm: () => Promise<CrmPort>;
  leadMapping: LeadMapping;
  sendMail: SendMail;
};

/** How long one request to the CRM may take; the write itself is settled by reading when it takes longer. */
const CRM_TIMEOUT_MS = 20_000;

export async function makeServices(environment: Environment): Promise<Services> {
  return {
    crm: crmConnection(environment),
    leadMapping: await readLeadMapping(environment.ZOHO_MAPPING_FILE),
    sendMail: (mail) => {
      const { RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl, EMAIL_FROM: from } = environment;
      if (!apiKey) throw new EnvironmentError('RESEND_API_KEY is not set.');
      return sendMail({ ...mail, apiKey, ...(baseUrl ? { baseUrl } : {}), from });
    },
  };
}

function crmConnection(environment: Environment): () => Promise<CrmPort> {
  let connecting: Promise<CrmPort> | undefined;
  return async () => {
    const { ZOHO_MCP_URL: mcpUrl, ZOHO_MCP_AUTHORIZATION: authorization } = environment;
    if (!mcpUrl) throw new CrmError('No CRM is connected', { kind: 'misconfigured', code: 'ZOHO_MCP_URL' });
    connecting ??= connectCrm({ mcpUrl, authorization, timeoutMs: CRM_TIMEOUT_MS, log });
    try {
      return await connecting;
    } catch (error) {
      connecting = undefined;
      throw error;
    }
  };
}

async function readLeadMapping(file: string | undefined): Promise<LeadMapping> {
  if (!file) return LeadMapping.parse({});
  try {
    return z.object({ leads: LeadMapping }).parse(JSON.parse(await readFile(file, 'utf8'))).leads;
  } catch (error) {
    throw new EnvironmentError('ZOHO_MAPPING_FILE is not a readable mapping file.', { cause: error });
  }
}
