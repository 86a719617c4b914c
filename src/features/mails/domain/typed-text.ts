const LONGEST = 80;

/** A letter or digit, a dot, and what may begin a top-level domain: what mail programs take for an address. */
const LIKE_AN_ADDRESS = /(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu;

/**
 * What a stranger typed, for use inside a sentence of a mail that CircleTel signs: on one line, not endless, and nothing
 * that a mail program would turn into a link or an address. Somebody could otherwise name a business after a web site and
 * enter another person's address. Markup is escaped where the mail is rendered.
 */
export function typedText(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const letters = [...line];
  const short = letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : line;
  // A zero-width space is not seen, and no domain holds one.
  return short.replace(LIKE_AN_ADDRESS, '.\u200b').replace(/:\/\//g, ':\u200b//').replace(/@/g, '\u200b@\u200b');
}
