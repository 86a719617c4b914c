import { type Outcome, ok, type Refusal, refuse } from '@/shared/refusal';
import { ACCEPTED_FILES, type AcceptedMimeType, MAX_FILE_BYTES } from './document-types';

const MAX_NAME_LENGTH = 120;

export const FILE_TOO_LARGE: Refusal = {
  code: 'file_too_large',
  message: 'This file is larger than 10 MB. Please make it smaller, or photograph it again.',
  fields: { file: 'The file is larger than 10 MB.' },
};

export function isAcceptedMimeType(type: string | undefined): type is AcceptedMimeType {
  return type !== undefined && type in ACCEPTED_FILES;
}

/** @param sizeBytes of the file as it arrived @param detected its type by content, undefined when unknown */
export function checkFile(sizeBytes: number, detected: string | undefined): Outcome<AcceptedMimeType> {
  if (sizeBytes === 0) {
    return refuse('invalid_request', 'This file is empty. Please choose another one.', {
      fields: { file: 'The file is empty.' },
    });
  }
  if (sizeBytes > MAX_FILE_BYTES) {
    return { ok: false, refusal: FILE_TOO_LARGE };
  }
  if (!isAcceptedMimeType(detected)) {
    return refuse('unsupported_file_type', 'This is not a PDF, JPEG or PNG file, whatever its name says.', {
      fields: { file: 'Only PDF, JPEG and PNG files can be taken.' },
      allowed: Object.keys(ACCEPTED_FILES),
    });
  }
  return ok(detected);
}

/** The name a person sees: no folders, no control or direction characters, and an ending that fits the content. */
export function harmlessName(name: string, type: AcceptedMimeType): string {
  const ending = ACCEPTED_FILES[type];
  const base = (name.split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{C}<>:"|?*]/gu, '')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return `${(base || 'document').slice(0, MAX_NAME_LENGTH)}${ending}`;
}
