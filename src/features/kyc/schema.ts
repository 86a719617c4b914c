import { z } from 'zod';
import { isStorable, NOT_STORABLE } from '@/shared/storable-text';
import { DOCUMENT_STATUSES } from './domain/document-status';
import { DOCUMENT_TYPES } from './domain/document-types';
import { REJECTION_CODES } from './domain/rejection-reasons';

/** A document as its partner and the desk see it. Times are ISO 8601 in UTC. */
export const KycDocument = z
  .object({
    id: z.uuid(),
    partner_id: z.uuid(),
    document_type: z.enum(DOCUMENT_TYPES),
    document_name: z.string(),
    file_size: z.number().int().describe('Bytes that are kept; a photograph is made anew without its place'),
    mime_type: z.string(),
    page_count: z.number().int().nullable(),
    verification_status: z.enum(DOCUMENT_STATUSES),
    rejection_reason: z.string().nullable(),
    scan_status: z.enum(['not_scanned', 'clean']).describe('What the virus scanner said when it was handed in'),
    issued_on: z.iso.date().nullable(),
    expires_at: z.iso.datetime().nullable(),
    replaces_id: z.uuid().nullable(),
    uploaded_at: z.iso.datetime(),
  })
  .meta({ id: 'KycDocument' });
export type KycDocument = z.infer<typeof KycDocument>;

const documentType = z.enum(DOCUMENT_TYPES, `document_type must be one of ${DOCUMENT_TYPES.join(', ')}.`);
const replaces = z.uuid('replaces_id must be the id of one of your documents.').optional();

/** The fields of an upload beside the file itself. */
export const UploadFields = z.object({ document_type: documentType, replaces_id: replaces });

export const UploadAnswer = z.object({ success: z.literal(true), document: KycDocument, message: z.string() });
export const DocumentsAnswer = z.object({ documents: z.array(KycDocument) });
export const DocumentParam = z.object({ documentId: z.uuid() });

/** A way to a document's file, for the session that asked and for nobody else. */
export const DocumentLink = z.object({
  url: z.string().describe('A path of the portal'),
  expires_at: z.iso.datetime(),
});
export type DocumentLink = z.infer<typeof DocumentLink>;

export const FileParam = z.object({ token: z.string().max(1000) });

/** What is known of a file before its first piece comes. */
export const UploadBegin = z.object({
  document_type: documentType,
  replaces_id: replaces,
  file_name: z.string('file_name is required.').min(1, 'file_name is required.').max(1000, 'file_name is too long.'),
  file_size: z.number('file_size must be a number of bytes.').int().min(1, 'The file is empty.'),
  content_sha256: z
    .string('content_sha256 is required.')
    .regex(/^[0-9a-f]{64}$/, 'content_sha256 must be 64 hexadecimal digits.'),
});
export type UploadBegin = z.infer<typeof UploadBegin>;

export const UploadState = z
  .object({
    id: z.uuid(),
    offset: z.number().int().describe('Bytes that have arrived: the next piece begins here'),
    file_size: z.number().int(),
  })
  .meta({ id: 'UploadState' });
export type UploadState = z.infer<typeof UploadState>;

/** `upload` to go on with, or the document when this very file was handed in before. */
export const UploadBegun = z.object({ upload: UploadState.nullable(), document: KycDocument.nullable() });
export const UploadParam = z.object({ uploadId: z.uuid() });

const seen = z
  .enum(DOCUMENT_STATUSES, `seen_status must be one of ${DOCUMENT_STATUSES.join(', ')}.`)
  .default('pending')
  .describe('The status that the reviewer saw; another one by now is a conflict');
const day = (label: string) =>
  z.union([z.literal('').transform(() => undefined), z.iso.date(`${label} must be a date.`)]);

/** What goes with accepting a document. Which dates are needed is said by the rule pack. */
export const DocumentApproval = z.object({
  seen_status: seen,
  issued_on: day('The date of issue').optional(),
  expires_on: day('The last valid day').optional().describe('Valid through this day, South African time'),
});
export type DocumentApproval = z.infer<typeof DocumentApproval>;

/** What goes with not accepting one. */
export const DocumentRejection = z.object({
  seen_status: seen,
  reason_code: z.enum(REJECTION_CODES, `reason_code must be one of ${REJECTION_CODES.join(', ')}.`),
  reason: z
    .string('The text for the partner is required.')
    .trim()
    .min(10, 'The text for the partner needs at least 10 characters.')
    .max(1000, 'The text for the partner may have at most 1000 characters.')
    .refine(isStorable, `The text for the partner ${NOT_STORABLE}`)
    .describe('The partner reads this'),
});
export type DocumentRejection = z.infer<typeof DocumentRejection>;

export const DocumentAnswer = z.object({ document: KycDocument });
