import { ACCEPTED_FILES, type AcceptedMimeType } from '../domain/document-types';

const MAX_NAME_LENGTH = 120;

/** Names that Windows gives to devices, with or without an ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * The name a person sees: no folders, no control or direction characters, no device, not too long, and an ending that
 * fits the content. A name is never a reason to refuse a file, since it opens no path.
 */
export function harmlessName(name: string, type: AcceptedMimeType): string {
  const base = (name.split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"|?*%&;$`'\uFFFD]/gu, '')
    .replace(/\s+/g, ' ')
    .replace(/\.[a-z0-9]{1,5}$/i, '')
    .replace(/\.(pdf|jpe?g|png)$/i, '')
    .replace(/^[.\s-]+|[.\s]+$/g, '');
  const whole = [...base].slice(0, MAX_NAME_LENGTH).join('').trimEnd();
  return `${!whole || DEVICE.test(whole) ? 'document' : whole}${ACCEPTED_FILES[type]}`;
}
