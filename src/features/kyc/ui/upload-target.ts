import type { DocumentType } from '../domain/document-types';

/** What the next file is to be: the type, and which document it takes the place of where the person said so. */
export type UploadTarget = { type: DocumentType; replacesId: string | undefined };
