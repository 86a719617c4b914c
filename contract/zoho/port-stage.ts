import { randomUUID } from 'node:crypto';
import type { CrmFields, CrmPort, UpsertOutcome } from '../../src/integrations/zoho/port';
import type { RunningTarget, Target } from './targets';

/** The external id field of leads, which an organisation may call otherwise. */
export const KEY = process.env.ZOHO_CONTRACT_EXTERNAL_ID_FIELD ?? 'External_Lead_ID';
export const OPTIONS = { externalIdField: KEY, trigger: [] };

/** A connection to a target, and leads that are taken away again at the end. */
export interface PortStage {
  readonly crm: CrmPort;
  readonly running: RunningTarget;
  /** Remembers what it makes. */
  upsert(records: readonly CrmFields[]): Promise<readonly UpsertOutcome[]>;
  /** Deletes one of them. */
  remove(id: string): Promise<void>;
  close(): Promise<void>;
}

export async function setPortStage(target: Target): Promise<PortStage> {
  const running = await target.start();
  const crm = await running.connect();
  const made = new Set<string>();
  return {
    crm,
    running,
    async upsert(records) {
      const outcomes = await crm.upsertRecords('Leads', records, OPTIONS);
      for (const outcome of outcomes) if (outcome.ok) made.add(outcome.id);
      return outcomes;
    },
    async remove(id) {
      await running.deleteLeads([id]);
      made.delete(id);
    },
    async close() {
      await running.deleteLeads([...made]);
      await crm.close();
      await running.stop();
    },
  };
}

export const key = (): string => `contract-${randomUUID()}`;

export const lead = (externalId: string, more: CrmFields = {}): CrmFields => ({
  [KEY]: externalId,
  Last_Name: 'Contract Test',
  Company: 'Contract Test',
  ...more,
});

export function idOf(outcome: UpsertOutcome | undefined): string {
  if (outcome?.ok !== true) throw new Error('the record was not stored');
  return outcome.id;
}
