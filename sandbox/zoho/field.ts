export type FieldType =
  | 'text'
  | 'textarea'
  | 'email'
  | 'phone'
  | 'website'
  | 'picklist'
  | 'multiselectpicklist'
  | 'boolean'
  | 'integer'
  | 'double'
  | 'currency'
  | 'date'
  | 'datetime'
  | 'lookup'
  | 'ownerlookup'
  | 'parent';

export interface Field {
  readonly apiName: string;
  readonly label: string;
  readonly type: FieldType;
  /** Characters, for texts. */
  readonly length?: number;
  readonly mandatory?: boolean;
  readonly values?: readonly string[];
  /** "Do not allow duplicate values". */
  readonly unique?: boolean;
  /** An organisation-wide external id: unique, and usable for upsert. */
  readonly external?: boolean;
  readonly readOnly?: boolean;
  readonly custom?: boolean;
  /** The module that a lookup points to. */
  readonly lookup?: string;
}
