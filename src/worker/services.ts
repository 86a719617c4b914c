import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { LeadMapping } from '@/features/leads/domain/crm-mapping';
import type { MailService } from '@/features/mails/jobs/mail-service';
import { findMail } from '@/integrations/resend/find-mail';
import { sendMail } from '@/integrations/resend/send-mail';
import { type ConnectCrmOptions, connectCrm } from '@/integrations/zoho/connect';
import { fixedAuthorization } from '@/integrations/zoho/credentials';
import { CrmError } from '@/integrations/zoho/errors';
import type { CrmPort } from '@/integrations/zoho/port';
import { type Environment, EnvironmentError } from '@/platform/env/env';
import { log } from '@/platform/log/log';

/** What jobs reach beyond the database. */
export type Services = {
  /** The one connection to the CRM, made when it is first needed and again after it broke. */
  crm: () => Promise<CrmPort>;
  leadMapping: LeadMapping;
  mail: MailService;
};

export async function makeServices(environment: Environment): Promise<Services> {
  return {
    crm: crmConnection(environment),
    leadMapping: await readLeadMapping(environment.ZOHO_MAPPING_FILE),
    mail: mailService(environment),
  };
}

function mailService(environment: Environment): MailService {
  const connection = () => {
    const { RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl, RESEND_TIMEOUT_MS: timeoutMs } = environment;
    if (!apiKey) throw new EnvironmentError('RESEND_API_KEY is not set.');
    return { apiKey, ...(baseUrl ? { baseUrl } : {}), timeoutMs };
  };
  return {
    send: async (mail, idempotencyKey) => sendMail({ ...connection(), ...mail, idempotencyKey }),
    find: async ({ to, subject, tags }, since) => findMail({ ...connection(), to, subject, tags, since }),
  };
}

function crmConnection(environment: Environment): () => Promise<CrmPort> {
  let connecting: Promise<CrmPort> | undefined;
  return async () => {
    connecting ??= connectCrm(crmOptions(environment));
    try {
      return await connecting;
    } catch (error) {
      connecting = undefined;
      throw error;
    }
  };
}

/** REST where its variables are set (the environment holds all of them or none), otherwise the MCP server. */
function crmOptions(environment: Environment): ConnectCrmOptions {
  const common = { timeoutMs: environment.ZOHO_TIMEOUT_MS, log };
  const {
    ZOHO_REST_API_URL: apiUrl,
    ZOHO_REST_ACCOUNTS_URL: accountsUrl,
    ZOHO_REST_CLIENT_ID: clientId,
    ZOHO_REST_CLIENT_SECRET: clientSecret,
    ZOHO_REST_REFRESH_TOKEN: refreshToken,
    ZOHO_MCP_URL: mcpUrl,
    ZOHO_MCP_AUTHORIZATION: authorization,
  } = environment;
  if (apiUrl && accountsUrl && clientId && clientSecret && refreshToken) {
    return { kind: 'rest', apiUrl, accountsUrl, clientId, clientSecret, refreshToken, ...common };
  }
  if (!mcpUrl) throw new CrmError('No CRM is connected', { kind: 'misconfigured', code: 'ZOHO_MCP_URL' });
  return { kind: 'mcp', mcpUrl, credentials: fixedAuthorization(authorization ?? null), ...common };
}

async function readLeadMapping(file: string | undefined): Promise<LeadMapping> {
  if (!file) return LeadMapping.parse({});
  try {
    return z.object({ leads: LeadMapping }).parse(JSON.parse(await readFile(file, 'utf8'))).leads;
  } catch (error) {
    throw new EnvironmentError('ZOHO_MAPPING_FILE is not a readable mapping file.', { cause: error });
  }
}
