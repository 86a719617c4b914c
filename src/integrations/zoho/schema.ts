import { z } from 'zod';

/** Replies of the CRM, as far as the portal reads them. What is not named here may change without harm. */

const rowDetailsSchema = z.looseObject({
  id: z.string().optional(),
  Modified_Time: z.string().optional(),
  Modified_By: z.looseObject({ id: z.string() }).optional().catch(undefined),
  api_name: z.string().optional(),
  json_path: z.string().optional(),
  duplicate_record: z.looseObject({ id: z.string() }).optional(),
  errors: z
    .array(
      z.looseObject({ details: z.looseObject({ api_name: z.string().optional(), json_path: z.string().optional() }) }),
    )
    .optional(),
});

export type RowDetails = z.infer<typeof rowDetailsSchema>;

export const errorDetailsSchema = rowDetailsSchema.partial().catch({});

export const writeReplySchema = z.object({
  data: z.array(
    z.looseObject({
      code: z.string(),
      status: z.string(),
      message: z.string().optional(),
      action: z.enum(['insert', 'update']).optional(),
      duplicate_field: z.string().nullish(),
      details: rowDetailsSchema,
    }),
  ),
});

export type WriteRow = z.infer<typeof writeReplySchema>['data'][number];

export const watchReplySchema = z.object({
  watch: z.array(
    z.looseObject({
      code: z.string(),
      status: z.string(),
      details: rowDetailsSchema
        .extend({ events: z.array(z.looseObject({ channel_expiry: z.string().optional() })).optional() })
        .catch({}),
    }),
  ),
});

export type WatchRow = z.infer<typeof watchReplySchema>['watch'][number];

export const listReplySchema = z.object({
  data: z.array(
    z.intersection(z.looseObject({ id: z.string(), Modified_Time: z.string() }), z.record(z.string(), z.json())),
  ),
  info: z.looseObject({ more_records: z.boolean().optional() }).optional(),
});

export const fieldsReplySchema = z.object({
  fields: z.array(
    z.looseObject({
      api_name: z.string(),
      field_label: z.string().optional(),
      data_type: z.string(),
      length: z.number().nullish(),
      system_mandatory: z.boolean().optional(),
      unique: z.record(z.string(), z.unknown()).nullish(),
      external: z.looseObject({ type: z.string().optional() }).nullish(),
      operation_type: z
        .looseObject({ api_create: z.boolean().optional(), api_update: z.boolean().optional() })
        .nullish(),
      pick_list_values: z
        .array(z.looseObject({ actual_value: z.string().optional(), display_value: z.string() }))
        .nullish(),
    }),
  ),
});

export type FieldReply = z.infer<typeof fieldsReplySchema>['fields'][number];
