import type { z } from 'zod';
import { crmError, type Effect, lostAnswer, zohoError } from './error-codes';
import type { CrmError } from './errors';
import type { CrmFieldDescription, UpsertOutcome } from './port';
import type { ToolReply } from './result-shapes';
import { errorDetailsSchema, type FieldReply, type RowDetails, type WriteRow } from './schema';

/** An answer in an unknown form: what was read can be asked for again, what was written is unknown. */
export function parseReply<T>(reply: ToolReply, schema: z.ZodType<T>, effect: Effect): T {
  const parsed = schema.safeParse(reply.kind === 'body' ? reply.body : null);
  if (!parsed.success) throw lostAnswer(effect, 'UNREADABLE_REPLY');
  return parsed.data;
}

/** A refusal of the whole call. Its text is only searched for what the connector says; it never gets into the error. */
export function refusal(reply: ToolReply & { kind: 'refused' }, effect: Effect): CrmError {
  if (/mandatory path variable/i.test(reply.text)) return crmError('misconfigured', 'PATH_VARIABLE_MISSING');
  if (reply.code === null) return lostAnswer(effect, 'UNKNOWN_REFUSAL');
  return zohoError({ code: reply.code, ...errorPlace(errorDetailsSchema.parse(reply.details)) });
}

/** Where the fault lies; of several faults the first. */
function errorPlace(details: Partial<RowDetails>): { apiName?: string; jsonPath?: string; duplicateRecordId?: string } {
  const first = details.errors?.[0]?.details ?? details;
  const place = { apiName: first.api_name, jsonPath: first.json_path };
  const duplicateRecordId = details.duplicate_record?.id;
  return duplicateRecordId === undefined ? place : { ...place, duplicateRecordId };
}

/** The error of one refused row. */
export function rowError(row: { readonly code: string; readonly details: Partial<RowDetails> }): CrmError {
  return zohoError({ code: row.code, ...errorPlace(row.details) });
}

export function toOutcome(row: WriteRow): UpsertOutcome {
  if (row.status !== 'success') return { ok: false, error: rowError(row) };
  const { id, Modified_Time: modifiedTime } = row.details;
  if (id === undefined || modifiedTime === undefined) throw lostAnswer('write', 'UNREADABLE_REPLY');
  const action = row.action ?? (/added/i.test(row.message ?? '') ? 'insert' : 'update');
  const modifiedBy = row.details.Modified_By?.id ?? null;
  return { ok: true, id, action, modifiedTime, modifiedBy, matchedBy: row.duplicate_field ?? null };
}

export function toDescription(field: FieldReply): CrmFieldDescription {
  return {
    apiName: field.api_name,
    label: field.field_label ?? field.api_name,
    dataType: field.data_type,
    maxLength: field.length ?? null,
    mandatory: field.system_mandatory === true,
    pickListValues: (field.pick_list_values ?? []).map((value) => value.actual_value ?? value.display_value),
    unique: Object.keys(field.unique ?? {}).length > 0,
    externalId: (field.external ?? null) !== null && Object.keys(field.external ?? {}).length > 0,
    canCreate: field.operation_type?.api_create !== false,
    canUpdate: field.operation_type?.api_update !== false,
  };
}
