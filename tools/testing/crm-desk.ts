import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { TestBrowser } from './test-browser';
import { startTestPortal, type TestPortal } from './test-portal';

/** What Zoho offers for Lead_Status on the stage. */
const FIELDS = {
  Leads: [{ apiName: 'Lead_Status', pickListValues: ['Not Contacted', 'Contacted', 'Junk Lead', 'Lost Lead'] }],
};

type RecordFacts = { state?: string; fault?: object | null; entity?: string; ageS?: number };

/** A portal with an administrator of the integration, and what a test does and sees beside the API. */
export type CrmDesk = {
  portal: TestPortal;
  admin: TestBrowser;
  /** Asks the database as its owner. */
  sql<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Empties what an earlier test left. */
  clear(): Promise<void>;
  /** A record of the mirror; refused for its e-mail address unless said otherwise. */
  insertRecord(facts?: RecordFacts): Promise<string>;
  audits(): Promise<object[]>;
  events(): Promise<string[]>;
};

export async function startCrmDesk(): Promise<CrmDesk> {
  const portal = await startTestPortal();
  const admin = await portal.logIn('super_admin');
  const sql = async <Row extends object>(text: string, values: unknown[] = []) =>
    (await portal.stage.owner.query<Row>(text, values)).rows;
  return {
    portal,
    admin,
    sql,
    async clear() {
      for (const table of ['crm_sync_records', 'crm_differences', 'crm_runs', 'partner_audit_log']) {
        await sql(`delete from ${table}`);
      }
      await sql('delete from graphile_worker._private_jobs');
      await sql(
        `update crm_connection set paused_at = null, paused_by = null, mapping = '{}', mapping_changed_at = null,
           mapping_changed_by = null, fields = $1, credits_a_day = 20000, last_ok_at = null, last_fault = null`,
        [JSON.stringify(FIELDS)],
      );
    },
    async insertRecord({ state = 'failed', fault = {}, entity = 'lead', ageS = 0 } = {}) {
      const id = randomUUID();
      const error = fault && JSON.stringify({ kind: 'rejected', code: 'INVALID_DATA', field: 'Email', ...fault });
      await sql(
        `insert into crm_sync_records
           (entity, entity_id, state, attempts, last_error, next_attempt_at, marked_at, updated_at)
         values ($1, $2, $3, 7, $4, now() + interval '1 hour', now() - make_interval(secs => $5),
           now() - make_interval(secs => $5))`,
        [entity, id, state, error, ageS],
      );
      return id;
    },
    audits: () => sql(`select action, entity, entity_id, actor_id, before, after from partner_audit_log order by id`),
    async events() {
      const rows = await sql<{ event: string }>(
        `select payload->>'event' as event from graphile_worker._private_jobs order by id`,
      );
      return rows.map(({ event }) => event);
    },
  };
}

/** Proves a refusal: the answer, and that no row, job or file is another one. */
export async function expectUnchanged(
  { portal }: CrmDesk,
  send: () => ReturnType<TestBrowser['post']>,
  status: number,
  body: object = {},
): Promise<void> {
  const before = await portal.fingerprint();
  expect(await send()).toMatchObject({ status, body });
  expect(await portal.fingerprint()).toBe(before);
}
