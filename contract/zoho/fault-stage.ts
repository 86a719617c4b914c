import { z } from 'zod';
import type { ZohoMode } from '../../sandbox/zoho/mode';
import { connectCrm } from '../../src/integrations/zoho/connect';
import type { CrmError } from '../../src/integrations/zoho/errors';
import type { CrmPort, UpsertOutcome } from '../../src/integrations/zoho/port';
import { OPTIONS } from './port-stage';
import { type StandInInFolder, startStandIn } from './stand-in';

/** How the suite of faults reaches the stand-in. */
export const WAYS = [
  { way: 'MCP with JSON replies', kind: 'mcp', mode: { replies: 'json' } },
  { way: 'MCP with streamed replies', kind: 'mcp', mode: { replies: 'sse' } },
  { way: 'REST', kind: 'rest', mode: {} },
] as const;

export const PERSON = 'Nomvula Private';
const LONG_MS = 20_000;

const Keys = z.object({ data: z.array(z.looseObject({ External_Lead_ID: z.string().nullable() })) });

/** A stand-in, the connections to it, and everything that these log. */
export interface FaultStage {
  readonly zoho: StandInInFolder;
  readonly logged: unknown[];
  connect(timeoutMs?: number): Promise<CrmPort>;
  /** The external ids of all leads in the CRM. */
  storedKeys(): Promise<unknown[]>;
  close(): Promise<void>;
}

export async function setFaultStage(kind: 'mcp' | 'rest', mode: Partial<ZohoMode>): Promise<FaultStage> {
  const zoho = await startStandIn(mode);
  const open: CrmPort[] = [];
  const logged: unknown[] = [];
  const note = (fields: object, message: string): void => void logged.push([fields, message]);
  const { url, mcpUrl, rest } = zoho;
  return {
    zoho,
    logged,
    async connect(timeoutMs = LONG_MS) {
      const common = { timeoutMs, log: { info: note, warn: note } };
      const crm = await connectCrm(
        kind === 'mcp' ? { kind, mcpUrl, ...common } : { kind, apiUrl: url, accountsUrl: url, ...rest, ...common },
      );
      open.push(crm);
      return crm;
    },
    async storedKeys() {
      return Keys.parse(await zoho.see('/records/Leads')).data.map((record) => record.External_Lead_ID);
    },
    async close() {
      for (const crm of open) await crm.close();
      await zoho.close();
    },
  };
}

export function write(crm: CrmPort, key = 'lead-1'): Promise<readonly UpsertOutcome[]> {
  return crm.upsertRecords('Leads', [{ External_Lead_ID: key, Last_Name: PERSON }], OPTIONS);
}

export async function failure(call: Promise<unknown>): Promise<CrmError> {
  return call.then(
    () => Promise.reject(new Error('the call succeeded')),
    (error: CrmError) => error,
  );
}
