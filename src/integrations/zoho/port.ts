import type { CrmError } from './errors';

/** A value as the CRM's JSON carries it: lookups are objects with an id, multi-select picklists are arrays. */
export type CrmValue = string | number | boolean | null | readonly CrmValue[] | { readonly [key: string]: CrmValue };

/** Field values by API name (`Last_Name`, `External_Lead_ID`). What is absent is left unchanged by a write. */
export type CrmFields = Readonly<Record<string, CrmValue>>;

/** A record as it was read. `fields` holds only what was asked for, with null for empty. */
export interface CrmRecord {
  /** 18 or 19 digits; a string, since it does not fit a double. */
  readonly id: string;
  /** ISO 8601 with an offset and whole seconds, as the CRM gave it. */
  readonly modifiedTime: string;
  readonly fields: CrmFields;
}

/** Automations that a write may start in the CRM. An empty list starts none; there is no default, so each caller decides. */
export type CrmTrigger = 'workflow' | 'approval' | 'blueprint' | 'pathfinder' | 'orchestration';

/** New values of one record that the CRM has. */
export interface CrmUpdate {
  readonly id: string;
  readonly fields: CrmFields;
}

export interface UpsertOptions {
  /** API name of the unique or external-id field that finds the existing record; every record must carry it. */
  readonly externalIdField: string;
  readonly trigger: readonly CrmTrigger[];
}

/** What became of one record of an upsert. */
export type UpsertOutcome =
  | {
      readonly ok: true;
      readonly id: string;
      readonly action: 'insert' | 'update';
      readonly modifiedTime: string;
      /** Who the CRM says has written: the account of the connection. Null when it does not say. */
      readonly modifiedBy: string | null;
      /**
       * The field by which an existing record was found; null after an insert. Zoho goes on to compare the module's other
       * unique fields, so this can be another one than `externalIdField`: the record was then not known by our id before.
       */
      readonly matchedBy: string | null;
    }
  | { readonly ok: false; readonly error: CrmError };

/**
 * Where reading of changes stands: every record with a later `Modified_Time`, or with the same one and a greater id, is
 * still to be read. Plain JSON, to be kept in the database. To start (or to look back over an overlap) use
 * `{ modifiedTime, afterId: null }`, which includes that second itself.
 */
export interface ChangeCursor {
  /** ISO 8601 with an offset (or Z); fractions of a second are cut off, since the CRM has none. */
  readonly modifiedTime: string;
  readonly afterId: string | null;
}

export interface ChangePage {
  /** In order of Modified_Time, then id; at most 200. */
  readonly records: readonly CrmRecord[];
  /** Pass this on; equals the given cursor when nothing has changed. */
  readonly next: ChangeCursor;
  /** True when there may be more now: call again with `next`. */
  readonly more: boolean;
}

/** A page of all records of a module. */
export interface RecordPage {
  /** In order of id; at most 200. Converted leads are among them, deleted records are not. */
  readonly records: readonly CrmRecord[];
  /** True when there are more behind the last id. */
  readonly more: boolean;
}

/** What the CRM is asked to call back about. */
export interface CrmChannel {
  /** Up to 19 digits, chosen by the portal. */
  readonly channelId: string;
  /** `Leads.create`, `Leads.edit`, `Leads.delete` or `Leads.all`, for any module. */
  readonly events: readonly string[];
  readonly notifyUrl: string;
  /** Comes back in every callback and is all the proof there is; at most 50 characters. */
  readonly token: string;
  /** At most a week ahead; the CRM turns anything longer into one hour. */
  readonly expiresAt: Date;
}

/** Notification channels. Servers may lack these tools; polling then finds every change alone. */
export interface CrmChannels {
  /** Opens the channel, or replaces the one of the same id. @returns until when the CRM keeps it */
  open(channel: CrmChannel): Promise<Date>;
  /** Keeps an open channel until `expiresAt`; one that the CRM has forgotten is opened anew. @returns until when */
  renew(channel: CrmChannel): Promise<Date>;
  /** Closes a channel; one that is not open counts as closed. */
  close(channelId: string): Promise<void>;
}

export interface CrmFieldDescription {
  readonly apiName: string;
  readonly label: string;
  /** Zoho's data type: text, email, phone, picklist, datetime, currency, lookup … */
  readonly dataType: string;
  /** Longest text accepted, in characters; null where it has no meaning. */
  readonly maxLength: number | null;
  readonly mandatory: boolean;
  /** Values that forms in the CRM offer. The API accepts others too, so the portal checks them itself. Empty if no picklist. */
  readonly pickListValues: readonly string[];
  readonly unique: boolean;
  readonly externalId: boolean;
  readonly canCreate: boolean;
  readonly canUpdate: boolean;
}

/**
 * The CRM as the portal's jobs see it. Every method rejects with a `CrmError` and retries nothing (a forgotten session is
 * rebuilt silently): when and whether to try again is the job's decision.
 */
export interface CrmPort {
  /**
   * Creates or updates up to 100 records, found by `externalIdField`. The outcomes are in the order of the input.
   * Rejects when the call as a whole failed: with kind `unknown_outcome` some or all records may have been written.
   * @throws RangeError for more than 100 records (batching is the caller's), or for one without a text in that field.
   */
  upsertRecords(
    module: string,
    records: readonly CrmFields[],
    options: UpsertOptions,
  ): Promise<readonly UpsertOutcome[]>;

  /**
   * Changes up to 100 records that the CRM is known to have, by their ids. The outcomes are in the order of the input; one
   * that was deleted or converted meanwhile is `rejected`, and is not made anew as an upsert would.
   * Rejects when the call as a whole failed: with kind `unknown_outcome` some or all records may have been written.
   * @throws RangeError for more than 100 records (batching is the caller's).
   */
  updateRecords(
    module: string,
    records: readonly CrmUpdate[],
    trigger: readonly CrmTrigger[],
  ): Promise<readonly UpsertOutcome[]>;

  /**
   * Every record whose `field` equals one of `values` (any number of them), in order of id. `field` may be `id`.
   * @throws RangeError for more than 48 fields.
   */
  findByField(
    module: string,
    field: string,
    values: readonly string[],
    fields: readonly string[],
  ): Promise<readonly CrmRecord[]>;

  /**
   * One page of records changed since `cursor`. Deleted records do not appear. Because the CRM's clock has whole seconds,
   * a change in the cursor's own second may still come after the page was read: look back over an overlap, and drop what
   * is known by id and modifiedTime.
   */
  changedSince(module: string, fields: readonly string[], cursor: ChangeCursor): Promise<ChangePage>;

  /**
   * One page of all records of a module behind `afterId`, for comparing what exists on both sides.
   * @throws RangeError for more than 48 fields.
   */
  listRecords(module: string, fields: readonly string[], afterId: string | null): Promise<RecordPage>;

  /** Null when the server offers no tools for notifications. */
  readonly channels: CrmChannels | null;

  /** The module's fields as they are now in the CRM. */
  describeFields(module: string): Promise<readonly CrmFieldDescription[]>;

  /** Ends the session. Calls after it reject. */
  close(): Promise<void>;
}
