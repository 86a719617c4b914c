import { readFile } from 'node:fs/promises';
import { CrmMapping } from '@/features/crm/domain/crm-mapping';
import { readMapping } from '@/features/crm/jobs/connection';
import { CrmGate } from '@/features/crm/jobs/gate';
import { knownEntities } from '@/features/crm/jobs/know-fields';
import { storedCredentials } from '@/features/crm/jobs/oauth-tokens';
import type { PushContext } from '@/features/crm/jobs/push-context';
import { type ConnectCrmOptions, connectCrm } from '@/integrations/zoho/connect';
import { fixedAuthorization } from '@/integrations/zoho/credentials';
import { CrmError } from '@/integrations/zoho/errors';
import type { CrmPort } from '@/integrations/zoho/port';
import { withSystem } from '@/platform/db/with-system';
import { type Environment, EnvironmentError } from '@/platform/env/env';
import { log } from '@/platform/log/log';

/** A write may come late by several times the limit of one call; then nobody looks for it any more. */
const DOUBT_IN_TIME_LIMITS = 9;

/** The CRM as the worker's jobs reach it. */
export type CrmService = {
  gate: CrmGate;
  /** What a job works with, read anew for each: an administrator may have changed the mapping. */
  context(): Promise<PushContext>;
};

export async function makeCrmService(environment: Environment): Promise<CrmService> {
  const file = await readMappingFile(environment.ZOHO_MAPPING_FILE);
  let used = { calls: 0, credits: 0 };
  const takeUsed = () => {
    const taken = used;
    used = { calls: 0, credits: 0 };
    return taken;
  };
  const onCall = ({ credits }: { credits: number }) => {
    used = { calls: used.calls + 1, credits: used.credits + credits };
  };
  const gate = new CrmGate(connection(environment, onCall), takeUsed);
  return {
    gate,
    async context() {
      const mapping = await withSystem((tx) => readMapping(tx, file));
      const entities = await knownEntities(gate, mapping);
      return { crm: gate, mapping, entities, verifyAfterMs: environment.ZOHO_TIMEOUT_MS * DOUBT_IN_TIME_LIMITS };
    },
  };
}

/** The one connection, made when it is first needed and again after it broke. */
function connection(environment: Environment, onCall: ConnectCrmOptions['onCall']): () => Promise<CrmPort> {
  let connecting: Promise<CrmPort> | undefined;
  return async () => {
    connecting ??= connectCrm({ ...crmOptions(environment), onCall });
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
  const credentials = authorization
    ? fixedAuthorization(authorization)
    : storedCredentials(environment.ZOHO_TIMEOUT_MS);
  return { kind: 'mcp', mcpUrl, credentials, ...common };
}

async function readMappingFile(file: string | undefined): Promise<CrmMapping> {
  if (!file) return CrmMapping.parse({});
  try {
    return CrmMapping.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    throw new EnvironmentError('ZOHO_MAPPING_FILE is not a readable mapping file.', { cause: error });
  }
}
