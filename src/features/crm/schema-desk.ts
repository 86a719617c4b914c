import { z } from 'zod';
import { Pagination } from '@/platform/http/schemas';
import { CONNECTION_STATES, CrmFault } from './domain/connection-state';
import { DIFFERENCE_KINDS } from './domain/difference-words';
import { MappingSettings } from './domain/mapping-settings';
import { RUN_KINDS, RUN_STATES } from './domain/runs';
import { CRM_ENTITIES, CRM_STATES, SYNC_STATES } from './domain/sync-records';

const Time = z.iso.datetime();
const Count = z.number().int();

const Connection = z.object({
  state: z.enum(CONNECTION_STATES),
  until: Time.nullable().describe('When a slower pace or the rest after failures ends'),
  paused_at: Time.nullable(),
  paused_by: z.string().nullable(),
  failures: Count.describe('Failures in a row'),
  lanes: Count.describe('Calls at once; 3 at full pace'),
  last_ok_at: Time.nullable(),
  last_fault: CrmFault.nullable(),
  last_fault_at: Time.nullable(),
});

const Consent = z.object({
  state: z
    .enum(['none', 'preparing', 'ready'])
    .describe('preparing: the worker asks Zoho where to consent; ready: at `url`'),
  url: z.string().nullable().describe('Where a person consents; only https, or http on this machine'),
  needed: z.boolean(),
  connected_at: Time.nullable(),
  expires_at: Time.nullable(),
});

/** Everything that the page of the integration shows first. */
export const Overview = z.object({
  at: Time.describe('The moment that all of this is of'),
  connection: Connection,
  consent: Consent,
  lag: z.object({
    oldest_at: Time.nullable().describe('When the oldest change was made that the CRM does not have yet'),
    seconds: z.number().nullable(),
  }),
  queue: z.array(
    z.object({ entity: z.enum(CRM_ENTITIES), state: z.enum(SYNC_STATES), count: Count, isExact: z.boolean() }),
  ),
  problems: z
    .array(z.object({ code: z.string(), kind: z.string(), count: Count }))
    .describe('Refused records by the code of their fault, the most frequent first'),
  usage: z.object({
    credits_a_day: Count,
    credits: Count.describe('In the last 24 hours'),
    calls: Count,
    failures: Count,
    hours: z
      .array(z.object({ hour: Time, calls: Count, credits: Count, failures: Count }))
      .describe('24, oldest first'),
  }),
  channels: z.array(
    z.object({ channel_id: z.string(), module: z.string(), expires_at: Time, last_delivery_at: Time.nullable() }),
  ),
  cursors: z.array(
    z.object({ module: z.string(), modified_time: Time, polled_at: Time.nullable(), reconciled_at: Time.nullable() }),
  ),
});
export type Overview = z.infer<typeof Overview>;

export const SyncRecord = z.object({
  entity: z.enum(CRM_ENTITIES),
  entity_id: z.uuid(),
  state: z.enum(SYNC_STATES),
  crm_state: z.enum(CRM_STATES),
  zoho_id: z.string().nullable(),
  attempts: Count,
  last_fault: CrmFault.nullable(),
  marked_at: Time,
  next_attempt_at: Time,
  updated_at: Time,
});
export type SyncRecord = z.infer<typeof SyncRecord>;

export const RecordsPage = z.object({ records: z.array(SyncRecord), pagination: Pagination });
export type RecordsPage = z.infer<typeof RecordsPage>;

export const RecordDetail = z.object({
  record: SyncRecord.extend({ version: z.string(), sent_version: z.string(), zoho_modified_time: Time.nullable() }),
  payload: z
    .array(z.object({ field: z.string(), value: z.string() }))
    .nullable()
    .describe('What would be sent now; null when the record does not exist any more'),
});
export type RecordDetail = z.infer<typeof RecordDetail>;

export const Replayed = z.object({ replayed: Count });

export const Difference = z.object({
  id: z.uuid(),
  entity: z.string(),
  entity_id: z.uuid().nullable(),
  zoho_id: z.string().nullable(),
  kind: z.enum(DIFFERENCE_KINDS),
  fields: z.array(z.string()),
  winner: z.enum(['portal', 'crm']).nullable(),
  found_at: Time,
  settled_at: Time.nullable(),
});
export type Difference = z.infer<typeof Difference>;
export const DifferencesPage = z.object({ differences: z.array(Difference), pagination: Pagination });
export type DifferencesPage = z.infer<typeof DifferencesPage>;

/** One thing that a run would do, or did, as an example. */
const Sample = z.object({
  direction: z.enum(['to_crm', 'to_portal']),
  action: z.enum(['create', 'link', 'change']),
  entity: z.string(),
  entityId: z.string().nullish(),
  zohoId: z.string().nullish(),
  fields: z.array(z.string()).default([]),
});

export const Run = z.object({
  id: z.uuid(),
  kind: z.enum(RUN_KINDS),
  state: z.enum(RUN_STATES),
  counts: z.record(z.string(), z.number()),
  samples: z.array(Sample),
  fault: CrmFault.nullable(),
  requested_at: Time,
  requested_by: z.string().nullable(),
  started_at: Time.nullable(),
  finished_at: Time.nullable(),
});
export type Run = z.infer<typeof Run>;
export const RunsAnswer = z.object({
  runs: z.array(Run).describe('The latest first, at most 10'),
  mapping_changed_at: Time.nullable(),
});
export type RunsAnswer = z.infer<typeof RunsAnswer>;
export const RunAnswer = z.object({ run: Run });

export const MappingAnswer = z.object({
  mapping: MappingSettings,
  changed_at: Time.nullable(),
  changed_by: z.string().nullable(),
  lead_status_values: z
    .array(z.string())
    .nullable()
    .describe('The values of Lead_Status as read from the CRM; null when its fields were not read yet'),
  fields_read_at: Time.nullable(),
});
export type MappingAnswer = z.infer<typeof MappingAnswer>;

export const CrmFields = z.record(
  z.string(),
  z.array(z.looseObject({ apiName: z.string(), pickListValues: z.array(z.string()).default([]) })),
);
