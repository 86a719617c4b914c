// Control characters but tab and line breaks, and halves of surrogate pairs: Postgres takes no NUL, its JSON no half pair,
// and none of the others is anything that a person typed.
const UNSTORABLE = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

/** True for text that can be stored and shown again as it is. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}

export const NOT_STORABLE = 'contains a character that cannot be stored.';
