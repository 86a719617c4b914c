/** More words than these are looked for as they stand, one after the other. */
const WORDS = 4;

/** Shorter words hold no three letters that the index could find, so they are looked for at the beginning of a word. */
const INDEXED_LETTERS = 3;

/** A phone number or a part of one, however it is written. */
const PHONE = /^\+?[\d\s()./-]+$/;

const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&');

function patternOf(word: string): string {
  return [...word].length < INDEXED_LETTERS ? `% ${escaped(word)}%` : `%${escaped(word)}%`;
}

/** "+27 (0)82 123", "0027 82-123" and "082 123" are one number: as one dials it at home. Null for what is no number. */
function phoneIn(text: string): string | null {
  if (!PHONE.test(text)) return null;
  const digits = text.replaceAll('(0)', '').replace(/\D/g, '');
  if (digits.length < INDEXED_LETTERS) return null;
  const national =
    /^(?:\+27|0027)/.test(text.replace(/[\s()./-]/g, '')) || (digits.startsWith('27') && digits.length === 11);
  return national ? digits.replace(/^(?:0027|27)/, '0') : digits.replace(/^00/, '');
}

/**
 * The patterns (of LIKE) that a lead must all fit to be found by a text; portal.lead_text says what they are held
 * against, in small letters. Words without any letter or digit say nothing; when no others are left, nothing can be found: an empty list.
 */
export function searchPatterns(text: string): string[] {
  const phone = phoneIn(text.trim());
  if (phone !== null) return [`%${phone}%`];
  const words = text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = words.slice(0, WORDS - 1).map(patternOf);
  const rest = words.slice(WORDS - 1).join(' ');
  return rest ? [...first, patternOf(rest)] : first;
}
