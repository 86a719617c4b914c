import { z } from 'zod';
import { DOCUMENT_TYPES } from './domain/document-types';

export const KycDocument = z
  .object({
    id: z.uuid(),
    partner_id: z.uuid(),
    document_type: z.enum(DOCUMENT_TYPES),
    document_name: z.string(),
    file_size: z.number().int().describe('Bytes'),
    mime_type: z.string(),
    verification_status: z.enum(['pending', 'approved', 'rejected']),
    rejection_reason: z.string().nullable(),
    uploaded_at: z.iso.datetime(),
  })
  .meta({ id: 'KycDocument' });
export type KycDocument = z.infer<typeof KycDocument>;

/** The fields of an upload beside the file itself. */
export const UploadFields = z.object({
  document_type: z.enum(DOCUMENT_TYPES, `document_type must be one of ${DOCUMENT_TYPES.join(', ')}.`),
});

export const UploadAnswer = z.object({ success: z.literal(true), document: KycDocument, message: z.string() });
export const DocumentsAnswer = z.object({ documents: z.array(KycDocument) });
export const DocumentParam = z.object({ documentId: z.uuid() });

/** A link to a private file. */
export const DocumentLink = z.object({ url: z.url(), expires_at: z.iso.datetime() });
export type DocumentLink = z.infer<typeof DocumentLink>;
