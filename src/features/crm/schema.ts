import { z } from 'zod';
import { ListQuery } from '@/platform/http/schemas';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';
import { DIFFERENCE_KINDS } from './domain/difference-words';
import { MappingSettings } from './domain/mapping-settings';
import { RUN_KINDS } from './domain/runs';
import { CRM_ENTITIES, LISTED_STATES, SENDABLE } from './domain/sync-records';

const oneOf = (name: string, values: readonly string[]) => `${name} must be one of ${values.join(', ')}.`;
/** The mapping as a whole, and what its author saw. */
export const NewMapping = z.object({
  mapping: MappingSettings,
  seen_changed_at: z.iso.datetime().nullable().describe('When the mapping was changed last, as the author saw it'),
});
export type NewMapping = z.infer<typeof NewMapping>;

/** Why the connection is paused or goes on; it stands in the audit log. */
export const Reason = z.object({
  reason: z
    .string('Reason is missing.')
    .trim()
    .min(5, 'Please give a reason of at least 5 characters.')
    .max(500, 'Reason may have at most 500 characters.')
    .refine(isStorable, `Reason ${NOT_STORABLE}`),
});

export const Budget = z.object({
  credits_a_day: z
    .number('Give a whole number of credits.')
    .int('Give a whole number of credits.')
    .min(100, 'At least 100 credits a day are needed.')
    .max(10_000_000, 'No organisation has more than 10 000 000 credits a day.'),
  seen_credits_a_day: z.number().int(),
});

export const RecordParam = z.object({ entity: z.enum(CRM_ENTITIES), entityId: z.uuid() });
export const RunParam = z.object({ runId: z.uuid() });

const Entity = z.enum(CRM_ENTITIES, oneOf('entity', CRM_ENTITIES)).optional();

/** What is not in step: refused ones unless another state is asked for, the newest first. */
export const RecordsQuery = ListQuery.extend({
  state: z.enum(LISTED_STATES, oneOf('state', LISTED_STATES)).default('failed'),
  entity: Entity,
  code: z.string().trim().max(60, 'code has at most 60 characters.').optional().describe('The code of the last fault'),
  record: z
    .string()
    .trim()
    .refine((text) => z.uuid().safeParse(text).success, 'record must be a whole record id of the portal.')
    .optional()
    .describe('The record with this id, in whatever state'),
});
export type RecordsQuery = z.infer<typeof RecordsQuery>;

export const SyncNow = z.object({
  seen_state: z.enum(SENDABLE, 'A record that is on its way is answered first; look again in a moment.'),
});

export const Replay = z.object({
  code: z
    .string()
    .min(1, 'Say which code.')
    .max(60)
    .describe('Zoho’s code, or the kind of the fault where there is none'),
  entity: Entity,
});
export type Replay = z.infer<typeof Replay>;

export const DifferencesQuery = ListQuery.extend({
  kind: z.enum(DIFFERENCE_KINDS, oneOf('kind', DIFFERENCE_KINDS)).optional(),
});
export type DifferencesQuery = z.infer<typeof DifferencesQuery>;

export const NewRun = z.object({ kind: z.enum(RUN_KINDS, oneOf('kind', RUN_KINDS)) });

/** What Zoho appends to the address to which it sends the administrator back. */
export const ConsentReturn = z.object({
  code: z.string().max(4000).optional(),
  state: z.string().max(1000).optional(),
  error: z.string().max(200).optional(),
});
export type ConsentReturn = z.infer<typeof ConsentReturn>;
