import type { DocumentType } from '@/features/kyc/domain/document-types';
import type { FileFault } from '@/features/kyc/file-safety/file-refusals';

/** One file that must not be taken, and for which reason. */
export type HostileFile = {
  what: string;
  bytes: Buffer;
  fault: FileFault;
  /** What the sender calls it. */
  name: string;
  /** What the sender says it is. */
  claimed: string;
  /** What it is handed in as. */
  as: DocumentType;
};

export function row(
  what: string,
  fault: FileFault,
  bytes: Buffer | string,
  more: Partial<HostileFile> = {},
): HostileFile {
  const content = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  return { what, fault, bytes: content, name: 'id.pdf', claimed: 'application/pdf', as: 'id_document', ...more };
}
