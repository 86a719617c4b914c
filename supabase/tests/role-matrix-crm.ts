import { byId, type MatrixRow, NOBODY } from './role-matrix-parts';

/** The CRM sync: jobs write, administrators look and give orders. */
export const CRM_TABLES: Record<string, MatrixRow> = {
  crm_sync_records: {
    statements: (stage) => ({
      select: `select entity_id from crm_sync_records`,
      insert: `insert into crm_sync_records (entity, entity_id) values ('lead', gen_random_uuid())`,
      update: `update crm_sync_records set state = 'pending' where entity_id = '${stage.leadId}'`,
      delete: `delete from crm_sync_records`,
    }),
    rights: { ...NOBODY, super_admin: 's-u-' },
  },
  crm_cursors: {
    statements: () => ({
      select: `select module from crm_cursors`,
      insert: `insert into crm_cursors (module, modified_time) values ('Deals', now())`,
      update: `update crm_cursors set after_id = '1'`,
      delete: `delete from crm_cursors`,
    }),
    rights: { ...NOBODY, super_admin: 's---' },
  },
  crm_channels: {
    statements: () => ({
      select: `select channel_id from crm_channels`,
      insert: `insert into crm_channels (channel_id, module, expires_at) values ('2', 'Leads', now())`,
      update: `update crm_channels set last_delivery_at = now()`,
      delete: `delete from crm_channels`,
    }),
    rights: { ...NOBODY, super_admin: 's---' },
  },
  crm_connection: {
    statements: () => ({
      select: `select paused_at from crm_connection`,
      insert: `insert into crm_connection default values`,
      update: `update crm_connection set paused_at = now()`,
      delete: `delete from crm_connection`,
    }),
    rights: { ...NOBODY, super_admin: 's-u-' },
  },
  crm_usage: {
    statements: () => ({
      select: `select calls from crm_usage`,
      insert: `insert into crm_usage (hour) values (now())`,
      update: `update crm_usage set calls = 0`,
      delete: `delete from crm_usage`,
    }),
    rights: { ...NOBODY, super_admin: 's---' },
  },
  crm_runs: {
    statements: (stage) => ({
      ...byId('crm_runs', stage.runId, 'state', `'stopped'`),
      // Only one may be under way, and there is one.
      insert: `insert into crm_runs (kind) values ('reconcile')`,
    }),
    rights: { ...NOBODY, super_admin: 's-u-' },
  },
  crm_differences: {
    statements: () => ({
      select: `select kind from crm_differences`,
      insert: `insert into crm_differences (entity, kind) values ('lead', 'conflict')`,
      update: `update crm_differences set settled_at = now()`,
      delete: `delete from crm_differences`,
    }),
    rights: { ...NOBODY, super_admin: 's---' },
  },
};
